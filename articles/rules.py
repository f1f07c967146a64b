"""What an article must keep to beyond its form and its language: claims, sources, dates, neighbours.

The names in `RULES` are those that findings bear; `docs/writing-an-article.md` prints them, and a test compares.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import get_args

from articles import language
from articles.content import ArticleFile
from articles.finding import Finding
from articles.markup import BLOCKS, DRAWING, LINK, MOST_CHARACTERS, parse
from articles.paths import Library
from articles.references import Reference

RULES = {
    "unknown-path": "The path is one of those in paths.toml.",
    "step-twice": "No two articles have the same step on the same path.",
    "slug-twice": "No two articles have the same slug.",
    "file-name": "The file is named after its slug.",
    "unknown-related": "Each related slug is another article, never this one.",
    "unknown-link": "A link to a page of ours leads to a page that exists.",
    "link-kind": "A link leads to a page of ours, to a place on the page, or to an https:// address.",
    "summary-length": "A summary has 60 words or fewer.",
    "main-message": "The main message is one sentence, or two short ones: 30 words at most.",
    "banned-claim": "On pages for mothers and family, some claims stand in their corrected form (C40c) or not at all.",
    "unknown-claim": "A claim is one of the ledger's: C01 to C98.",
    "reference-unknown": "Each source that is cited stands in references.json.",
    "reference-unlisted": "Each source that is cited is listed in the front matter.",
    "reference-uncited": "Each source that is listed is cited.",
    "reference-recalled": "A source that nobody has checked is never the only support of a sentence.",
    "own-note": "Sources come from references.json; a text defines no notes of its own.",
    "unknown-block": "A block is one of the known kinds, and is closed.",
    "unknown-drawing": "A drawing is one of ours.",
    "html": "HTML is not used: it is shown as typed.",
    "heading-level": "Headings begin with ## or ###; the page's own title is the first.",
    "dates": "Published comes first, then updated; the review is due within 12 months of the update.",
    "shared-headings": "No two articles share more than two headings.",
    "article-size": f"A text has {MOST_CHARACTERS:,} characters at most.",
}

# What CONTENT, Language rule 4, keeps from pages for mothers and family, unless corrected.
BANNED = frozenset([
    "C08", "C09", "C18", "C21", "C23", "C26", "C29", "C30", "C31", "C32", "C33", "C35", "C36",
    "C38", "C40", "C41", "C44", "C46", "C47", "C48", "C49", "C65", "C86", "C89", "C98",
])  # fmt: skip
HIGHEST_CLAIM = 98
A_YEAR = timedelta(days=366)
CITATION = re.compile(r"\[\^([^\]\s]+)\]")
OWN_NOTE = re.compile(r"^[ >\t*+-]*\[\^[^\]\s]+\]:")
BLOCK_LINE = re.compile(r"^\s*(:{3,})\s*(\S*)\s*(.*)$")
HTML_TAG = re.compile(r"<(?:!--|/?[A-Za-z][^<>]*>)")
AUTOLINK = re.compile(r"<https://[^<>\s]+>")
MARKDOWN_LINK = re.compile(r"\]\(\s*<?([^)\s>]*)")
OUR_ARTICLE = re.compile(r"/articles/([a-z0-9-]+)/")
# Addresses of other rooms that a text may lead to. What an article shows of a room is that room's affair; that the
# address exists is ours to check, and a test asks the url table.
ROOMS = (
    "/",
    "/about/",
    "/about/evidence/",
    "/privacy/",
    "/articles/",
    "/articles/glossary/",
    "/practice/",
    "/support/",
    "/journal/",
)


@dataclass(frozen=True)
class Surroundings:
    """What an article is checked against."""

    library: Library
    references: dict[str, Reference]
    drawings: frozenset[str]
    slugs: frozenset[str]


def article_findings(article: ArticleFile, around: Surroundings) -> list[Finding]:
    """Everything that is not right yet with one article, in the order of its lines."""
    values = article.values
    audience = values["audience"]
    assert audience in get_args(language.Audience)  # noqa: S101 - `parse` let it through
    findings = [finding for rule in _EACH for finding in rule(article, around)]
    findings += language.language_findings(
        article.body,
        first_line=article.body_line,
        audience=audience,
        help_first=values["help_first"],
        content_note=values["content_note"],
        waivers=tuple(values["waivers"]),
    )
    return sorted(findings, key=lambda finding: (finding.line, finding.rule))


def library_findings(articles: Sequence[ArticleFile]) -> list[tuple[str, Finding]]:
    """What is wrong between articles, each with the name of the file it is told of."""
    found = [(article.name, finding) for article, finding in _same(articles, _slug, "slug-twice")]
    found += [(article.name, finding) for article, finding in _same(articles, _step, "step-twice")]
    return found + list(_shared_headings(articles))


# --- One article -----------------------------------------------------------------------------------------------------


def _form(article: ArticleFile, around: Surroundings) -> Iterator[Finding]:
    values = article.values
    if values["path"] not in {path.slug for path in around.library.paths}:
        yield _error(article.line_of("path"), "unknown-path", f"paths.toml has no path {values['path']}.")
    if article.name != f"{article.slug}.md":
        yield _error(article.line_of("slug"), "file-name", f"the slug asks for the file name {article.slug}.md.")
    for slug in values["related"]:
        if slug == article.slug:
            yield _error(article.line_of("related"), "unknown-related", "an article cannot be related to itself.")
        elif slug not in around.slugs:
            yield _error(article.line_of("related"), "unknown-related", f"there is no article {slug}.")
    if (words := len(values["summary"].split())) > 60:
        yield _error(article.line_of("summary"), "summary-length", f"the summary has {words} words; 60 is the most.")
    message = values["main_message"]
    if not 1 <= len(re.findall(r"[.?!](?=\s|\Z)", message)) <= 2 or len(message.split()) > 30:
        yield _error(article.line_of("main_message"), "main-message", "one sentence is asked for, of 30 words at most.")
    if len(article.body) > MOST_CHARACTERS:
        yield _error(article.body_line, "article-size", f"the text has {len(article.body):,} characters.")


def _dates(article: ArticleFile, around: Surroundings) -> Iterator[Finding]:
    published, updated, due = (article.values[key] for key in ("published", "updated", "review_due"))
    line = article.line_of("review_due")
    if updated < published:
        yield _error(article.line_of("updated"), "dates", "updated comes before published.")
    if not updated < due <= updated + A_YEAR:
        yield _error(line, "dates", f"review_due must lie within 12 months after updated ({updated}).")
    if updated > date.today() + timedelta(days=1):  # noqa: DTZ011 - a day is all we need, wherever the editor sits
        yield _error(article.line_of("updated"), "dates", f"updated lies in the future ({updated}).")


def _claims(article: ArticleFile, around: Surroundings) -> Iterator[Finding]:
    line = article.line_of("claims")
    for claim in article.values["claims"]:
        if not 1 <= int(claim[1:3]) <= HIGHEST_CLAIM:
            yield _error(line, "unknown-claim", f"the ledger has no claim {claim}.")
        elif article.values["audience"] != "professional" and claim in BANNED:
            yield _error(line, "banned-claim", f"{claim} may not stand here, except corrected as {claim}c.")


def _sources(article: ArticleFile, around: Surroundings) -> Iterator[Finding]:
    listed = article.values["references"]
    cited: set[str] = set()
    for line, text in article.body_lines():
        if OWN_NOTE.match(text):
            yield _error(line, "own-note", "sources come from references.json; take this note out.")
            continue
        here = CITATION.findall(text)
        cited.update(here)
        for identity in here:
            if identity not in around.references:
                yield _error(line, "reference-unknown", f"references.json has no source {identity}.")
            elif identity not in listed:
                yield _error(line, "reference-unlisted", f"{identity} is cited but not listed under references.")
    for identity in listed:
        if identity not in cited:
            yield _error(article.line_of("references"), "reference-uncited", f"{identity} is listed but never cited.")
    yield from _unchecked(article, around)


def _unchecked(article: ArticleFile, around: Surroundings) -> Iterator[Finding]:
    """Markers that stand together support one sentence; one of them must have been checked."""
    for line, text in article.body_lines():
        for together in re.finditer(r"(?:\[\^[^\]\s]+\]\s?)+", text):
            known = [around.references.get(identity) for identity in CITATION.findall(together.group())]
            if known and all(reference is not None and not reference.is_checked for reference in known):
                names = ", ".join(reference.identity for reference in known if reference)
                yield _error(line, "reference-recalled", f"{names} was never checked: add a source that was.")


def _text(article: ArticleFile, around: Surroundings) -> Iterator[Finding]:
    open_blocks: list[tuple[int, str]] = []
    for line, text in article.body_lines():
        yield from _blocks(line, text, open_blocks, around)
        if HTML_TAG.search(AUTOLINK.sub("", text)):
            yield _error(line, "html", "HTML is shown as typed: use Markdown.")
        if re.match(r"#(?!#)\s|####", text):
            yield _error(line, "heading-level", "use ## or ### for headings.")
        yield from _links(line, text, around)
    for line, marks in open_blocks:
        yield _error(line, "unknown-block", f"this block is never closed: end it with a line {marks}.")


def _blocks(line: int, text: str, open_blocks: list[tuple[int, str]], around: Surroundings) -> Iterator[Finding]:
    if not (found := BLOCK_LINE.match(text)):
        return
    marks, kind, rest = found.groups()
    if not kind:
        if open_blocks:
            open_blocks.pop()
        else:
            yield _error(line, "unknown-block", "this closes a block that was never opened.")
        return
    open_blocks.append((line, marks))
    if kind not in (*BLOCKS, DRAWING):
        yield _error(line, "unknown-block", f"{kind} is not a kind of block: use {', '.join((*BLOCKS, DRAWING))}.")
    elif kind == DRAWING and rest.strip() not in around.drawings:
        yield _error(line, "unknown-drawing", f"there is no drawing {rest.strip() or 'without a name'}.")


def _links(line: int, text: str, around: Surroundings) -> Iterator[Finding]:
    for address in MARKDOWN_LINK.findall(text):
        if not LINK.match(address):
            yield _error(line, "link-kind", f"{address or 'an empty address'} is not a link we can follow.")
        elif address.startswith("/") and not _leads_somewhere(address, around):
            yield _error(line, "unknown-link", f"there is no page {address}.")


def _leads_somewhere(address: str, around: Surroundings) -> bool:
    page = address.split("#")[0]
    if found := OUR_ARTICLE.fullmatch(page):
        return page in ROOMS or found.group(1) in around.slugs
    return page in ROOMS or page.startswith(("/support/", "/practice/"))


_EACH: tuple[Callable[[ArticleFile, Surroundings], Iterator[Finding]], ...] = (
    _form,
    _dates,
    _claims,
    _sources,
    _text,
)

# --- Between articles ------------------------------------------------------------------------------------------------


def _slug(article: ArticleFile) -> str:
    return f"the slug {article.slug}"


def _step(article: ArticleFile) -> str:
    return f"step {article.values['order']} of {article.values['path']}"


def _same(
    articles: Sequence[ArticleFile], what: Callable[[ArticleFile], str], rule: str
) -> Iterator[tuple[ArticleFile, Finding]]:
    first: dict[str, str] = {}
    key = "slug" if rule == "slug-twice" else "order"
    for article in articles:
        if (name := first.setdefault(what(article), article.name)) != article.name:
            yield article, _error(article.line_of(key), rule, f"{what(article)} is also that of {name}.")


def _shared_headings(articles: Sequence[ArticleFile]) -> Iterator[tuple[str, Finding]]:
    headings = {article.name: _headings_in(article.body) for article in articles}
    for article in articles:
        shared = Counter(
            {other: len(headings[article.name] & headings[other]) for other in headings if other != article.name}
        )
        for other, number in shared.items():
            if number > 2:
                yield article.name, _error(1, "shared-headings", f"{number} headings also stand in {other}.")


@lru_cache(maxsize=512)
def _headings_in(body: str) -> frozenset[str]:
    """Kept, because the desk compares one text with all the others each time somebody saves."""
    return frozenset(heading.words.casefold() for heading in parse(body, {}).headings)


def _error(line: int, rule: str, message: str) -> Finding:
    return Finding(line=line, rule=rule, message=message, level="error")
