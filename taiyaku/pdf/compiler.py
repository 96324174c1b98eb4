"""From Typst to PDF: whole or not at all, the same bytes each time, and one clear finding where Typst refuses."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from taiyaku.finding import Finding, Refused, Severity, Where

if TYPE_CHECKING:
    import typst

STANDARD: Literal["ua-1"] = "ua-1"


@dataclass(frozen=True, slots=True)
class Job:
    """What to compile: ``main`` within ``root`` (Typst reads nothing outside it), with the fonts in ``fonts`` and no others.

    ``timestamp`` (Unix seconds) is what the file says about its making.
    """

    main: Path
    root: Path
    target: Path
    fonts: tuple[Path, ...] = field(default=())
    timestamp: int = 0


def compile_pdf(job: Job) -> list[Finding]:
    """Write the PDF/UA-1 file, packed, and give Typst's warnings as findings.

    The target is replaced only when the new file is complete. Raises ``Refused`` with Typst's message, line and hints.
    """
    import typst  # noqa: PLC0415 - large: builds of other formats need not hold it

    aside = job.target.with_name(f".{job.target.name}.part")
    folders = [str(folder) for folder in job.fonts]
    try:
        _, warnings = typst.compile_with_warnings(
            str(job.main),
            output=str(aside),
            format="pdf",
            root=str(job.root),
            font_paths=folders,
            ignore_system_fonts=True,
            pdf_standards=[STANDARD],
            timestamp=job.timestamp,
        )
        pack(aside)
        aside.replace(job.target)
    except typst.TypstError as error:
        raise Refused([finding_of(error, job)]) from None
    finally:
        aside.unlink(missing_ok=True)
    return [finding_of(warning, job) for warning in warnings]


def pack(path: Path) -> None:
    """Rewrite a PDF in place with its small objects in compressed streams: no content, tag or address changes, and bytes repeat.

    A tagged book is tens of thousands of small objects, which Typst writes plainly; packed, the file is less than half as large.
    """
    import pikepdf  # noqa: PLC0415 - large, as above

    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.save(path, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)


def finding_of(trouble: typst.TypstError | typst.TypstWarning, job: Job) -> Finding:
    """What Typst says, in one line, with the line of the Typst file it speaks of."""
    import typst  # noqa: PLC0415 - loaded already where there is trouble

    fatal = isinstance(trouble, typst.TypstError)
    severity, code = (Severity.ERROR, "pdf.typst-refused") if fatal else (Severity.WARNING, "pdf.typst-warned")
    hints = "; ".join(trouble.hints) or f"see that line of {job.main.name}, which is made from the book"
    return Finding(code, place_of(trouble.diagnostic, job), trouble.message, hints, severity)


def place_of(diagnostic: str, job: Job) -> Where:
    """Where a diagnostic points: its ``┌─ file:line:column`` line, else the file as a whole."""
    for line in diagnostic.splitlines():
        before, corner, place = line.partition("┌─ ")
        if corner and not before.strip():
            name, _, rest = place.strip().partition(":")
            number = rest.partition(":")[0]
            return Where.of(job.root / Path(name).name, int(number) if number.isdigit() else 0)
    return Where.of(job.main)
