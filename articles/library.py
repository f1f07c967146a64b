"""All articles of `content/`, read and checked as one: what `check_content` prints and `sync_articles` insists on."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from articles import back_matter, back_matter_rules, paths, references, rules, safe_html
from articles.content import ArticleFile, ContentError, parse
from articles.files import raw_files
from articles.finding import Finding


@dataclass
class Shelf:
    """The files that could be read, and everything there is to say about any of them."""

    articles: list[ArticleFile] = field(default_factory=list)
    findings: list[tuple[str, Finding]] = field(default_factory=list)

    @property
    def errors(self) -> list[tuple[str, Finding]]:
        return [(name, finding) for name, finding in self.findings if finding.level == "error"]


def read_shelf(content: Path, *, trusted: Iterable[str] = ()) -> Shelf:
    """Reads and checks `content/en/articles`. Texts in `trusted` were checked before: what they say for themselves is
    not gone through again, which makes a second start fast; how they fit with the others is.

    Raises PathsError or ReferencesError when the lists that articles point into cannot be read.
    """
    shelf = Shelf()
    for raw in raw_files(content / "en" / "articles", content):
        if raw.finding:
            shelf.findings.append((raw.name, raw.finding))
            continue
        try:
            shelf.articles.append(parse(raw.name, raw.text))
        except ContentError as error:
            shelf.findings += [(raw.name, finding) for finding in error.findings]
    around = rules.Surroundings(
        library=paths.load(content / "en" / "paths.toml"),
        references=references.load(content / "references.json"),
        drawings=safe_html.drawing_names(),
        slugs=frozenset(article.slug for article in shelf.articles),
    )
    known = frozenset(trusted)
    for article in shelf.articles:
        if article.text not in known:
            shelf.findings += [(article.name, finding) for finding in rules.article_findings(article, around)]
    shelf.findings += rules.library_findings(shelf.articles)
    shelf.findings += _doors(around, shelf)
    return shelf


def _doors(around: rules.Surroundings, shelf: Shelf) -> Iterator[tuple[str, Finding]]:
    for door in around.library.doors:
        if door.article not in around.slugs:
            message = f"the door “{door.words}” leads to {door.article}, which is no article."
            yield "paths.toml", Finding(line=1, rule="unknown-door", message=message, level="error")
    shelf.findings.sort(key=lambda pair: (pair[0], pair[1].line))


def back_matter_findings(content: Path, shelf: Shelf) -> list[tuple[str, Finding]]:
    """What is wrong with the glossary and the claims that lie in a content folder.

    Nothing while articles cannot be read, because both are held against all of them. Raises BackMatterError.
    """
    if any(finding.level == "error" for _, finding in shelf.findings):
        return []
    found: list[tuple[str, Finding]] = []
    if (path := content / "en" / back_matter_rules.GLOSSARY).exists():
        found += back_matter_rules.glossary_findings(back_matter.load_glossary(path), shelf.articles)
    if (path := content / "en" / back_matter_rules.CLAIMS).exists():
        found += back_matter_rules.claim_findings(back_matter.load_claims(path), shelf.articles)
    return found
