"""Let the facts in: YAML files become frozen objects, and every fault is reported at once, with file, line and a hint.

The YAML is untrusted: only plain scalars, lists and mappings are built, aliases are refused (so that no file can grow when it is read).
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from taiyaku.facts import kinds, model
from taiyaku.facts.values import Money, Value, When, parse_value
from taiyaku.finding import Finding, Where

Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
Reader: TypeAlias = Callable[[Any], Any]
ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
CHAPTER = re.compile(r"\d\d-[a-z0-9-]+")
#: The size of a file that is read at most, in bytes; a large book has half a megabyte in its largest.
LARGEST = 8_000_000


class Fault(Exception):
    """A fault at a place in the YAML."""

    def __init__(self, line: int, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.line, self.message, self.hint = line, message, hint


class Block(dict[str, Any]):
    """A mapping that knows the line of each of its keys, and its own."""

    line: int = 0
    lines: dict[str, int]


def build(node: yaml.Node, seen: set[int]) -> Any:
    """Turn a composed YAML node into plain data, mappings into ``Block``; raises ``Fault``."""
    line = node.start_mark.line + 1
    if id(node) in seen:
        raise Fault(line, "an anchor is used twice", "write the text out; aliases are not read")
    if isinstance(node, yaml.MappingNode):
        seen.add(id(node))
        block = Block()
        block.line, block.lines = line, {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise Fault(key.start_mark.line + 1, "a key that is no plain text", "write `key: value`")
            if key.value in block:
                raise Fault(key.start_mark.line + 1, f"the key `{key.value}` stands twice", "keep one of them")
            block[key.value] = build(value, seen)
            block.lines[key.value] = key.start_mark.line + 1
        return block
    if isinstance(node, yaml.SequenceNode):
        seen.add(id(node))
        return [build(item, seen) for item in node.value]
    if not node.tag.endswith((":int", ":float", ":bool", ":null", ":timestamp")):
        return str(node.value)
    try:
        return yaml.constructor.SafeConstructor().construct_object(node)
    except (yaml.YAMLError, ValueError, LookupError, AttributeError) as error:  # an explicit tag may stand before anything
        hint = "a date is YYYY-MM-DD, YYYY-MM or 'YYYY'"
        raise Fault(line, f"not a value: {short(node.value)} ({short(error)})", hint) from None


def short(raw: object) -> str:
    """Something wrong as a message shows it: in quotes where it is a text, and never longer than a line."""
    said = repr(raw) if isinstance(raw, str) else str(raw)
    return said if len(said) <= 80 else f"{said[:77]}…"


def compose(text: str) -> yaml.Node | None:
    """The tree of one YAML document; raises ``Fault`` where it is nested too deeply, ``yaml.YAMLError`` where it is none."""
    try:
        node: yaml.Node | None = yaml.compose(text, Loader=Loader)
    except RecursionError:
        raise Fault(1, "nested too deeply", "flatten it") from None
    return node


def text(raw: Any) -> str:
    if not isinstance(raw, str):
        raise ValueError(f"a text is wanted, not {short(raw)}; put it in quotes")
    return raw.strip()


def texts(raw: Any) -> tuple[str, ...]:
    if not isinstance(raw, list):
        raise ValueError("a list is wanted")
    return tuple(text(item) for item in raw)


def identifier(raw: Any) -> str:
    if not ID.fullmatch(text(raw)):
        raise ValueError(f"not an id: {short(raw)}; ids are lower-case words joined by hyphens")
    return text(raw)


def moment(raw: Any) -> When:
    value = parse_value(raw)
    if isinstance(value, When):
        return value
    raise ValueError(f"not a date: {short(raw)}; a date is YYYY-MM-DD, YYYY-MM, 'YYYY' (in quotes) or a range a/b")


def names(raw: Any) -> dict[str, str]:
    if not isinstance(raw, dict):
        raise ValueError("names by language are wanted, such as {ja: …, en: …}")
    return {key: text(value) for key, value in raw.items()}


def values(raw: Any) -> dict[str, Value]:
    if not isinstance(raw, dict):
        raise ValueError("values by key are wanted, such as {date: 2005-11-04}")
    for key in raw:
        identifier(key)
    return {key: parse_value(value) for key, value in raw.items()}


def money(raw: Any) -> Money:
    value = parse_value(raw)
    if isinstance(value, Money):
        return value
    raise ValueError(f"not an amount: {short(raw)}; write {{usd: 7000000000}}")


def one_of(kind: type[StrEnum]) -> Reader:
    def read(raw: Any) -> StrEnum:
        try:
            return kind(text(raw))
        except ValueError:
            raise ValueError(f"{short(raw)} is none of: {', '.join(kind)}") from None

    return read


def rows(kind: type) -> Reader:
    def read(raw: Any) -> tuple[Any, ...]:
        if not isinstance(raw, list) or not all(isinstance(item, Block) for item in raw):
            raise ValueError("a list of entries is wanted")
        return tuple(make(kind, item) for item in raw)

    return read


#: How a field is read, by its annotation in the model.
READERS: Mapping[str, Reader] = {
    "str": text,
    "tuple[str, ...]": texts,
    "When": moment,
    "When | None": moment,
    "Values": values,
    "Mapping[str, str]": names,
    "Money": money,
    **{kind.__name__: one_of(kind) for kind in (kinds.Verdict, kinds.Confidence, kinds.SourceKind, kinds.Extent)},
    **{f"{kind.__name__} | None": one_of(kind) for kind in (kinds.Gap, kinds.Weight)},
    **{f"tuple[{kind.__name__}, ...]": rows(kind) for kind in (model.Position, model.Part, model.Membership, model.Term, model.Share)},
}
NOT_WRITTEN = frozenset({"chapter", "where"})


def make(kind: type, block: Block) -> Any:
    """Build one object of the model from a mapping; raises ``Fault`` at the key that is wrong."""
    fields = {field.name.replace("_", "-"): field for field in dataclasses.fields(kind) if field.name not in NOT_WRITTEN}
    for key in block:
        if key not in fields:
            raise Fault(block.lines[key], f"unknown key `{key}`", f"known here: {', '.join(fields)}")
    needed = [key for key, field in fields.items() if field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING]
    made: dict[str, Any] = {}
    for key, field in fields.items():
        if key not in block:
            if key in needed:  # all at once, for whoever writes a first fact
                lacking = [f"`{one}`" for one in needed if one not in block]
                raise Fault(block.line, f"{', '.join(lacking)} {'is' if len(lacking) == 1 else 'are'} missing", "add it")
            continue
        try:
            made[field.name] = identifier(block[key]) if key == "id" else READERS[str(field.type)](block[key])
        except ValueError as error:
            raise Fault(block.lines[key], f"`{key}`: {error}") from None
    return kind(**made)


def read_file(path: Path, base: Path) -> Iterator[model.Item | Finding]:
    """Yield the items of one file, and a finding for each fault; a faulty item is left out and reading goes on."""
    try:
        if path.stat().st_size > LARGEST:
            raise Fault(0, f"larger than {LARGEST} bytes", "split it in several files")
        root = compose(path.read_text("utf-8"))
        if not isinstance(root, yaml.MappingNode):
            raise Fault(1, "no lists of facts here", f"begin with one of: {', '.join(model.KINDS)}")
        seen: set[int] = set()
        sections = [(str(key.value), key.start_mark.line + 1, value) for key, value in root.value]
    except (OSError, UnicodeDecodeError) as error:
        yield Finding("facts.unreadable", Where.of(path, 0, base), str(error), "save it as UTF-8")
        return
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        yield Finding("facts.syntax", Where.of(path, line, base), f"YAML: {error.problem}", "mend the indentation or the quotes there")
        return
    except (yaml.YAMLError, Fault) as error:
        yield Finding("facts.syntax", Where.of(path, getattr(error, "line", 0), base), str(error), "mend the file")
        return
    for name, line, value in sections:
        kind = model.KINDS.get(name)
        if kind is None or not isinstance(value, yaml.SequenceNode):
            yield Finding(
                "facts.unknown-list", Where.of(path, line, base), f"`{name}` is no list of facts", f"known: {', '.join(model.KINDS)}"
            )
            continue
        for node in value.value:
            yield read_item(kind, node, seen, path, base)


def read_item(kind: type, node: yaml.Node, seen: set[int], path: Path, base: Path) -> model.Item | Finding:
    """Read one item, or say what is wrong with it."""
    where = Where.of(path, node.start_mark.line + 1, base)
    try:
        block = build(node, seen)
        if not isinstance(block, Block):
            raise Fault(where.line, "an entry with keys is wanted", "write `- id: …`")
        extra: dict[str, Any] = {"where": where}
        if "chapter" in {field.name for field in dataclasses.fields(kind)} and CHAPTER.fullmatch(path.stem):
            extra["chapter"] = path.stem
        item: model.Item = dataclasses.replace(make(kind, block), **extra)
        return item
    except Fault as fault:
        name = (
            next((value.value for key, value in node.value if getattr(key, "value", "") == "id"), "")
            if isinstance(node, yaml.MappingNode)
            else ""
        )
        return Finding("facts.invalid", Where.of(path, fault.line, base), f"{name}: {fault.message}" if name else fault.message, fault.hint)
    except RecursionError:
        return Finding("facts.invalid", where, "nested too deeply", "flatten it")
