"""Files that come from packages into what readers get are, to the byte, those that the packages were released with."""

from __future__ import annotations

import hashlib
import json
from base64 import urlsafe_b64decode
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from taiyaku.finding import Finding, Where

#: ``package version`` → path in the package → SHA-256. Tested: it has the versions of pins.txt.
CHECKSUMS = Path(__file__).with_name("supply.json")
#: What comes from where: the beginnings of paths in each package.
SOURCES = {
    "sphinx": ("sphinx/themes/basic/static/", "sphinx/locale/"),
    "pylopdf-fonts-jp": ("pylopdf_fonts_jp/",),
    "noto-cjk-sans-jp-bold": ("noto_cjk_sans_jp_bold/",),
}
#: Of these places only files with these endings: a module that Python has compiled is not the package's.
ENDINGS = (".js", ".css", ".jinja", ".png", ".otf")


@cache
def checksums(package: str) -> dict[Path, str]:
    """Where a package's files lie → what they have to be: as written down here, else as the package itself says when it is another version.

    Empty where the package is not there, or was installed by a system that keeps no checksums.
    """
    try:
        found = distribution(package)
    except PackageNotFoundError:
        return {}
    written = json.loads(CHECKSUMS.read_text("utf-8")).get(f"{package} {found.version}")
    if written:
        return {Path(str(found.locate_file(name))): digest for name, digest in written.items()}
    return {
        Path(str(found.locate_file(file))): urlsafe_b64decode(file.hash.value + "=").hex()
        for file in found.files or ()
        if file.hash and file.hash.mode == "sha256" and str(file).startswith(SOURCES[package]) and file.name.endswith(ENDINGS)
    }


def judge_package(package: str, below: str = "") -> list[Finding]:
    """What is missing or altered among the files of a package, or among those below one of its folders."""
    return [
        altered(path, package)
        for path, digest in checksums(package).items()
        if below in path.as_posix() and not (path.is_file() and digest_of(path) == digest)
    ]


def judge_copy(copy: Path, package: str, original: str) -> list[Finding]:
    """Whether a file is the copy that it should be of a file whose path in the package ends so; a file that is not there is no fault."""
    wanted = [digest for path, digest in checksums(package).items() if path.as_posix().endswith(original)]
    return [altered(copy, package)] if wanted and copy.is_file() and digest_of(copy) not in wanted else []


def altered(path: Path, package: str) -> Finding:
    hint = f"pip install --force-reinstall {package}, and find out who changed it"
    return Finding("supply.altered", Where(str(path)), f"is not the file that {package} was released with", hint)


def digest_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
