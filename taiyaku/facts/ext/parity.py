"""Nothing is lost in translation: every fact and source of a block stands in its translation at least once."""

from __future__ import annotations

import re
from typing import Any

from docutils import nodes
from sphinx.transforms import SphinxTransform

from taiyaku.facts.ext.filling import complain
from taiyaku.facts.ext.nodes import fact, source_link

#: A role in running text; one that is shown as code (in backquotes of its own) states nothing.
ROLE = re.compile(r"(?<!`)\{(fact|source)\}`(?:[^`<]*<)?([^`>]+)>?`")
SHOWN = re.compile(r"``.+?``")
KINDS: dict[str, type[nodes.Element]] = {"fact": fact, "source": source_link}


class KeepFacts(SphinxTransform):
    """Compare each translated block with the source text that Sphinx keeps beside it; runs before facts are worded."""

    default_priority = 29

    def apply(self, **kwargs: Any) -> None:
        for block in self.document.findall(nodes.TextElement):
            if block.get("translated") and ("{fact}" in block.rawsource or "{source}" in block.rawsource):
                for kind, name in lost(block):
                    message = f"the translation has lost {{{kind}}} {name}; its source states it"
                    complain(block, self.env, "lost-in-translation", message)


def lost(block: nodes.TextElement) -> list[tuple[str, str]]:
    """The facts (by id, whatever their key) and sources of the source text that the translated block does not have, in order."""
    wanted = dict.fromkeys(
        (kind, target.strip().split(".")[0].split("@")[0]) for kind, target in ROLE.findall(SHOWN.sub("", block.rawsource))
    )
    have = {
        (kind, str(node["target"]).split(".")[0].split("@")[0]) for kind, node_type in KINDS.items() for node in block.findall(node_type)
    }
    return [item for item in wanted if item not in have]
