"""The one module that vouches for HTML: Markdown comes in, and what leaves may stand in a page as it is.

Three layers keep an author's slip, or an attacker's text, from becoming a script: `markup` never lets raw HTML or an
unknown link through; the allow-list below, which is data, takes away whatever is not ours; and the pages' strict
Content-Security-Policy would not run what the first two had missed.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

import bleach
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.back_matter import forms
from articles.markup import BLOCKS, LINK, Heading, parse
from articles.references import Reference, references

DRAWINGS = Path(__file__).resolve().parent / "drawings"

# --- What may stand in a text of ours --------------------------------------------------------------------------------

TAGS = frozenset({
    "a", "blockquote", "br", "code", "div", "em", "figcaption", "figure", "h2", "h3", "hr", "li", "ol", "p", "pre",
    "span", "strong", "sup", "ul",
})  # fmt: skip
CLASSES = frozenset(
    {
        "block",
        "block__title",
        "cite",
        "drawing",
        "help-link",
        "note",
        "note__back",
        "note__status",
        "strength",
    }
    | {f"block--{kind}" for kind in BLOCKS}
)
ROLES = frozenset({"doc-noteref", "doc-backlink"})
ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,120}\Z")
DRAWING_CLASS = re.compile(r"drawing--[a-z0-9-]+\Z")
ATTRIBUTES = {
    "a": {"href", "id", "rel", "role", "aria-label"},
    "div": {"class"},
    "figure": {"class"},
    "h2": {"id"},
    "h3": {"id"},
    "li": {"id", "class"},
    "ol": {"start"},
    "p": {"class"},
    "sup": {"class"},
}


def _may_stay(tag: str, name: str, value: str) -> bool:
    if name not in ATTRIBUTES.get(tag, ()):
        return False
    if name == "href":
        return LINK.match(value) is not None
    if name == "class":
        return all(word in CLASSES or DRAWING_CLASS.match(word) for word in value.split())
    if name == "id":
        return ADDRESS.match(value) is not None
    if name == "role":
        return value in ROLES
    if name == "rel":
        return value == "noreferrer noopener"
    if name == "start":
        return value.isdigit()
    return True  # aria-label: words that are read aloud, escaped like any other


def _sanitize_with_bleach(html: str) -> str:
    return str(bleach.clean(html, tags=TAGS, attributes=_may_stay, protocols={"https"}, strip=False))


def sanitize_with_nh3(html: str) -> str:
    """The same allow-list through nh3, which takes bleach's place on the day that one has to go."""
    import nh3

    def keep(tag: str, name: str, value: str) -> str | None:
        return value if _may_stay(tag, name, value) else None

    attributes = {tag: set(names) for tag, names in ATTRIBUTES.items()}
    return nh3.clean(
        html,
        tags=set(TAGS),
        attributes=attributes,
        attribute_filter=keep,
        url_schemes={"https"},
        link_rel=None,
    )


_sanitize = _sanitize_with_bleach  # the one-line switch

# --- A text of ours as a page shows it -------------------------------------------------------------------------------


@dataclass(frozen=True)
class Rendered:
    """`body` and `notes` may stand in a page as they are; `headings` make its contents."""

    body: SafeString
    notes: SafeString
    headings: tuple[Heading, ...]


def render(text: str) -> Rendered:
    """A whole text: its body, the notes its citations lead to, and its headings. Raises nothing, whatever the text."""
    known = references()
    parsed = parse(text, known, forms())
    notes = "".join(
        _note(number, known[identity], mentions) for number, (identity, mentions) in enumerate(parsed.cited.items(), 1)
    )
    return Rendered(
        body=_trust(_with_drawings(_sanitize(parsed.html))),
        notes=_trust(_sanitize(f"<ol>{notes}</ol>") if notes else ""),
        headings=tuple(parsed.headings),
    )


def render_markdown(text: str) -> SafeString:
    """Body and notes in one: what the editors' live preview shows. Raises nothing, whatever the text."""
    rendered = render(text)
    return _trust(f"{rendered.body}{rendered.notes}")


def render_json_ld(data: dict[str, Any]) -> SafeString:
    """Structured data for a `<script type="application/ld+json">`: data, not script, and it cannot end the element."""
    text = json.dumps(data, ensure_ascii=False)
    return _trust(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))


def _note(number: int, reference: Reference, mentions: int) -> str:
    checked = (
        _("We have seen a stored copy of its abstract or page.")
        if reference.is_checked
        else _("Not yet checked against its publisher.")
    )
    where = f" {escape(reference.where)}." if reference.where else ""
    link = ""
    if reference.link:
        shown = reference.link.removeprefix("https://")
        link = f' <a href="{escape(reference.link)}" rel="noreferrer noopener">{escape(shown)}</a>'
    return (
        f'<li id="ref-{reference.identity}" class="note">'
        f"<p>{escape(reference.byline)} ({reference.year}). {escape(reference.title)}. "
        f"<em>{escape(reference.container)}</em>{where}{link}</p>"
        f'<p class="strength">{escape(reference.strength)}</p>'
        f'<p class="note__status">{escape(checked)}</p>'
        f'<p class="note__back">{" ".join(_ways_back(reference.identity, mentions))}</p></li>\n'
    )


def _ways_back(identity: str, mentions: int) -> Iterator[str]:
    for mention in range(1, mentions + 1):
        words = (
            _("Back to the sentence")
            if mentions == 1
            else ngettext("Back to sentence %(n)d", "Back to sentence %(n)d", mention) % {"n": mention}
        )
        yield f'<a href="#cite-{identity}-{mention}" role="doc-backlink">{escape(words)}</a>'


def _with_drawings(html: str) -> str:
    """Puts our own drawings where a text names them. They come from the house and never from a text."""
    for name, svg in _drawings().items():
        html = html.replace(f'<figure class="drawing drawing--{name}">', f'<figure class="drawing">{svg}')
    return html


@cache
def _drawings() -> dict[str, str]:
    return {path.stem: path.read_text(encoding="utf-8").strip() for path in sorted(DRAWINGS.glob("*.svg"))}


def drawing_names() -> frozenset[str]:
    """The drawings a text may name."""
    return frozenset(_drawings())


def _trust(html: str) -> SafeString:
    return mark_safe(html)  # noqa: S308 - the one place; everything above exists so that this line is true
