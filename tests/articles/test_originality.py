"""Our own words, said once: no article borrows a sentence from another, nor from the title of a source.

What the articles share with the evidence they were written from cannot be tested here, because that evidence is no
part of this house; `docs/the-library.md` says how it was checked.
"""

import json
import re
from itertools import combinations
from pathlib import Path

from articles.content import parse
from articles.prose import passages, words

LONG = 15  # words: a run of this length is a sentence told twice; words of danger may be alike up to there
SHORT = 8
# The fact that most readers come for is told in the same words wherever it stands (VOICE, part 1).
SAID_ALIKE = (
    "In one study, about 4 in 10 first-time mothers remembered not feeling much when they first held their baby",
)


def runs(text: str, length: int) -> set[str]:
    spoken = [word.casefold() for word in words(text)]
    return {" ".join(spoken[at : at + length]) for at in range(len(spoken) - length + 1)}


def told(content: Path) -> dict[str, set[str]]:
    """Each article's runs of words, without strength lines, which name the same studies in the same way."""
    alike = set().union(*(runs(text, LONG) for text in SAID_ALIKE))
    found = {}
    for path in sorted((content / "en" / "articles").glob("*.md")):
        shown = passages(parse(path.name, path.read_text()).body)
        texts = [passage.text for passage in shown if passage.kind != "strength" and not passage.is_in({"drawing"})]
        found[path.stem] = set().union(*(runs(re.sub(r"\[\^\w+\]", "", text), LONG) for text in texts)) - alike
    return found


def test_no_two_articles_share_a_sentence(content: Path) -> None:
    articles = told(content)
    assert len(articles) >= 27
    shared = {
        f"{one} and {other}: {run}"
        for one, other in combinations(articles, 2)
        for run in articles[one] & articles[other]
    }
    assert shared == set()


def test_no_article_borrows_from_the_title_of_a_source(content: Path) -> None:
    titles = {
        run for entry in json.loads((content / "references.json").read_text()) for run in runs(entry["title"], SHORT)
    }
    assert titles
    borrowed = {
        f"{path.stem}: {run}"
        for path in (content / "en" / "articles").glob("*.md")
        for run in runs(parse(path.name, path.read_text()).body, SHORT) & titles
    }
    assert borrowed == set()
