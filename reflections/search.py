"""Looking for words: every page is opened in memory, for one answer. No index, no cache."""

import unicodedata
from dataclasses import dataclass

from accounts.slots import Opened
from reflections.journal import whole_pages
from reflections.pages import Page

AROUND = 80  # characters of her text shown on each side of what was found


@dataclass(frozen=True)
class Found:
    page: Page
    excerpt: str


def find(opened: Opened, query: str) -> list[Found]:
    """The pages that hold every word of the query, in title, text, prompt or feelings, newest first."""
    words = plain(query).split()
    if not words:
        return []
    found = [
        Found(page, _excerpt(page.text, words))
        for page in whole_pages(opened)
        if not page.head.is_deleted and _holds(page, words)
    ]
    return sorted(found, key=lambda one: one.page.head.written_at, reverse=True)


def plain(text: str) -> str:
    """Small letters without accents, so that one keyboard finds what another wrote."""
    if text.isascii():
        return text.lower()
    parted = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in parted if not unicodedata.combining(character))


def _holds(page: Page, words: list[str]) -> bool:
    head = page.head
    whole = plain("\n".join((head.title, page.text, head.prompt, *head.feelings)))
    return all(word in whole for word in words)


def _excerpt(text: str, words: list[str]) -> str:
    """The words around the first find; the page's beginning where its title was what matched."""
    low = plain(text)
    at = next((place for word in words if (place := low.find(word)) >= 0), 0)
    at = min(at, len(text))
    start, end = max(0, at - AROUND), min(len(text), at + AROUND)
    return ("… " if start else "") + " ".join(text[start:end].split()) + (" …" if end < len(text) else "")
