"""The builder ``taiyaku-epub``: one valid, accessible and repeatable EPUB 3 file for each language, or for both side by side."""

from __future__ import annotations

import html
import re
import uuid
from collections.abc import Iterator, Set
from pathlib import Path
from typing import Any

from lxml import etree
from sphinx.application import Sphinx
from sphinx.builders.epub3 import Epub3Builder, NavPoint
from sphinx.errors import SphinxError
from sphinx.util.nodes import clean_astext
from sphinx.util.osutil import make_filename
from sphinx.util.typing import ExtensionMetadata

from taiyaku.epub.archive import build_time, stamp, write_archive
from taiyaku.epub.cover import draw_cover, format_cover_page
from taiyaku.epub.model import Item, Metadata, Package, Point
from taiyaku.epub.package import CONTAINER, format_navigation, format_ncx, format_package
from taiyaku.epub.pages import Page, finish_page
from taiyaku.strings import translate

THEME = Path(__file__).parent / "theme"
CSS = "epub.css"
SUMMARY = (
    "All text can be read aloud and resized; figures have text alternatives; headings, notes and languages are marked. "
    "Nothing depends on sound, colour or motion."
)
MEDIA_TYPES = {".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif"}


class BookBuilder(Epub3Builder):
    """Writes ``<taiyaku_file_name>-<language>.epub``; an aligned book is named after both languages. Every page is made anew."""

    name = "taiyaku-epub"
    epilog = "The EPUB is in %(outdir)s."

    def init(self) -> None:
        super().init()
        self.use_index = False
        self.config.epub_show_urls = "no"  # a link is a link; the bibliography prints addresses

    def get_theme_config(self) -> tuple[str, dict[str, str | int | bool]]:
        return "taiyaku-epub", {}

    @property
    def math_renderer_name(self) -> str | None:
        """MathML where the press has it, for it needs no script."""
        return "mathml" if "mathml" in self._app.registry.html_inline_math_renderers else super().math_renderer_name

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the book, that of most of the text first."""
        source, target = (str(lang).replace("_", "-") for lang in (self.config.taiyaku_source_language, self.config.language))
        return (target, source) if self.config.taiyaku_aligned and source != target else (target,)

    @property
    def file_name(self) -> str:
        name = str(getattr(self.config, "taiyaku_file_name", "") or make_filename(self.config.project))
        return f"{name}-{'-'.join(reversed(self.languages))}.epub"

    def say(self, text: str) -> str:
        return translate(text, self.languages[0])

    # What Sphinx would write for the web is left out.

    def get_outdated_docs(self) -> Iterator[str]:
        yield from sorted(self.env.found_docs)

    def prepare_writing(self, docnames: Set[str]) -> None:
        lang = self.languages[0]
        namespaces = 'xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
        self.html_tag = f'<html {namespaces} lang="{lang}" xml:lang="{lang}">'
        super().prepare_writing(docnames)
        self.domain_indices = []

    def handle_page(self, pagename: str, addctx: dict[str, Any], templatename: str = "page.html", **kwargs: Any) -> None:
        """Write a page of the book under its plain title: readings of ruby are not for a title bar."""
        if pagename in self.env.titles:
            addctx["title"] = html.escape(clean_astext(self.env.titles[pagename]))
        super().handle_page(pagename, addctx, templatename, **kwargs)

    def copy_static_files(self) -> None:
        (self.outdir / CSS).write_bytes((THEME / CSS).read_bytes())

    def copy_extra_files(self) -> None:
        """A book has no extra files."""

    def write_buildinfo(self) -> None:
        """Every build is whole."""

    def gen_indices(self) -> None:
        """The contents and the glossary serve."""

    def gen_pages_from_extensions(self) -> None:
        """Search pages and the like belong to the web."""

    def gen_additional_pages(self) -> None:
        """So do these."""

    # The book.

    def handle_finish(self) -> None:
        """Gather the pages, describe them and pack them."""
        self.copy_image_files()
        self.get_toc()
        pages = {name: self.read_page(name) for name in self.reading_order()}
        files = {self.get_target_uri(name): page.content for name, page in pages.items()}
        title, lang = str(self.config.epub_title), self.languages[0]
        files["cover.svg"] = draw_cover(title, str(self.config.epub_author), lang).encode()
        files["cover.xhtml"] = format_cover_page(title, lang, self.say("Cover"), CSS).encode()
        files[CSS] = (THEME / CSS).read_bytes()
        images = {f"{self.imagedir}/{name}": (self.outdir / self.imagedir / name).read_bytes() for name in sorted(self.images.values())}
        package = self.describe(pages, images)
        described = {
            "META-INF/container.xml": CONTAINER,
            "content.opf": format_package(package),
            "nav.xhtml": format_navigation(package, self.say, CSS),
            "toc.ncx": format_ncx(package),
        }
        files |= images | {name: text.encode() for name, text in described.items()}
        write_archive(Path(self.outdir, self.file_name), files)  # Sphinx's own paths lack Path.replace

    def reading_order(self) -> list[str]:
        """Pages as the contents have them, then those that stand nowhere in the contents."""
        known = {self.get_target_uri(name): name for name in self.env.found_docs}
        listed = [known[file] for file in (html.unescape(node["refuri"]).split("#")[0] for node in self.refnodes) if file in known]
        return list(dict.fromkeys([*listed, *sorted(self.env.found_docs)]))

    def read_page(self, name: str) -> Page:
        """A page made fit for the book; one that is not well-formed ends the build with its name and line."""
        path = Path(self.get_outfilename(name))
        try:
            return finish_page(path.read_bytes(), chapter=re.match(r"\d", name) is not None)
        except etree.XMLSyntaxError as error:
            message = f"{self.env.doc2path(name)}: its page in the EPUB is not well-formed XML: {error.msg} [epub.malformed-page]"
            raise SphinxError(f"{message}; see {path}") from None

    def describe(self, pages: dict[str, Page], images: dict[str, bytes]) -> Package:
        items = [
            Item("cover.xhtml", "application/xhtml+xml", spine=True),
            *(Item(self.get_target_uri(name), "application/xhtml+xml", page.properties, spine=True) for name, page in pages.items()),
            Item("nav.xhtml", "application/xhtml+xml", ("nav",)),
            Item("cover.svg", MEDIA_TYPES[".svg"], ("cover-image",)),
            Item(CSS, "text/css"),
        ]
        for name in images:
            if (media_type := MEDIA_TYPES.get(Path(name).suffix.lower())) is None:
                raise SphinxError(f"{name}: an EPUB cannot hold this kind of image; use SVG, PNG or JPEG [epub.unknown-image]")
            items.append(Item(name, media_type))
        nodes = [{**node, "refuri": html.unescape(node["refuri"]), "text": html.unescape(node["text"])} for node in self.refnodes]
        self.ignored_files: list[str] = []
        return Package(self.metadata(pages), tuple(items), tuple(points(self.build_navlist(nodes))))

    def metadata(self, pages: dict[str, Page]) -> Metadata:
        config = self.config
        own = "" if config.epub_identifier == "unknown" else str(config.epub_identifier)
        described = "" if config.epub_description == "unknown" else str(config.epub_description)
        return Metadata(
            identifier=own or uuid.uuid5(uuid.NAMESPACE_URL, f"taiyaku:{self.file_name}").urn,
            title=str(config.epub_title),
            languages=self.languages,
            creator=str(config.epub_author),
            publisher=str(config.epub_publisher),
            rights=str(config.epub_copyright),
            description=described,
            modified=stamp(build_time()),
            accessibility_summary=self.say(SUMMARY),
            has_images=any(page.has_images for page in pages.values()),
            has_ruby=any(page.has_ruby for page in pages.values()),
            has_math=any("mathml" in page.properties for page in pages.values()),
        )


def points(found: list[NavPoint]) -> Iterator[Point]:
    """Sphinx's contents as ours."""
    for point in found:
        yield Point(point.text, point.refuri, tuple(points(point.children)))


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the builder and its bare theme. Needs the options of ``taiyaku.reading.ext``."""
    app.setup_extension("taiyaku.reading.ext")
    app.setup_extension("sphinx.builders.epub3")
    app.add_html_theme("taiyaku-epub", str(THEME))
    app.add_builder(BookBuilder)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
