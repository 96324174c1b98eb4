"""Exercises as other systems take them: plain items in, bytes out, one format a file."""
