"""Search by her own words, misspelled at 3 a.m.: SQLite's full-text index in memory, made anew for each edition.

Two things decide the order: BM25 over an article's fields (her own phrases weigh most), and how near what she said is
to one of those phrases. What she types is neither kept nor logged.
"""

import math
import re
import sqlite3
import threading
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from articles.models import Article, Edition
from articles.paths import library
from articles.saying import SMALL_WORDS, Thing, Wordings, spelled, split

# Field, weight. FTS5's bm25() takes the weights in the order of the columns.
FIELDS = (
    ("search_words", 5.0),
    ("title", 4.0),
    ("main_message", 2.0),
    ("summary", 2.0),
    ("topics", 2.0),
    ("headings", 1.5),
    ("body", 0.4),
)
PHRASE_WEIGHT = 4.0  # a query that is near one of her phrases outweighs scattered words
ALSO_WEIGHT = 0.9  # another way of saying a word counts for a little less than the word itself
LOOSE_WEIGHT = 0.4  # a word that no line of search.toml knows is more often beside the point
# She is the reader. A page for somebody else has to answer clearly better to come before hers, unless they speak.
SHARE = {Article.Audience.MOTHER: 1.0, Article.Audience.FAMILY: 0.7, Article.Audience.PROFESSIONAL: 0.6}
SPEAKER_SHARE = 1.5
MOST_RESULTS = 8


@dataclass
class Index:
    """One edition's articles, ready to be searched."""

    edition: int
    connection: sqlite3.Connection
    wordings: Wordings
    phrases: dict[str, list[dict[str, float]]] = field(default_factory=dict)
    weights: dict[str, float] = field(default_factory=dict)
    audiences: dict[str, Article.Audience] = field(default_factory=dict)
    speakers: dict[str, str] = field(default_factory=dict)
    hers: frozenset[str] = frozenset()
    ours: frozenset[str] = frozenset()
    found: dict[str, dict[str, float]] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)


_made = threading.Lock()
_index: Index | None = None


def search(query: str) -> list[Article]:
    """Articles that answer a query, the best first; none for a query without words. `query` may be any text."""
    index = _current_index()
    said = [spelled(word, index.hers, index.ours) for word in split(query)]
    if not said:
        return []
    scores = _field_scores(index.wordings.things(said), index)
    for slug, nearness in _nearness(index.wordings.concepts(said), index).items():
        scores[slug] = scores.get(slug, 0.0) + PHRASE_WEIGHT * nearness**2
    speaking = _speaking(said, index)
    for slug in scores:
        audience = index.audiences[slug]
        scores[slug] *= SPEAKER_SHARE if audience == speaking else SHARE[audience]
    best = sorted(scores, key=lambda slug: (-scores[slug], slug))[:MOST_RESULTS]
    rows = Article.objects.published().in_bulk(best, field_name="slug")
    return [rows[slug] for slug in best if slug in rows]


def forget_index() -> None:
    """Drops this process's index; for tests, whose rows come and go under one edition."""
    global _index
    with _made:
        _index = None


def _speaking(said: Sequence[str], index: Index) -> str | None:
    """The audience that speaks, where a wording gives it away."""
    text = f" {' '.join(said)} "
    return next((audience for wording, audience in index.speakers.items() if wording in text), None)


def _field_scores(things: Sequence[Thing], index: Index) -> dict[str, float]:
    """Each thing she said counts once, and for as much as it tells: fully where an article knows it best."""
    scores: defaultdict[str, float] = defaultdict(float)
    for thing in things:
        known = _known_best(thing, index)
        if not known:
            continue
        most = max(known.values())
        weight = _idf(len(known), len(index.phrases)) * (1.0 if thing.others else LOOSE_WEIGHT)
        for slug, score in known.items():
            scores[slug] += weight * score / most
    return scores


def _known_best(thing: Thing, index: Index) -> dict[str, float]:
    """How well each article knows a thing, as she said it or as it is also said, whichever it knows better."""
    found = {term: _bm25(term, index) for term in (thing.hers, *sorted(thing.others))}
    anywhere = len({slug for by_slug in found.values() for slug in by_slug})
    best: dict[str, float] = {}
    for term, by_slug in found.items():
        # “Daughter” is rare and “baby” is everywhere: one way of saying a thing tells no more than all of them.
        share = _telling_much(anywhere, len(by_slug), index) * (1.0 if term == thing.hers else ALSO_WEIGHT)
        for slug, score in by_slug.items():
            best[slug] = max(best.get(slug, 0.0), share * score)
    return best


