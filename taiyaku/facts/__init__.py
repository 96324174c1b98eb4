"""What a book knows and who says so: ``load()`` reads the facts, and the result answers questions about them.

>>> from taiyaku.facts import load
>>> facts = load("tests/books/mini")
>>> facts.claim("bridge-opened").verdict
<Verdict.CONTRADICTED: 'contradicted'>
"""

from taiyaku.facts.query import Facts, UnknownFact
from taiyaku.facts.store import load

__all__ = ["Facts", "UnknownFact", "load"]
