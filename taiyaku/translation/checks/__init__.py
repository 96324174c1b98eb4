"""Checks of translations: each declared in ``table``, run by ``judging``, told by ``reports``."""
