"""Say what is wrong with an exercise where it stands; under ``-W`` it ends the build."""

from __future__ import annotations

from sphinx.util import logging

from taiyaku.finding import Finding

logger = logging.getLogger(__name__)


def report(finding: Finding) -> None:
    """Report a finding of the exercises as a warning of the same name."""
    hint = f" → {finding.hint}" if finding.hint else ""
    room, _, code = finding.code.partition(".")
    logger.warning("%s%s", finding.message, hint, location=str(finding.where), type=room, subtype=code)
