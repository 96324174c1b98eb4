"""The fonts of the printed book: found in packages first, so that the same versions give the same bytes everywhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import typst

from taiyaku.finding import Finding, Refused, Where
from taiyaku.supply import judge_package

PACKAGES = ("pylopdf_fonts_jp", "noto_cjk_sans_jp_bold")
"""PyPI packages that carry Noto Serif JP and Noto Sans JP, and Noto Sans CJK JP Bold (all SIL OFL 1.1)."""
DEBIAN = Path("/usr/share/fonts/opentype/noto")
"""Where Debian's fonts-noto-cjk lies."""
DISTRIBUTIONS = tuple(name.replace("_", "-") for name in PACKAGES)
SERIF = ("Noto Serif JP", "Noto Serif CJK JP")
SANS = ("Noto Sans JP", "Noto Sans CJK JP")


@dataclass(frozen=True, slots=True)
class Typefaces:
    """Families by their role, each in order of preference, and the folders that hold them.

    ``serif`` and ``sans`` cover Japanese and Latin; ``bold`` are the families asked for bold weight; ``latin`` serves the languages
    of Europe and is part of Typst itself.
    """

    folders: tuple[Path, ...]
    serif: tuple[str, ...]
    sans: tuple[str, ...]
    bold: tuple[str, ...]
    latin: tuple[str, ...] = ("Libertinus Serif",)
    mono: tuple[str, ...] = ("DejaVu Sans Mono",)


def packaged_folders() -> list[Path]:
    """The folders of the font packages that are installed; none of them is imported."""
    specs = (find_spec(name) for name in PACKAGES)
    return [Path(place) for spec in specs if spec for place in spec.submodule_search_locations or ()]


def find_typefaces(own: Sequence[Path] = (), system: Path = DEBIAN) -> Typefaces:
    """Choose the fonts: the project's own folders, then the packages, then Debian's; nothing else on the machine is looked at.

    Raises ``Refused`` where no Japanese serif and sans are found, and says what to install; and where a font is not the one that its
    package was released with, for it would be given away in every PDF.
    """
    if faults := [fault for name in DISTRIBUTIONS for fault in judge_package(name)]:
        raise Refused(faults)
    for folders in ([*own, *packaged_folders()], [*own, *packaged_folders(), *([system] if system.is_dir() else [])]):
        known = {font.family for font in typst.Fonts(include_system_fonts=False, font_paths=[str(folder) for folder in folders]).fonts()}
        serif, sans = (tuple(name for name in names if name in known) for names in (SERIF, SANS))
        if serif and sans:
            bold = tuple(dict.fromkeys((*(name for name in reversed(SANS) if name in known), *sans)))
            return Typefaces(tuple(folders), serif, sans[:1], bold)
    hint = "pip install pylopdf-fonts-jp noto-cjk-sans-jp-bold (or Debian's fonts-noto-cjk), or name a folder in taiyaku_pdf_fonts"
    raise Refused([Finding("pdf.no-japanese-font", Where("conf.py"), "no Noto Serif JP and Noto Sans JP found for the PDF", hint)])
