"""Nothing of the evidence ledger is lost on its way into facts/."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

FACTS = Path(__file__).parents[1] / "facts"


@cache
def documents() -> list[dict[str, Any]]:
    """All files of facts/, read once."""
    return [yaml.load(path.read_bytes(), yaml.CSafeLoader) for path in sorted(FACTS.glob("*.yaml"))]


def read(kind: str) -> list[dict[str, Any]]:
    return [item for document in documents() for item in document.get(kind) or []]


def test_every_claim_of_the_ledger_is_here() -> None:
    """Each id of the ledger is a claim or the alias of one, and none is there twice."""
    have = [name for claim in read("claims") for name in (claim["id"], *claim.get("aliases", []))]
    wanted = (Path(__file__).parent / "ledger-ids.txt").read_text("utf-8").split()

    assert len(have) == len(set(have))
    assert set(wanted) <= set(have)
    assert len(wanted) == 299


def test_every_source_named_is_recorded() -> None:
    """A claim, event or context fact names only sources that are on record."""
    known = {name for source in read("sources") for name in (source["id"], *source.get("aliases", []))}
    missing = {
        (item["id"], source)
        for kind in ("claims", "events", "context")
        for item in read(kind)
        for source in item["sources"]
        if source not in known
    }

    assert missing == set()
