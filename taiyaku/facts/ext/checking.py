"""The builder ``check``: reads the book once in its own language, and every judge of a room looks at what was read."""

from __future__ import annotations

from typing import Any

from sphinx.application import Sphinx
from sphinx.builders.dummy import DummyBuilder
from sphinx.util.typing import ExtensionMetadata

#: Emitted when everything is read and every reference is followed; judges complain by warnings, and may print a report.
JUDGED = "taiyaku-judged"


class CheckBuilder(DummyBuilder):
    """Write no pages; rooms connect their judges to the event ``taiyaku-judged`` and are heard in the order of their priority."""

    name = "check"
    epilog = ""
    allow_parallel = False

    def finish(self) -> None:
        self.events.emit(JUDGED)


def is_check(builder: Any) -> bool:
    """Whether a builder, or a class of builders, is the one that judges."""
    return str(builder.name) == CheckBuilder.name


def setup(app: Sphinx) -> ExtensionMetadata:
    app.add_event(JUDGED)
    app.add_builder(CheckBuilder)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
