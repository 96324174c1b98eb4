"""The EPUB room: a valid, accessible, repeatable electronic book."""
