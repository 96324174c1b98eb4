"""How a reader cites the book: a reference in words, BibTeX and RIS for a page or a paragraph, and what search engines read."""

from taiyaku.citing.formats import bibtex, reference, ris
from taiyaku.citing.work import Work

__all__ = ["Work", "bibtex", "reference", "ris"]
