"""Begin a language: all its catalogues, empty, so that the edition can be built at once with everything untranslated marked."""

from __future__ import annotations

from collections.abc import Callable

from babel import Locale, UnknownLocaleError

from taiyaku.editions import Book
from taiyaku.finding import Finding, Refused, Where
from taiyaku.languages import CODE
from taiyaku.strings import LOCALE
from taiyaku.translation.workflow import catalogs, update


def begin_language(book: Book, lang: str, via: str, say: Callable[[str], None]) -> None:
    """Make the catalogues of a language. Raises ``Refused`` where it is no language, is there already, or ``via`` is not."""
    faults = list(judge(book, lang, via))
    if faults:
        raise Refused(faults)
    update(book, say, (lang,), via)
    say(f"locales/{lang}/LC_MESSAGES: {len(catalogs(book, lang))} catalogues; build them with: taiyaku build {lang}")
    if not (LOCALE / lang).is_dir():
        say(f"the press has no {lang} words for its buttons and labels yet: they stay in English (taiyaku/locale/)")


def judge(book: Book, lang: str, via: str) -> list[Finding]:
    """What speaks against beginning a language."""
    here, faults = Where("command line"), list[Finding]()
    if not CODE.fullmatch(lang) or not is_known(lang):
        faults.append(Finding("translation.unknown-language", here, f"`{lang}` is no language", "name it as es or pt-BR"))
    elif lang == book.source_language:
        faults.append(Finding("translation.language-exists", here, f"`{lang}` is the language of the book itself", "name another"))
    elif catalogs(book, lang):
        hint = f"bring it up to date with: taiyaku translate update {lang}"
        faults.append(Finding("translation.language-exists", here, f"locales/{lang} is there already", hint))
    if via and via not in book.translations:
        hint = f"choose one of: {', '.join(book.translations)}" if book.translations else "leave --via out"
        faults.append(Finding("translation.unknown-language", here, f"the book has no translation `{via}`", hint))
    return faults


def is_known(lang: str) -> bool:
    """Whether CLDR knows the language."""
    try:
        return bool(Locale.parse(lang.replace("_", "-"), sep="-"))
    except (ValueError, UnknownLocaleError):
        return False
