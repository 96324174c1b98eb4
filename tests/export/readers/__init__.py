"""How the tests run the readers that others wrote; what is missing is skipped, but not in CI."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tarfile
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

HERE = Path(__file__).parent
PLACE = HERE.parents[2] / ".venv" / "readers"
NAMESPACE = b' xmlns="http://www.imsglobal.org/xsd/ims_qtiasiv1p2"'


def missing(what: str) -> None:
    """Skip, since a reader is not there; in CI that is a failure."""
    message = f"{what} is not set up: run `make test`, which does so"
    if os.environ.get("CI"):
        pytest.fail(message)
    pytest.skip(message)


def run(command: list[str]) -> Any:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def python(script: str, *paths: Path) -> Any:
    """What a Python reader says of files."""
    program = PLACE / "bin" / "python"
    if not program.is_file():
        missing("the readers' environment")
    return run([str(program), str(HERE / script), *map(str, paths)])


def read_gift(path: Path) -> list[dict[str, Any]]:
    """The questions of a GIFT file, as gift-pegjs reads them."""
    if not shutil.which("node") or not (PLACE / "node_modules").is_dir():
        missing("gift-pegjs (Node 20 or newer)")
    found: list[dict[str, Any]] = run(["node", str(HERE / "read_gift.mjs"), str(path), str(PLACE)])
    return found


def qti_dtd() -> etree.DTD:
    """The DTD of QTI 1.2.1, out of the package that ships it."""
    found = next(iter(PLACE.glob("pyslet-*.tar.gz")), None)
    if found is None:
        missing("the DTD of QTI 1.2.1")
    assert found
    with tarfile.open(found) as archive:
        name = next(name for name in archive.getnames() if name.endswith("data_imsqtiv1p2p1/ims_qtiasiv1p2p1.dtd"))
        file = archive.extractfile(name)
        assert file
        return etree.DTD(file)


def faults_of(test: bytes, dtd: etree.DTD) -> list[str]:
    """What the DTD, which knows no namespaces, has against a test."""
    assert NAMESPACE in test
    dtd.validate(etree.fromstring(test.replace(NAMESPACE, b"")))
    return [str(error) for error in dtd.error_log.filter_from_errors()]
