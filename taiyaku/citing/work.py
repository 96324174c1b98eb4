"""What is cited: a book, a page of it or a paragraph of a page."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Work:
    """Everything that a reference is made of; empty where it is not known.

    ``date`` is ISO 8601. ``key`` is a citation key that never changes: it is made of the file's name and the page's, not of titles.
    ``chapter`` is the page's number in the book. ``paragraph`` is its lasting number; a reference to it points at ``#pNUMBER``.
    """

    book: str
    author: str
    language: str
    key: str
    edition: str = ""
    date: str = ""
    title: str = ""
    chapter: str = ""
    paragraph: str = ""
    url: str = ""
    licence: str = ""

    @property
    def year(self) -> str:
        return self.date[:4]

    @property
    def address(self) -> str:
        """Where the page or the paragraph stands; nothing for a book that has no home on the web."""
        return f"{self.url}#p{self.paragraph}" if self.url and self.paragraph else self.url

    @property
    def place(self) -> str:
        """The paragraph as readers write it, ``02 ¶14``; nothing for a whole page."""
        return f"{self.chapter} ¶{self.paragraph}".strip() if self.paragraph else ""
