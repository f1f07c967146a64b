"""Searches that a page outside the library answers best, such as those after a loss: `[[elsewhere]]` in `search.toml`.

The library knows no other room: words, title and address are content, and a test walks the addresses.
"""

from collections.abc import Sequence

from rapidfuzz import fuzz

from articles.paths import Elsewhere, library
from articles.saying import split

SAME_WORD = 78.0  # of 100: what she typed is taken for a word of ours from here on
SHORT = 3  # letters: a word so short must be spelled right, or "die" would be "died"


def look_elsewhere(query: str) -> list[Elsewhere]:
    """The pages elsewhere whose words stand in the query, one after the other, each roughly as it is spelled.

    A page that stands alone keeps the others away too.
    """
    typed = split(query)
    found = [page for page in library().elsewhere if any(_says(typed, split(phrase)) for phrase in page.words)]
    return [page for page in found if page.stands == "alone"] or found


def _says(typed: Sequence[str], phrase: Sequence[str]) -> bool:
    starts = range(len(typed) - len(phrase) + 1)
    return any(all(map(_same, typed[start : start + len(phrase)], phrase)) for start in starts)


def _same(typed: str, meant: str) -> bool:
    if min(len(typed), len(meant)) <= SHORT:
        return typed == meant
    return fuzz.ratio(typed, meant) >= SAME_WORD
