"""Search by her own words, misspelled at 3 a.m.: SQLite's full-text index in memory, made anew for each edition.

Two things decide the order: BM25 over an article's fields (her own phrases weigh most), and how near the whole query is
to one of those phrases. What she types is neither kept nor logged.
"""

import math
import re
import sqlite3
import threading
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from articles.models import Article, Edition
from articles.paths import library
from articles.prose import word_list

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
PHRASE_WEIGHT = 7.0  # a query that is one of her phrases outweighs scattered words
NEAR_ENOUGH = 55.0  # of 100: below, a phrase only shares small words with the query
ALSO_WEIGHT = 0.8  # another way of saying a word counts for a little less than the word itself
SAME_WORD = 78.0  # of 100: a misspelled word is taken for the nearest known one from here on
# She is the reader. A page for somebody else has to answer clearly better to come before hers.
SHARE = {Article.Audience.MOTHER: 1.0, Article.Audience.FAMILY: 0.8, Article.Audience.PROFESSIONAL: 0.7}
MOST_RESULTS = 8
WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")
# Words that say nothing about what she is looking for. Whatever is left decides.
SMALL_WORDS = word_list(
    "a about ago all already also always am an and any anyone anything are aren't arent as at be because been "
    "being but by can can't cant could couldn't couldnt did didn't didnt do does doesn't doesnt doing don't dont "
    "each even ever every everything for from get gets getting got had has hasn't hasnt have haven't havent "
    "having he he's her here hers herself hes him himself his how i i'd i'll i'm i've if im in into is isn't isnt "
    "it it's its itself ive just like lot many may maybe me might mine more most much must my myself never no not "
    "now of off often on only or other our out over quite rather really seem seems she she's shes should "
    "shouldn't shouldnt since so some someone something still such than that that's thats the their them then "
    "there there's theres these they they're thing things this those to too until up us very was wasn't wasnt we "
    "we're were what what's whats when where which while who who's whos why will with won't wont would wouldn't "
    "wouldnt yet you you're your yourself youre"
)


@dataclass
class Index:
    """One edition's articles, ready to be searched."""

    edition: int
    connection: sqlite3.Connection
    phrases: dict[str, list[str]] = field(default_factory=dict)
    shares: dict[str, float] = field(default_factory=dict)
    words: frozenset[str] = frozenset()
    lock: threading.Lock = field(default_factory=threading.Lock)


_made = threading.Lock()
_index: Index | None = None


def search(query: str) -> list[Article]:
    """Articles that answer a query, the best first; none for a query without words. `query` may be any text."""
    index = _current_index()
    said = [_spelled(word, index) for word in _words(query)]
    words = _telling(said)
    if not words:
        return []
    scores = _field_scores(words, " ".join(said), index)
    typed = " ".join(words)
    for slug, phrases in index.phrases.items():
        nearness = max((fuzz.token_set_ratio(typed, phrase) + fuzz.ratio(typed, phrase)) / 2 for phrase in phrases)
        if nearness > NEAR_ENOUGH:
            bonus = PHRASE_WEIGHT * ((nearness - NEAR_ENOUGH) / (100 - NEAR_ENOUGH)) ** 2
            scores[slug] = scores.get(slug, 0.0) + bonus
    for slug in scores:
        scores[slug] *= index.shares[slug]
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
    return [word for word in words if word not in SMALL_WORDS and not word.isdigit()] or list(words)


def _spelled(word: str, index: Index) -> str:
    """A misspelled word as the nearest word that our texts know; any other as it is."""
    if word in index.words or len(word) <= 3:
        return word
    nearest = process.extractOne(word, index.words, scorer=fuzz.ratio, score_cutoff=SAME_WORD)
    return nearest[0] if nearest else word


def _field_scores(words: Sequence[str], said: str, index: Index) -> dict[str, float]:
    """Each thing she said counts once: as she said it, or as it is also said, whichever an article knows better."""
    scores: dict[str, float] = {}
    for her_words, others in _said(words, said):
        found = {term: _bm25(term, index) for term in (*her_words, *others)}
        anywhere = len({slug for by_slug in found.values() for slug in by_slug})
        best: dict[str, float] = {}
        for term, by_slug in found.items():
            # “Daughter” is rare and “baby” is everywhere: another way of saying a word tells no more than all the
            # ways together do.
            share = 1.0 if term in her_words else ALSO_WEIGHT * _telling_much(anywhere, len(by_slug), index)
            for slug, score in by_slug.items():
                best[slug] = max(best.get(slug, 0.0), share * score)
        for slug, score in best.items():
            scores[slug] = scores.get(slug, 0.0) + score
    return scores


def _telling_much(anywhere: int, here: int, index: Index) -> float:
    """How much a word in `anywhere` articles tells, as a share of what one in `here` articles does: 0 to 1.

    By the inverse document frequency of BM25 (Robertson and Zaragoza, 2009), in the form that stays above 0.
    """
    total = len(index.phrases)
    idf = [math.log(1 + (total - n + 0.5) / (n + 0.5)) for n in (anywhere, here)]
    return min(1.0, idf[0] / idf[1])


def _said(words: Sequence[str], said: str) -> list[tuple[set[str], set[str]]]:
    """What she said, thing by thing: her own words for it, and how it is also said."""
    found: list[tuple[set[str], set[str]]] = []
    covered: set[str] = set()
    for group in library().said_also:
        here = {way for way in group if re.search(rf"\b{re.escape(way)}\b", said)}
        if here:
            found.append((here, set(group) - here))
            covered.update(word for way in here for word in _words(way))
    return found + [({word}, set()) for word in dict.fromkeys(words) if word not in covered]


def _bm25(term: str, index: Index) -> dict[str, float]:
    expression = re.sub(r"[^a-z0-9 ]", " ", term).strip()
    if not expression:
        return {}
    weights = ", ".join(str(weight) for _, weight in FIELDS)
    sql = f"SELECT slug, -bm25(article, 0, {weights}) FROM article WHERE article MATCH ?"  # noqa: S608 - our numbers
    with index.lock:
        return dict(index.connection.execute(sql, (f'"{expression}"',)))


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
    doors: defaultdict[str, list[str]] = defaultdict(list)
    for door in library().doors:
        doors[door.article].append(door.words)
    for article in Article.objects.published():
        texts = _texts(article)
        marks = ", ".join("?" * (len(texts) + 1))
        connection.execute(f"INSERT INTO article VALUES ({marks})", (article.slug, *texts))  # noqa: S608 - marks only
        known.update(word for text in texts for word in _words(text))
        index.shares[article.slug] = SHARE[Article.Audience(article.audience)]
        index.phrases[article.slug] = [
            " ".join(_telling(_words(phrase)))
            for phrase in [*article.search_words, article.title, *doors[article.slug]]
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
