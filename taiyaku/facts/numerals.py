"""The one reader of values in words: ``find`` says what stands in a text, ``agrees`` whether that is what a fact holds."""

from taiyaku.facts.comparison import agrees
from taiyaku.facts.found import Bound, Found, Kind, PartialDate, Reading
from taiyaku.facts.word_reader import LANGUAGES, find

__all__ = ["LANGUAGES", "Bound", "Found", "Kind", "PartialDate", "Reading", "agrees", "find"]
