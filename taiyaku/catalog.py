"""Read a gettext catalogue: what it says, message by message."""

from __future__ import annotations

from pathlib import Path

from babel.messages.pofile import PoFileError, read_po

from taiyaku.finding import Finding, Refused, Where


def read_catalog(path: Path) -> dict[str, str]:
    """Give the finished translations of a PO file by source text; fuzzy and empty ones are left out.

    Raises ``Refused`` with file and line where it is no PO file.
    """
    try:
        with path.open("rb") as file:
            catalog = read_po(file, abort_invalid=True)
    except PoFileError as error:
        place = Where.of(path, error.lineno or 0)
        raise Refused([Finding("translation.broken-catalog", place, str(error), "mend that line, or take the last good version")]) from None
    except (UnicodeDecodeError, OSError, ValueError) as error:
        raise Refused([Finding("translation.broken-catalog", Where.of(path), str(error), "save it as UTF-8")]) from None
    return {str(message.id): str(message.string) for message in catalog if message.id and message.string and not message.fuzzy and isinstance(message.id, str)}
