"""Markdown into HTML, first of three layers: what the language of our articles is, and nothing else.

CommonMark through markdown-it-py with raw HTML and images off and a link allow-list of our own; typed blocks, strength
lines, citations and headings with addresses on top. What comes out is still only a string: `safe_html` sanitizes it
and is the one module that vouches for it.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from html import escape
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.footnote import footnote_plugin

from articles.back_matter import NO_FORMS, Forms
from articles.references import Reference
from articles.term_links import link_terms

# A link goes to a page of ours, to a place on this page, or to an https address. Nothing else is a link.
LINK = re.compile(r"(?:https://[^\s/?#@\\]+(?:[/?#][^\s\\]*)?|/(?![/\\])[^\s\\]*|#[A-Za-z0-9_-]+)\Z")

# Kinds of block, and the title each bears when its author gives none.
BLOCKS = {
    "fact": "",
    "myth": gettext_lazy("Often said"),
    "words-to-say": gettext_lazy("Words you can use"),
    "try-this": gettext_lazy("Try this"),
    "get-help": gettext_lazy("When to get help"),
    "for-professionals": gettext_lazy("For professionals"),
}
DRAWING = "drawing"
# The longest article has a third of this. Of a longer text the beginning is shown as typed: the parsers take more than
# linear time on nested input, and 30,000 characters of the worst kind we know render in under a second.
MOST_CHARACTERS = 30_000
STRENGTH = re.compile(r"Strength:\s*")
PINNED_ADDRESS = re.compile(r"\s*\{#([a-z][a-z0-9-]*)\}\s*\Z")
OUR_ADDRESSES = ("ref-", "cite-")
OUR_ADDRESSES_WHOLE = frozenset({"main", "contents", "sources", "help-levels", "prompts", "about-this-page", "text"})


@dataclass(frozen=True)
class Heading:
    level: int
    address: str
    words: str


@dataclass
class Parsed:
    """What one text became. `cited` maps a reference's id to how often the text cites it, in order of first use."""

    html: str
    headings: list[Heading] = field(default_factory=list)
    cited: dict[str, int] = field(default_factory=dict)


def parse(text: str, references: Mapping[str, Reference], forms: Forms = NO_FORMS) -> Parsed:
    """Turns a text into HTML that is well formed but not yet trusted. Raises nothing, whatever the text.

    `forms` are the glossary's words; each leads to its meaning at its first use.
    """
    if len(text) > MOST_CHARACTERS:
        return Parsed(html=f"<pre>{escape(text[:MOST_CHARACTERS])} …</pre>")
    env: dict[str, Any] = {
        # The citations a text may use are those of the reference list. They are made known here rather than appended
        # to the text as definitions: an unclosed block at the end of a text would swallow them.
        "footnotes": {"refs": {f":{identity}": -1 for identity in references}, "list": {}},
        "headings": [],
        "forms": forms,
    }
    html = _markdown().render(text, env)
    cited = {note["label"]: note["count"] for note in env["footnotes"]["list"].values()}
    return Parsed(html=html, headings=env["headings"], cited=cited)


@cache
def _markdown() -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"html": False, "linkify": False, "typographer": False})
    markdown.disable(["image", "html_block", "html_inline", "code"])
    markdown.validateLink = lambda url: LINK.match(url) is not None  # type: ignore[method-assign]
    footnote_plugin(markdown, inline=False)
    markdown.disable("footnote_def")
    for kind in (*BLOCKS, DRAWING):
        container_plugin(markdown, kind, validate=_is_kind(kind), render=_render_block(kind))
    markdown.core.ruler.push("strength", _mark_strength)
    markdown.core.ruler.push("headings", _address_headings)
    markdown.core.ruler.push("no_notes", _leave_out_notes)
    markdown.core.ruler.push("terms", link_terms)
    markdown.add_render_rule("footnote_ref", _render_citation)
    markdown.add_render_rule("link_open", _render_link_open)
    markdown.add_render_rule("fence", lambda renderer, tokens, at, *rest: f"<pre>{escape(tokens[at].content)}</pre>\n")
    return markdown


# --- Blocks ----------------------------------------------------------------------------------------------------------


def _is_kind(kind: str) -> Callable[..., bool]:
    def validate(params: str, *args: object) -> bool:
        words = params.split(maxsplit=1)
        return bool(words) and words[0] == kind

    return validate


