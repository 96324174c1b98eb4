"""Where a node comes from and in which language it is: the chapter's line, or the line of the translator's PO file."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from babel.messages.pofile import read_po
from docutils import nodes
from sphinx.config import Config
from sphinx.environment import BuildEnvironment


def block_of(node: nodes.Node) -> nodes.Element | None:
    """The nearest block that Sphinx translates as one message."""
    current: nodes.Node | None = node
    while current is not None:
        if isinstance(current, nodes.TextElement) and not isinstance(current, nodes.Inline):
            return current
        current = current.parent
    return None


def language_of(node: nodes.Node, config: Config) -> str:
    """The language that a node stands in: the nearest ``lang`` above it; else the build's, or the source's where nothing was translated."""
    current: nodes.Node | None = node
    while current is not None:
        if isinstance(current, nodes.Element) and current.get("lang") and not current.get("foreign"):
            return str(current["lang"])
        current = current.parent
    source = str(config.taiyaku_source_language)
    block = block_of(node)
    translated = block is not None and bool(block.get("translated"))
    return str(config.language) if translated or str(config.language) == source else source


@lru_cache(maxsize=64)
def _lines(path: Path, mtime: int) -> dict[str, int]:
    with path.open("rb") as file:
        return {str(message.id): message.lineno or 0 for message in read_po(file) if message.id}


def place_of(node: nodes.Node, env: BuildEnvironment) -> str:
    """``file:line`` of a node: in the PO file for a translated block, in the source otherwise."""
    block = block_of(node)
    if block is not None and block.get("translated") and not block.get("lang"):
        for folder in env.config.locale_dirs:
            path = Path(env.srcdir, folder, str(env.config.language), "LC_MESSAGES", f"{env.docname}.po").resolve()
            if path.is_file():
                return f"{path}:{_lines(path, path.stat().st_mtime_ns).get(block.rawsource, 0)}"
    source, line = node.source, node.line
    current: nodes.Node | None = node
    while current is not None and (not source or not line or source.endswith("<translated>")):
        current = current.parent
        if isinstance(current, nodes.Element):
            source, line = current.source or source, line or current.line
    return f"{source or env.doc2path(env.docname)}:{line or 0}".replace(":<translated>", "")
