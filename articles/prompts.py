"""Prompts: what an article offers to write about. An address carries a prompt's id, never its words."""

import hashlib
from dataclasses import dataclass

from articles.models import Article

LENGTH = 10  # hexadecimal digits: told apart among a few hundred prompts, and telling nothing in a history


@dataclass(frozen=True)
class Prompt:
    identity: str
    text: str


def prompts_of(article: Article) -> list[Prompt]:
    """The prompts of one article, in its order."""
    return [Prompt(_identity(article.slug, text), text) for text in article.prompts]


def prompt_text(identity: str) -> str:
    """The words of a prompt, or nothing for an id we do not have (any more)."""
    for article in Article.objects.published().only("slug", "prompts"):
        for prompt in prompts_of(article):
            if prompt.identity == identity:
                return prompt.text
    return ""


def _identity(slug: str, text: str) -> str:
    return hashlib.sha256(f"{slug}\n{text}".encode()).hexdigest()[:LENGTH]
