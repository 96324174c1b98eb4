"""taiyaku (対訳): a press for bilingual annotated books."""

__version__ = "0.1.0"