def _telling_much(anywhere: int, here: int, index: Index) -> float:
    """How much a word in `anywhere` articles tells, as a share of what one in `here` articles does: 0 to 1.

    By the inverse document frequency of BM25 (Robertson and Zaragoza, 2009), in the form that stays above 0.
    """
    return min(1.0, _idf(anywhere, len(index.phrases)) / _idf(here, len(index.phrases)))


def _idf(here: int, total: int) -> float:
    return math.log(1 + (total - here + 0.5) / (here + 0.5))


def _nearness(about: dict[str, float], index: Index) -> dict[str, float]:
    """For each article, the likeness of what she said to its nearest phrase: the cosine of the two, 0 to 1."""
    common = max(index.weights.values(), default=1.0)
    hers = {concept: share * index.weights.get(concept, common) for concept, share in about.items()}
    length = math.hypot(*hers.values())
    near: dict[str, float] = {}
    for slug, phrases in index.phrases.items():
        likeness = max(
            (
                sum(hers[concept] * weight for concept, weight in phrase.items() if concept in hers)
                for phrase in phrases
            ),
            default=0.0,
        )
        if likeness > 0:
            near[slug] = likeness / length
    return near


def _bm25(term: str, index: Index) -> dict[str, float]:
    with index.lock:
        if term not in index.found:
            weights = ", ".join(str(weight) for _, weight in FIELDS)
            sql = f"SELECT slug, -bm25(article, 0, {weights}) FROM article WHERE article MATCH ?"  # noqa: S608 - our numbers
            index.found[term] = dict(index.connection.execute(sql, (f'"{term}"',)))
        return index.found[term]


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
    index = Index(edition, connection, Wordings(library().said_also))
    for speaker in library().speakers:
        index.speakers.update({f" {' '.join(split(words))} ": speaker.audience for words in speaker.words})
    hers: set[str] = set()
    ours: set[str] = set()
    doors: defaultdict[str, list[str]] = defaultdict(list)
    for door in library().doors:
        doors[door.article].append(door.words)
    for article in Article.objects.published():
        texts = _texts(article)
        marks = ", ".join("?" * (len(texts) + 1))
        connection.execute(f"INSERT INTO article VALUES ({marks})", (article.slug, *texts))  # noqa: S608 - marks only
        hers.update(word for phrase in article.search_words for word in split(phrase))
        ours.update(word for text in texts for word in split(text))
        index.audiences[article.slug] = Article.Audience(article.audience)
        index.phrases[article.slug] = [
            index.wordings.concepts(split(phrase))
            for phrase in [*article.search_words, article.title, *doors[article.slug]]
        ]
    _weigh(index)
    index.hers = frozenset(hers | index.wordings.words | SMALL_WORDS)
    index.ours = frozenset(ours)
    return index


def _weigh(index: Index) -> None:
    """Gives each concept its weight by how few articles' phrases have it, and each phrase the length of 1."""
    articles = Counter(concept for phrases in index.phrases.values() for concept in set().union(*phrases))
    index.weights = {concept: _idf(number, len(index.phrases)) for concept, number in articles.items()}
    for phrases in index.phrases.values():
        for phrase in phrases:
            for concept in phrase:
                phrase[concept] *= index.weights[concept]
            length = math.hypot(*phrase.values()) or 1.0
            for concept in phrase:
                phrase[concept] /= length


def _texts(article: Article) -> list[str]:
    headings = " ".join(re.findall(r"^##+ (.+)$", article.body, flags=re.MULTILINE))
    by_name = {
        "search_words": " . ".join(article.search_words),
        "topics": " . ".join(article.topics),
        "headings": headings,
    }
    texts = [by_name.get(name) or str(getattr(article, name, "")) for name, _ in FIELDS]
    return [re.sub(r"['’]", "", text.lower()) for text in texts]
