"""A work as a reference in words, as BibTeX and as RIS."""

from __future__ import annotations

from collections.abc import Iterator

from taiyaku.citing.work import Work
from taiyaku.strings import translate

#: What BibTeX would take for a command or a group.
ESCAPES = str.maketrans({"\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "%": r"\%", "&": r"\&", "#": r"\#", "$": r"\$", "_": r"\_"})
#: Languages whose titles stand in brackets of their own, with the mark that closes a part.
EAST_ASIAN = ("ja", "zh", "ko")


def reference(work: Work) -> str:
    """The reference in the words and the order of the work's language; parts that are not known leave no gap."""
    edition = translate("Edition {number}", work.language).replace("{number}", work.edition) if work.edition else ""
    if work.language.split("-")[0] in EAST_ASIAN:
        parts = ["".join([work.author, f"「{work.title}」" if work.title else "", f"『{work.book}』", edition])]
        parts += [f"{work.year}年" if work.year and work.language == "ja" else work.year, work.place, work.licence, work.address]
        return "、".join(filter(None, parts)) + "。"
    quoted = f"“{work.title}.” In {work.book}" if work.title else work.book
    if work.language.split("-")[0] == "es":
        quoted = f"«{work.title}», en {work.book}" if work.title else work.book
    dated = ", ".join(filter(None, [quoted, edition, work.year, work.place]))
    return ". ".join(filter(None, [work.author.rstrip("."), dated, work.licence, work.address])) + "."


def bibtex(work: Work) -> str:
    """An entry that BibLaTeX and BibTeX read: ``@incollection`` for a page of the book, ``@book`` for all of it."""
    fields = {
        "author": f"{{{escape(work.author)}}}",  # a second pair of braces: a body, not a person with a family name
        "title": escape(work.title or work.book),
        "booktitle": escape(work.book) if work.title else "",
        "edition": escape(work.edition),
        "year": work.year,
        "date": work.date,
        "chapter": work.chapter if work.title else "",
        "note": f"¶{work.paragraph}" if work.paragraph else "",
        "url": work.address,
        "langid": {"ja": "japanese", "en": "english", "es": "spanish"}.get(work.language, work.language),
    }
    lines = [f"  {name} = {{{text}}}," for name, text in fields.items() if text]
    return "\n".join([f"@{'incollection' if work.title else 'book'}{{{work.key},", *lines, "}"])


def escape(text: str) -> str:
    return text.translate(ESCAPES)


def ris(work: Work) -> str:
    """A record that reference managers import; lines end as RIS wants, with CR and LF."""
    return "".join(f"{tag}  - {text}\r\n" for tag, text in _tags(work))


def _tags(work: Work) -> Iterator[tuple[str, str]]:
    yield "TY", "CHAP" if work.title else "BOOK"
    fields = [
        ("AU", work.author),
        ("TI", work.title or work.book),
        ("T2", work.book if work.title else ""),
        ("ET", work.edition),
        ("PY", work.year),
        ("DA", work.date.replace("-", "/")),
        ("SE", work.chapter),
        ("N1", f"¶{work.paragraph}" if work.paragraph else ""),
        ("LA", work.language),
        ("UR", work.address),
    ]
    for tag, text in fields:
        if text:
            yield tag, " ".join(text.split())
    yield "ER", ""
