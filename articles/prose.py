"""An article's text as an editor sees it: passages, sentences and words, each with its line.

Markdown is read by markdown-it, never by hand, so that what is checked is what the page shows.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.container import container_plugin

Kind = Literal["heading", "title", "paragraph", "item", "strength", "quote", "drawing", "code"]


def word_list(words: str) -> frozenset[str]:
    """A set of words, written as they are read: with spaces between them."""
    return frozenset(words.split())


# A full stop behind these never ends a sentence: a name or an example follows.
ABBREVIATIONS_BEFORE_MORE = word_list(
    "dr. mr. mrs. ms. prof. st. vs. e.g. i.e. no. nos. fig. approx. dept. cf. viz. rev. gen. sen."
)
# Behind these it may, when the next word is one that sentences start with: "the U.S. Congress".
ABBREVIATIONS_ANYWHERE = word_list("u.s. u.k. u.n. jr. sr. inc. ltd. ph.d. m.d.")
SENTENCE_OPENERS = word_list(
    "a an and any ask at babies baby both but call each even every for go he her here his how i if in "
    "is it its let many most mothers my no nobody not now of on one or our put say she so some "
    "someone stop take tell that the their then there these they this those to today tonight two wait "
    "we what when where which who why with you your"
)
CLOSERS = "\"”’')]*_"
OPENERS = "\"“‘'([*_"
END_MARKS = ".!?…"

_CITATION = re.compile(r"\[\^[^\[\]\s]*\]")
_PINNED_ADDRESS = re.compile(r"\{#[\w-]+\}$")
_BRACKETS = re.compile(r"\([^()]*\)")
_ADDRESS = re.compile(r"https?://\S+")
QUOTED = re.compile(r"“[^“”]*”|\"[^\"]*\"")
_TOKEN = re.compile(r"\S+")
_WORD = re.compile(
    r"(?:[A-Za-z]\.){2,}"  # a.m., U.S.
    r"|[0-9]+(?:[.,:][0-9]+)*[a-z]{0,2}(?![^\W_])"  # 100.4, 1,200, 3am
    r"|[^\W_]+(?:['’‐‑-][^\W_]+)*"  # don't, first-time
)


def _markdown() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False})
    # The same as in `articles.markup`: what the page does not take for an image or code is not taken so here.
    parser.disable(["image", "code", "html_block", "html_inline"])
    # Any named block is taken as one; whether the name is a known kind is another check's business.
    container_plugin(parser, "typed", validate=lambda name, _: bool(name.strip()))
    return parser


_PARSER = _markdown()


def blank(pattern: re.Pattern[str], text: str) -> str:
    """Put spaces where the pattern matches, so that every other word keeps its place and line."""
    return blank_between(text, [match.span() for match in pattern.finditer(text)])


def blank_between(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Put spaces in some stretches of a text, which come in order."""
    parts: list[str] = []
    last = 0
    for start, end in spans:
        parts += [text[last:start], re.sub(r"[^\n]", " ", text[start:end])]
        last = end
    return "".join([*parts, text[last:]])


def words(text: str) -> list[str]:
    """The words of a text as a reader counts them: "first-time", "a.m." and "100.4" are one each."""
    return _WORD.findall(text)


@dataclass(frozen=True)
class Sentence:
    """A sentence, and where it starts and ends (counted in characters) in the text it came from."""

    text: str
    start: int
    end: int

    @cached_property
    def words(self) -> list[str]:
        return words(self.text)

    @property
    def is_whole(self) -> bool:
        """False for a fragment such as a list item without a full stop."""
        return self.text.rstrip(CLOSERS + " ").endswith((*END_MARKS, ":"))


@dataclass(frozen=True)
class Link:
    """A link's address, and where its words start and end (in characters) in the passage's text."""

    address: str
    start: int
    end: int


@dataclass(frozen=True)
class Passage:
    """One heading, paragraph or list item."""

    kind: Kind
    blocks: tuple[tuple[str, int], ...]  # the typed blocks it stands in, each with its running number
    section: int  # how many ## headings came before; 0 is the opening
    text: str
    line: int
    links: tuple[Link, ...] = ()

    @cached_property
    def prose(self) -> str:
        """The text without terms in round brackets and without addresses."""
        text = blank(_ADDRESS, self.text)
        # A whole sentence in brackets is her prose like any other; only a term is left out.
        terms = [m.span() for m in _BRACKETS.finditer(text) if not m[0].endswith((".)", "?)", "!)"))]
        return blank_between(text, terms)

    @cached_property
    def own_words(self) -> str:
        """The prose without quotations, and without the words of links, which name another page."""
        return blank(QUOTED, blank_between(self.prose, [(link.start, link.end) for link in self.links]))

    @cached_property
    def sentences(self) -> list[Sentence]:
        return split_sentences(self.prose)

    @cached_property
    def _line_ends(self) -> list[int]:
        return [match.start() for match in re.finditer("\n", self.text)]

    def line_at(self, place: int) -> int:
        """The line in the file of a place in the text (in characters)."""
        return self.line + bisect_left(self._line_ends, place)

    def is_in(self, kinds: Collection[str]) -> bool:
        return any(kind in kinds for kind, _ in self.blocks)


