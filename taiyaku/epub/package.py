"""Write the files that describe an EPUB: package document, navigation, the older contents, container.

EPUB 3.3 with the accessibility metadata of EPUB Accessibility 1.1 (schema.org). The identifier stands the same in package and NCX.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from xml.sax.saxutils import escape, quoteattr

from taiyaku.epub.model import Metadata, Package, Point

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
CONTAINER = (
    HEAD + '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">\n'
    '  <rootfiles>\n    <rootfile full-path="content.opf" media-type="application/oebps-package+xml"/>\n  </rootfiles>\n</container>\n'
)


def accessibility(metadata: Metadata) -> Iterator[tuple[str, str]]:
    """(property, value) for what a reader may need to know before opening the book."""
    yield "schema:accessMode", "textual"
    if metadata.has_images:
        yield "schema:accessMode", "visual"
    yield "schema:accessModeSufficient", "textual"
    features = ["structuralNavigation", "tableOfContents", "readingOrder", "displayTransformability", "ARIA"]
    wanted = {"alternativeText": metadata.has_images, "rubyAnnotations": metadata.has_ruby, "MathML": metadata.has_math}
    for feature in features + [name for name, has in wanted.items() if has]:
        yield "schema:accessibilityFeature", feature
    yield "schema:accessibilityHazard", "none"
    if metadata.accessibility_summary:
        yield "schema:accessibilitySummary", metadata.accessibility_summary


def format_package(package: Package) -> str:
    """The package document, ``content.opf``."""
    metadata, lang = package.metadata, package.metadata.languages[0]
    lines = [
        f'{HEAD}<package xmlns="http://www.idpf.org/2007/opf" version="3.0" xml:lang="{lang}" unique-identifier="book-id">',
        '  <metadata xmlns:dc="http://purl.org/dc/elements/1.1/">',
        f'    <dc:identifier id="book-id">{escape(metadata.identifier)}</dc:identifier>',
        f"    <dc:title>{escape(metadata.title)}</dc:title>",
        *(f"    <dc:language>{language}</dc:language>" for language in metadata.languages),
    ]
    told = {name: getattr(metadata, name) for name in ("creator", "publisher", "rights", "description")}
    lines += [f"    <dc:{name}>{escape(value)}</dc:{name}>" for name, value in told.items() if value]
    lines.append(f'    <meta property="dcterms:modified">{metadata.modified}</meta>')
    lines += [f'    <meta property="{name}">{escape(value)}</meta>' for name, value in accessibility(metadata)]
    lines += ["  </metadata>", "  <manifest>", '    <item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>']
    for number, item in enumerate(package.items, 1):
        properties = f' properties="{" ".join(item.properties)}"' if item.properties else ""
        lines.append(f'    <item id="item-{number}" href={quoteattr(item.href)} media-type="{item.media_type}"{properties}/>')
    lines += ["  </manifest>", '  <spine toc="ncx">']
    lines += [f'    <itemref idref="item-{number}"/>' for number, item in enumerate(package.items, 1) if item.spine]
    return "\n".join([*lines, "  </spine>", "</package>", ""])


def format_navigation(package: Package, say: Callable[[str], str], css: str) -> str:
    """The contents as a page, ``nav.xhtml``, and where the text begins. ``say`` words what the press adds."""
    lang, words = package.metadata.languages[0], escape(say("Contents"))
    first = package.contents[min(1, len(package.contents) - 1)].href  # after the title page
    return f"""{HEAD}<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="{lang}" xml:lang="{lang}">
<head><meta charset="UTF-8"/><title>{words}</title><link rel="stylesheet" type="text/css" href={quoteattr(css)}/></head>
<body>
<nav epub:type="toc" role="doc-toc" id="toc" aria-labelledby="toc-title">
<h1 id="toc-title">{words}</h1>
{_list_points(package.contents)}
</nav>
<nav epub:type="landmarks" hidden="hidden" aria-label={quoteattr(say("Landmarks"))}>
<ol>
<li><a epub:type="cover" href="cover.xhtml">{escape(say("Cover"))}</a></li>
<li><a epub:type="bodymatter" href={quoteattr(first)}>{escape(say("Beginning of the text"))}</a></li>
</ol>
</nav>
</body>
</html>
"""


def _list_points(points: tuple[Point, ...]) -> str:
    rows = [f"<li><a href={quoteattr(p.href)}>{escape(p.text)}</a>{_list_points(p.children) if p.children else ''}</li>" for p in points]
    return "<ol>\n" + "\n".join(rows) + "\n</ol>"


def format_ncx(package: Package) -> str:
    """The contents for readers of EPUB 2, ``toc.ncx``."""
    numbers = count(1)
    metadata = package.metadata
    return (
        f'{HEAD}<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1" xml:lang="{metadata.languages[0]}">\n'
        f'<head><meta name="dtb:uid" content={quoteattr(metadata.identifier)}/></head>\n'
        f"<docTitle><text>{escape(metadata.title)}</text></docTitle>\n<navMap>\n"
        + "\n".join(_nest_point(point, numbers) for point in package.contents)
        + "\n</navMap>\n</ncx>\n"
    )


def _nest_point(point: Point, numbers: Iterator[int]) -> str:
    number = next(numbers)
    label = f"<navLabel><text>{escape(point.text)}</text></navLabel><content src={quoteattr(point.href)}/>"
    inner = "".join(_nest_point(child, numbers) for child in point.children)
    return f'<navPoint id="point-{number}" playOrder="{number}">{label}{inner}</navPoint>'
