"""Exercises: one MyST file a question, its answer computed from the facts and proven in the file."""
