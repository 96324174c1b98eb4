"""The words in which facts are classed: verdicts, gaps, weights, confidence, kinds of source."""

from __future__ import annotations

from enum import StrEnum


class Verdict(StrEnum):
    """What the record says of a claim."""

    CONFIRMED = "confirmed"
    IMPRECISE = "imprecise"
    CONTRADICTED = "contradicted"
    UNVERIFIED = "unverified"
    OPINION = "opinion"


class Gap(StrEnum):
    """Why an article and the record differ."""

    SLIP = "slip"
    OUTDATED = "outdated-at-print"
    SIMPLIFICATION = "simplification"
    UNKNOWABLE = "unknowable-then"


class Weight(StrEnum):
    """What hangs on a gap: the argument, or a detail only."""

    ARGUMENT = "argument"
    DETAIL = "detail"


class Confidence(StrEnum):
    """How sure the editors are of a finding."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class SourceKind(StrEnum):
    """What kind of witness a source is, best first."""

    PRIMARY = "primary"
    OFFICIAL = "official"
    SCHOLARSHIP = "scholarship"
    PRESS = "press"
    ENCYCLOPEDIA = "encyclopedia"
    OTHER = "other"


class Extent(StrEnum):
    """How much of a source the editors have read."""

    WHOLE = "whole"
    EXCERPT = "excerpt"
