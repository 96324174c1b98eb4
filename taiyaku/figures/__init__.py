"""Facts become drawings: one figure a module, plain Python, one path for every language."""
