"""A page as a reader meets it: its links, its words, and the numbers in them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

__all__ = ["EVERY_PAGE", "NEVER_TO_SHOW", "Seen", "only_digits", "read_page"]

EVERY_PAGE = [
    "/support/check-in/",
    "/support/note/",
    "/support/after-a-loss/",
    "/support/worried-about-someone/",
    "/support/questions/",
    "/support/",
    "/support/?choose=1",
    "/support/se/",
    "/support/fi/",
]
# What the evidence of November 2026 has and nobody could check (`recheck_first`): no reader may ever see these.
NEVER_TO_SHOW = {
    "08000147800", "50808", "0214922083", "18552423310", "1300851758", "1300242322", "0477131114", "8009112000",
    "142", "143", "1813", "90101",
}  # fmt: skip
VOID = {"meta", "link", "input", "br", "img", "hr", "path"}
SILENT = {"script", "style", "svg", "title"}


def only_digits(text: str) -> str:
    return re.sub("[^0-9]", "", text)


@dataclass
class Seen(HTMLParser):
    """What stands in <main>: links in order, ids, headings, and the words."""

    links: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    open_tags: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if "main" in self.open_tags:
            if tag == "a" and given.get("href"):
                self.links.append(str(given["href"]))
            if given.get("id"):
                self.ids.append(str(given["id"]))
        if tag not in VOID:
            self.open_tags.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.open_tags:
            while self.open_tags.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if "main" in self.open_tags and not SILENT & set(self.open_tags):
            self.parts.append(data)

    @property
    def text(self) -> str:
        return re.sub(r"\s+", " ", " ".join(self.parts))

    @property
    def to_dial(self) -> list[str]:
        """The links that call or text, in order."""
        return [link for link in self.links if link.startswith(("tel:", "sms:", "https://wa.me/"))]


def read_page(response: Any) -> Seen:
    seen = Seen()
    seen.feed(response.content.decode())
    return seen
