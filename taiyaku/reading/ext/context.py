"""What the page templates are told: the sibling editions, the language, the chapter's number, the share translated."""

from __future__ import annotations

import re
from typing import Any

from babel import Locale
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.config import Config

from taiyaku.strings import translate

#: What a page says of itself that is translated in part; a msgid of the press's catalogue.
SHARE = "Translated so far: {share} percent of this page. What is not stands in the original, with a broken line beside it."


def editions_of(config: Config) -> list[dict[str, str]]:
    """The editions as configured; else one for each language and one for each translation beside the source."""
    if config.taiyaku_editions:
        return list(config.taiyaku_editions)
    source = str(config.taiyaku_source_language)
    languages = [str(lang) for lang in getattr(config, "taiyaku_languages", None) or [source]]
    if len(languages) == 1:
        return []
    made = [{"key": lang, "label": Locale.parse(lang, sep="-").get_display_name(lang) or lang, "lang": lang} for lang in languages]
    beside = [str(lang) for lang in getattr(config, "taiyaku_aligned_languages", None) or languages if lang != source]
    for lang in beside:
        many = len(beside) > 1
        label = translate("aligned", source) + (f" {lang}" if many else "")
        made.append({"key": f"aligned-{lang}" if many else "aligned", "label": label, "lang": source, "hreflang": lang})
    return made


def current_edition(config: Config) -> str:
    """The key of the edition being built."""
    if config.taiyaku_edition:
        return str(config.taiyaku_edition)
    if not config.taiyaku_aligned:
        return str(config.language)
    keys = {edition.get("hreflang"): edition["key"] for edition in editions_of(config) if edition["key"].startswith("aligned")}
    return keys.get(str(config.language), "aligned")


def editions_for(pagename: str, app: Sphinx) -> list[dict[str, Any]]:
    """The same page in every edition, addressed relative to this one: ``key label lang hreflang href current url``."""
    assert isinstance(app.builder, StandaloneHTMLBuilder)
    here = app.builder.get_target_uri(pagename)
    up = "../" * (here.count("/") + 1)
    current = current_edition(app.config)
    base = str(app.config.taiyaku_base_url)
    return [
        {
            "key": edition["key"],
            "label": edition["label"],
            "lang": edition["lang"],
            "hreflang": edition.get("hreflang", edition["lang"]),
            "href": f"{up}{edition.get('path', edition['key'])}/{here}",
            "current": edition["key"] == current,
            "url": f"{base.rstrip('/')}/html/{edition.get('path', edition['key'])}/{here}" if base else "",
        }
        for edition in editions_of(app.config)
    ]


def add_context(app: Sphinx, pagename: str, _template: str, context: dict[str, Any], doctree: nodes.document | None) -> None:
    chapter = re.match(r"\d+", pagename.rpartition("/")[2])
    context["tai_language"] = app.config.language
    context["tai_editions"] = editions_for(pagename, app)
    context["tai_chapter"] = chapter[0] if chapter else ""
    share = doctree.get("tai_translated") if doctree is not None else None
    context["tai_translated"] = share
    if share is not None and share < 100:
        context["tai_notice"] = translate(SHARE, str(app.config.language)).format(share=share)