def _render_block(kind: str) -> Callable[..., str]:
    def render(renderer: RendererHTML, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
        rest = tokens[at].info.split(maxsplit=1)[1:]
        if kind == DRAWING:
            return _drawing(slugify(rest[0]) if rest else "", opens=tokens[at].nesting == 1)
        if tokens[at].nesting != 1:
            return f"{_way_to_help()}</div>\n" if kind == "get-help" else "</div>\n"
        title = rest[0].strip() if rest else str(BLOCKS[kind])
        heading = f'<p class="block__title">{escape(title)}</p>\n' if title else ""
        return f'<div class="block block--{kind}">\n{heading}'

    return render


def _drawing(name: str, *, opens: bool) -> str:
    return f'<figure class="drawing drawing--{name}">\n<figcaption>' if opens else "</figcaption></figure>\n"


def _way_to_help() -> str:
    return f'<p><a class="help-link" href="/support/#now">{escape(_("See who to call or text"))}</a></p>\n'


def _mark_strength(state: StateCore) -> None:
    """A paragraph that begins with `Strength:` is the line that says how sure the sentence above it is."""
    for opening, inline in zip(state.tokens, state.tokens[1:], strict=False):
        if opening.type != "paragraph_open" or not STRENGTH.match(inline.content) or not inline.children:
            continue
        first = inline.children[0]
        first.content = STRENGTH.sub("", first.content, count=1)
        opening.attrSet("class", "strength")


# --- Headings --------------------------------------------------------------------------------------------------------


def _address_headings(state: StateCore) -> None:
    """Gives each heading an address made of its words, or the one its author pinned with `{#address}`."""
    taken: dict[str, int] = {}
    for opening, inline, closing in zip(state.tokens, state.tokens[1:], state.tokens[2:], strict=False):
        if opening.type != "heading_open":
            continue
        # A page has one first heading, its title; and our type has two sizes below it.
        level = min(max(int(opening.tag[1]), 2), 3)
        opening.tag = closing.tag = f"h{level}"
        address = _free_address(_pinned(inline) or slugify(_words(inline))[:80] or "section", taken)
        opening.attrSet("id", address)
        state.env["headings"].append(Heading(level, address, _words(inline)))


def _pinned(inline: Token) -> str:
    last = inline.children[-1] if inline.children else None
    found = PINNED_ADDRESS.search(last.content) if last and last.type == "text" else None
    if last is None or found is None:
        return ""
    last.content = last.content[: found.start()]
    return found.group(1)


def _words(inline: Token) -> str:
    return "".join(child.content for child in inline.children or [] if child.type in ("text", "code_inline")).strip()


def _free_address(wish: str, taken: dict[str, int]) -> str:
    """The wish, or the wish with a number where it is taken; `taken` remembers the last number given."""
    if wish.startswith(OUR_ADDRESSES) or wish in OUR_ADDRESSES_WHOLE:
        wish = f"section-{wish}"
    address = wish
    while address in taken:
        taken[wish] += 1
        address = f"{wish}-{taken[wish]}"
    taken[address] = 1
    return address


# --- Citations and links ---------------------------------------------------------------------------------------------


def _leave_out_notes(state: StateCore) -> None:
    """The plugin puts its notes at the end of the text. Ours are made from the reference list, further down."""
    kinds = [token.type for token in state.tokens]
    if "footnote_block_open" in kinds:
        del state.tokens[kinds.index("footnote_block_open") :]


def _render_citation(renderer: RendererHTML, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
    meta = tokens[at].meta
    number, identity, mention = meta["id"] + 1, meta["label"], meta["subId"] + 1
    label = escape(_("Source %(number)d") % {"number": number})
    return (
        f'<sup class="cite"><a href="#ref-{identity}" id="cite-{identity}-{mention}" role="doc-noteref" '
        f'aria-label="{label}">{number}</a></sup>'
    )


def _render_link_open(renderer: RendererHTML, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
    token = tokens[at]
    token.attrs.pop("title", None)  # a tooltip: out of reach on a phone
    if str(token.attrGet("href")).startswith("https://"):
        # The other site learns neither where she came from nor gets a handle on our page.
        token.attrSet("rel", "noreferrer noopener")
    return renderer.renderToken(tokens, at, options, env)
