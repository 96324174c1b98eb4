"""The door of the kit to Sphinx: the builder ``kit`` collects the bank of a language and lays out a kit of everything in it."""

from __future__ import annotations

import shutil
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.typing import ExtensionMetadata

from taiyaku.export.bank import BANK, keep
from taiyaku.export.ext import BankBuilder
from taiyaku.finding import Refused

logger = logging.getLogger(__name__)


class KitBuilder(BankBuilder):
    """Writes the whole kit of a language; where that cannot be done every reason is one line, and Sphinx ends with 1."""

    name = "kit"
    format = "kit"
    epilog = "The teaching kit is in %(outdir)s."
    refused = False

    def finish(self) -> None:
        from taiyaku.kit.pack import make_pack, write_folder
        from taiyaku.kit.wish import Wish

        bank = self.bank()
        keep(bank, Path(self.doctreedir) / BANK)
        out = Path(self.outdir)
        shutil.rmtree(out, ignore_errors=True)
        out.mkdir(parents=True)
        try:
            write_folder(make_pack([bank], Wish()), out)
        except Refused as refusal:
            self.refused = True
            for finding in refusal.findings:
                logger.error("%s", finding)


def end_build(app: Sphinx, _error: Exception | None) -> None:
    """Let Sphinx end with 1 where the kit could not be made."""
    if getattr(app.builder, "refused", False) and app.builder.name == KitBuilder.name:
        app.statuscode = 1


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("taiyaku.export.ext")
    app.add_builder(KitBuilder)
    app.connect("build-finished", end_build)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
