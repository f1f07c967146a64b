"""Search by her own words, misspelled at 3 a.m.: SQLite's full-text index in memory, made anew for each edition.

Three things decide the order: BM25 over an article's fields (her own phrases weigh most), how near the whole query is
to one of those phrases, and nothing else. What she types is neither kept nor logged.
"""

import re
import sqlite3
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from articles.models import Article, Edition
from articles.paths import library

# Field, weight. FTS5's bm25() takes the weights in the order of the columns.
FIELDS = (
    ("search_words", 5.0),
    ("title", 4.0),
    ("main_message", 2.0),
    ("summary", 2.0),
    ("topics", 2.0),
    ("headings", 1.5),
    ("body", 0.6),
)
PHRASE_WEIGHT = 7.0  # a query that is one of her phrases outweighs scattered words
NEAR_ENOUGH = 55.0  # of 100: below, a phrase only shares small words with the query
SAME_WORD = 78.0  # of 100: a misspelled word is taken for the nearest known one from here on
MOST_RESULTS = 8
WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")
SMALL_WORDS = frozenset(
    [
        "a",
        "about",
        "am",
        "an",
        "and",
        "any",
        "are",
        "as",
        "at",
        "be",
        "been",
        "but",
        "by",
        "can",
        "do",
        "does",
        "for",
        "from",
        "get",
        "got",
        "had",
        "has",
        "have",
        "how",
        "i",
        "if",
        "in",
        "is",
        "it",
        "its",
        "just",
        "like",
        "me",
        "my",
        "of",
        "on",
        "or",
        "really",
        "so",
        "some",
        "than",
        "that",
        "the",
        "them",
        "then",
        "there",
        "they",
        "this",
        "to",
        "too",
        "up",
        "was",
        "we",
        "were",
        "what",
        "when",
        "why",
        "will",
        "with",
        "you",
        "your",
        "i'm",
        "im",
        "it's",
    ]
)


@dataclass
class Index:
    """One edition's articles, ready to be searched."""

    edition: int
    connection: sqlite3.Connection
    phrases: dict[str, list[str]] = field(default_factory=dict)
    words: frozenset[str] = frozenset()
    lock: threading.Lock = field(default_factory=threading.Lock)


_made = threading.Lock()
_index: Index | None = None


def search(query: str) -> list[Article]:
    """Articles that answer a query, the best first; none for a query without words. `query` may be any text."""
    index = _current_index()
    words = _known_words(_words(query), index)
    if not words:
        return []
    scores = _field_scores(words, index)
    typed = " ".join(words)
    for slug, phrases in index.phrases.items():
        nearness = max((fuzz.token_set_ratio(typed, phrase) + fuzz.ratio(typed, phrase)) / 2 for phrase in phrases)
        if nearness > NEAR_ENOUGH:
            bonus = PHRASE_WEIGHT * ((nearness - NEAR_ENOUGH) / (100 - NEAR_ENOUGH)) ** 2
            scores[slug] = scores.get(slug, 0.0) + bonus
    best = sorted(scores, key=lambda slug: (-scores[slug], slug))[:MOST_RESULTS]
    rows = Article.objects.published().in_bulk(best, field_name="slug")
    return [rows[slug] for slug in best if slug in rows]


def forget_index() -> None:
    """Drops this process's index; for tests, whose rows come and go under one edition."""
    global _index
    with _made:
        _index = None


def _words(text: str) -> list[str]:
    return WORD.findall(text.lower().replace("’", "'"))


def _telling(words: Sequence[str]) -> list[str]:
    """Without the small words, unless nothing else is there."""
    return [word for word in words if word not in SMALL_WORDS] or list(words)


def _known_words(words: Sequence[str], index: Index) -> list[str]:
    """The telling words, each misspelled one as the nearest word that our texts know."""
    known = []
    for word in _telling(words):
        if word not in index.words and len(word) > 3:
            nearest = process.extractOne(word, index.words, scorer=fuzz.ratio, score_cutoff=SAME_WORD)
            word = nearest[0] if nearest else word
        known.append(word)
    return known


def _field_scores(words: Sequence[str], index: Index) -> dict[str, float]:
    expression = " OR ".join(f'"{term}"' for term in _with_synonyms(words))
    weights = ", ".join(str(weight) for _, weight in FIELDS)
    sql = f"SELECT slug, -bm25(article, 0, {weights}) FROM article WHERE article MATCH ?"  # noqa: S608 - our numbers
    with index.lock:
        return dict(index.connection.execute(sql, (expression,)))


def _with_synonyms(words: Sequence[str]) -> list[str]:
    typed = " ".join(words)
    terms = dict.fromkeys(words)
    for group in library().said_also:
        if any(re.search(rf"\b{re.escape(said)}\b", typed) for said in group):
            terms.update(dict.fromkeys(sorted(group)))
    return [re.sub(r"[^a-z0-9 ]", " ", term).strip() for term in terms]


def _current_index() -> Index:
    global _index
    edition = Edition.current()
    with _made:
        if _index is None or _index.edition != edition:
            _index = _build(edition)
        return _index


def _build(edition: int) -> Index:
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    columns = ", ".join(name for name, _ in FIELDS)
    connection.execute(f"CREATE VIRTUAL TABLE article USING fts5(slug UNINDEXED, {columns}, tokenize='porter')")
    index = Index(edition, connection)
    known: set[str] = set()
    for article in Article.objects.published():
        texts = _texts(article)
        marks = ", ".join("?" * (len(texts) + 1))
        connection.execute(f"INSERT INTO article VALUES ({marks})", (article.slug, *texts))  # noqa: S608 - marks only
        known.update(word for text in texts for word in _words(text))
        index.phrases[article.slug] = [
            " ".join(_telling(_words(phrase))) for phrase in [*article.search_words, article.title]
        ]
    known.update(word for group in library().said_also for said in group for word in _words(said))
    index.words = frozenset(known | SMALL_WORDS)
    return index


def _texts(article: Article) -> list[str]:
    headings = " ".join(re.findall(r"^##+ (.+)$", article.body, flags=re.MULTILINE))
    by_name = {
        "search_words": " . ".join(article.search_words),
        "topics": " . ".join(article.topics),
        "headings": headings,
    }
    texts = [by_name.get(name) or str(getattr(article, name, "")) for name, _ in FIELDS]
    return [text.lower().replace("’", "'") for text in texts]
