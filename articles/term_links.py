"""The first use of a glossary word in a text leads to its meaning: a step of the Markdown parser.

Made while rendering and not by hand: an editor may move a paragraph, and the first use is still the one with the link.
"""

from collections.abc import Iterator

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from articles.back_matter import NO_FORMS, Forms

# Where a link would be in the way: in what she acts on or says aloud, in headings, and in words about pictures.
WITHOUT_LINKS = frozenset(f"container_{kind}" for kind in ("get-help", "words-to-say", "try-this", "drawing")) | {
    "heading",
    "blockquote",
}
GLOSSARY = "/articles/glossary/"


def link_terms(state: StateCore) -> None:
    """Links each term once, at its first use. `state.env["forms"]` says what to look for; without it, nothing is."""
    forms: Forms = state.env.get("forms", NO_FORMS)
    linked: set[str] = set()
    inside: list[str] = []
    for at, token in enumerate(state.tokens):
        kind = token.type.removesuffix("_open").removesuffix("_close")
        if kind in WITHOUT_LINKS:
            if token.nesting == 1:
                inside.append(kind)
            elif inside:
                inside.pop()
        elif token.type == "inline" and not inside and token.children and not _is_strength(state.tokens, at):
            token.children = list(_linked(token.children, forms, linked))


def _is_strength(tokens: list[Token], at: int) -> bool:
    return at > 0 and tokens[at - 1].attrGet("class") == "strength"


def _linked(children: list[Token], forms: Forms, linked: set[str]) -> Iterator[Token]:
    in_links = 0
    for child in children:
        if child.type in ("link_open", "link_close"):
            in_links += child.nesting
        if child.type == "text" and not in_links:
            yield from _split(child, forms, linked)
        else:
            yield child


def _split(text: Token, forms: Forms, linked: set[str]) -> Iterator[Token]:
    last = 0
    for start, end, slug in forms.found(text.content):
        if slug in linked:
            continue
        linked.add(slug)
        yield _text(text, last, start)
        opening = Token("link_open", "a", 1, attrs={"href": f"{GLOSSARY}#{slug}"}, level=text.level)
        yield opening
        yield _text(text, start, end)
        yield Token("link_close", "a", -1, level=text.level)
        last = end
    yield _text(text, last, len(text.content))


def _text(text: Token, start: int, end: int) -> Token:
    return Token("text", "", 0, content=text.content[start:end], level=text.level)
