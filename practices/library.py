"""All practices of `content/`, read and checked as one."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from articles import paths
from articles.content import ArticleFile, ContentError
from articles.files import raw_files
from articles.finding import Finding
from practices import rules
from practices.definition import Definition, parse


@dataclass
class PracticeShelf:
    """The files that could be read, and everything there is to say about any of them."""

    practices: list[Definition] = field(default_factory=list)
    findings: list[tuple[str, Finding]] = field(default_factory=list)

    @property
    def errors(self) -> list[tuple[str, Finding]]:
        return [(name, finding) for name, finding in self.findings if finding.level == "error"]


def folder(content: Path) -> Path:
    """Where the practices stand below `content`."""
    return content / "en" / "practices"


def read_practices(
    content: Path, *, articles: Sequence[ArticleFile] = (), trusted: Iterable[str] = ()
) -> PracticeShelf:
    """Reads and checks `content/en/practices`, and that every practice which `articles` name is there.

    Texts in `trusted` were checked before and are not gone through again. Raises PathsError.
    """
    shelf = PracticeShelf()
    known = frozenset(trusted)
    slugs = [path.slug for path in paths.load(content / "en" / "paths.toml").paths]
    for raw in raw_files(folder(content), content):
        if raw.finding:
            shelf.findings.append((raw.name, raw.finding))
            continue
        try:
            practice = parse(raw.name, raw.text)
        except ContentError as error:
            shelf.findings += [(raw.name, finding) for finding in error.findings]
            continue
        shelf.practices.append(practice)
        if raw.text not in known:
            shelf.findings += [(raw.name, finding) for finding in rules.practice_findings(practice, slugs)]
    shelf.findings += rules.shelf_findings(shelf.practices)
    shelf.findings += _named_by(articles, shelf)
    shelf.findings.sort(key=lambda pair: (pair[0], pair[1].line))
    return shelf


def _named_by(articles: Sequence[ArticleFile], shelf: PracticeShelf) -> Iterator[tuple[str, Finding]]:
    """An article's practice must be there: the article shows its card. A file that cannot be read still counts."""
    there = {practice.slug for practice in shelf.practices} | {name.removesuffix(".md") for name, _ in shelf.findings}
    for article in articles:
        slug = str(article.values["practice"])
        if not slug.startswith("none") and slug not in there:
            message = f"there is no practice {slug}: name another, or say “none: ” and why."
            yield article.name, Finding(article.line_of("practice"), "practice-unknown", message, "error")