def split_sentences(text: str) -> list[Sentence]:
    """Split a paragraph into sentences.

    Knows abbreviations (Dr., a.m., U.S.), decimals, quotation marks and citations behind the full stop.
    A text without a full stop is one sentence; what holds no word is none.
    """
    found: list[Sentence] = []
    start: int | None = None
    tokens = list(_TOKEN.finditer(text))
    for index, token in enumerate(tokens):
        start = token.start() if start is None else start
        following = tokens[index + 1][0] if index + 1 < len(tokens) else ""
        before = tokens[index - 1][0] if index and tokens[index - 1].start() >= start else ""
        if not following or _ends_sentence(token[0], before, following):
            shown = " ".join(text[start : token.end()].split())
            if words(shown):
                found.append(Sentence(shown, start, token.end()))
            start = None
    return found


def _ends_sentence(token: str, before: str, following: str) -> bool:
    core = _CITATION.sub("", token).rstrip(CLOSERS)
    if not core.endswith(tuple(END_MARKS)):
        return False
    opening = following.lstrip(OPENERS + "—–- ")
    if opening[:1].islower():
        return False  # “Why?” she asks.
    plain = core.lstrip(OPENERS).lower()
    if plain in ABBREVIATIONS_BEFORE_MORE:
        return False
    if plain in ABBREVIATIONS_ANYWHERE:
        return token != core or opening.rstrip(CLOSERS + ".,;:!?").lower() in SENTENCE_OPENERS
    is_initial = len(plain) == 2 and core[-2].isupper() and plain != "i." and core.endswith(".")
    return not (is_initial and before[:1].isupper() and opening[:1].isupper())


def passages(body: str, *, first_line: int = 1) -> list[Passage]:
    """Read an article's Markdown into passages; `first_line` is the file's line on which the body starts."""
    return list(_walk(_PARSER.parse(body), first_line))


def _walk(tokens: list[Token], first_line: int) -> Iterator[Passage]:
    open_types: list[str] = []
    blocks: list[tuple[str, int]] = []
    section = number = 0
    for token in tokens:
        line = first_line + (token.map[0] if token.map else 0)
        if token.type == "container_typed_open":
            number += 1
            kind, _, title = token.info.strip().partition(" ")
            blocks.append((kind, number))
            if title.strip() and kind != "drawing":
                yield Passage("title", tuple(blocks), section, blank(_CITATION, title.strip()), line)
        elif token.type == "container_typed_close":
            blocks.pop()
        elif token.type == "heading_open" and token.tag in ("h1", "h2"):
            section += 1
        elif token.type in ("fence", "code_block"):
            yield Passage("code", tuple(blocks), section, token.content, line)
        elif token.type == "inline":
            text, links = _shown(token)
            yield Passage(_kind(open_types, blocks, text), tuple(blocks), section, text, line, links)
        if token.nesting == 1:
            open_types.append(token.type)
        elif token.nesting == -1:
            open_types.pop()


def _kind(open_types: list[str], blocks: list[tuple[str, int]], text: str) -> Kind:
    if any(kind == "drawing" for kind, _ in blocks):
        return "drawing"
    if "blockquote_open" in open_types:
        return "quote"
    if open_types[-1] == "heading_open":
        return "heading"
    if text.startswith("Strength:"):
        return "strength"
    return "item" if "list_item_open" in open_types else "paragraph"


def _shown(token: Token) -> tuple[str, tuple[Link, ...]]:
    """The text a reader sees, citations blanked out, one line break for each in the file; and its links."""
    text = ""
    links: list[Link] = []
    opened = ("", 0)
    for child in token.children or []:
        if child.type in ("softbreak", "hardbreak"):
            text += "\n"
        elif child.type in ("text", "code_inline", "text_special"):
            text += child.content
        elif child.type == "link_open":
            opened = str(child.attrGet("href") or ""), len(text)
        elif child.type == "link_close":
            links.append(Link(*opened, len(text)))
    return blank(_PINNED_ADDRESS, blank(_CITATION, text)), tuple(links)
