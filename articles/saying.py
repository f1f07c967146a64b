"""What she said, understood: each word spelled right, and for each thing the other ways of saying it.

A thing is one word, or a wording of several, that `search.toml` knows. Words are compared by their stems, so that
an editor writes "yell" once and "yelled" is met as well.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from articles.prose import word_list

WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)*")
SAME_WORD = 0.79  # of 1: one slip in five letters; a misspelled word is taken for the nearest known one from here on
ENDINGS = (("ies", "y"), ("ied", "y"), ("ings", ""), ("ing", ""), ("ed", ""), ("es", ""), ("s", ""), ("e", ""))
GROUP_SHARE = 0.8  # a thing said in other words is a little less like it
LEFT_OF_A_WORD = 3  # letters that stay when an ending goes
IRREGULAR = {
    "felt": "feel", "lost": "lose", "told": "tell", "said": "say", "threw": "throw", "shook": "shake", "held": "hold",
    "took": "take", "went": "go", "gave": "give", "left": "leave", "broke": "break", "slept": "sleep",
    "thought": "think", "swore": "swear", "bit": "bite", "fell": "fall", "hid": "hide", "drank": "drink",
    "drunk": "drink", "fed": "feed",
    "met": "meet", "kept": "keep", "stuck": "stick", "tore": "tear", "torn": "tear", "wept": "weep", "died": "die",
    "men": "man", "women": "woman", "children": "child", "kids": "kid",
}  # fmt: skip
# Words that say nothing about what she is looking for. Whatever is left decides.
SMALL_WORDS = word_list(
    "a about ago all already also always am an and any anyone anything are arent as at be because been "
    "being but by can cant could couldnt day days did didnt do does doesnt doing dont "
    "each even ever every everything for from get gets getting got had has hasnt have havent "
    "having he hes her here hers herself him himself his how i id ill im ive if in into is isnt "
    "it its itself just keep keeps like look looks looking lot make makes many may maybe me might mine more most "
    "much must my myself "
    "never no not now of off often on only or other our out over quite rather really seem seems she shes should "
    "shouldnt since so some someone something still such than that thats the their them then "
    "there theres these they theyre thing things this those to too until up us very was wasnt we week weeks "
    "were what whats when where which while who whos why will with wont would wouldnt yet you your yourself youre"
)


@dataclass(frozen=True)
class Thing:
    """One thing that she said: her own wording, and how it is also said."""

    hers: str
    others: frozenset[str] = frozenset()


class Wordings:
    """The groups of `search.toml`, ready to be met in what she typed."""

    def __init__(self, groups: Iterable[Collection[str]]) -> None:
        self._groups = [frozenset(" ".join(split(wording)) for wording in group) for group in groups]
        self._exact: defaultdict[tuple[str, ...], set[int]] = defaultdict(set)
        self._alike: defaultdict[tuple[str, ...], set[int]] = defaultdict(set)
        for number, group in enumerate(self._groups):
            for wording in group:
                self._exact[tuple(wording.split())].add(number)
                self._alike[tuple(map(stem, wording.split()))].add(number)
        self._longest = max(map(len, self._exact), default=0)
        self.words = frozenset(word for group in self._groups for wording in group for word in wording.split())

    def met(self, words: Sequence[str]) -> list[tuple[int, int, int]]:
        """The groups met in `words`: each with its number, and where its wording starts and ends.

        A wording that stands in a group as it was typed ("nursing") is not also taken for its kin ("nurse").
        """
        found = []
        for start in range(len(words)):
            for end in range(start + 1, min(start + self._longest, len(words)) + 1):
                typed = tuple(words[start:end])
                groups = self._exact.get(typed) or self._alike.get(tuple(map(stem, typed))) or set()
                found += [(number, start, end) for number in sorted(groups)]
        return found

    def things(self, words: Sequence[str]) -> list[Thing]:
        """What was said, thing by thing: wordings that a group knows, then the telling words that none does."""
        found: dict[str, set[str]] = {}
        covered: set[int] = set()
        for number, start, end in self.met(words):
            hers = " ".join(words[start:end])
            found.setdefault(hers, set()).update(self._groups[number] - {hers})
            covered.update(range(start, end))
        rest = telling([word for at, word in enumerate(words) if at not in covered], all_small=not found)
        return [Thing(hers, frozenset(others)) for hers, others in found.items()] + [
            Thing(word) for word in dict.fromkeys(rest)
        ]

    def concepts(self, words: Sequence[str]) -> dict[str, float]:
        """What `words` are about: stems of telling words in full, and the groups they belong to for a little less."""
        about = {stem(word): 1.0 for word in telling(words)}
        about.update({f"#{number}": GROUP_SHARE for number, _, _ in self.met(words)})
        return about


def split(text: str) -> list[str]:
    """The words of a text in lower case, without apostrophes: nobody types them at night."""
    return [word.replace("'", "") for word in WORD.findall(text.lower().replace("’", "'"))]


def telling(words: Sequence[str], *, all_small: bool = True) -> list[str]:
    """Without the small words; if nothing else is there, all of them where `all_small` says so."""
    left = [word for word in words if word not in SMALL_WORDS and not word.isdigit()]
    return left or (list(words) if all_small else [])


def stem(word: str) -> str:
    """A word without its ending: yell for yelled and yelling, baby for babies, feel for felt."""
    word = IRREGULAR.get(word, word)
    for ending, instead in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= LEFT_OF_A_WORD:
            word = word.removesuffix(ending) + instead
            break
    return word[:-1] if len(word) > LEFT_OF_A_WORD and word[-1] == word[-2] else word


def spelled(word: str, hers: frozenset[str], ours: frozenset[str]) -> str:
    """A misspelled word as the nearest known one with the same first letter; any other as it is.

    Words that she is known to search with (`hers`) go before those that only stand in our texts (`ours`): "tierd" is
    as near to "tied" as to "tired".
    """
    if word in hers or word in ours or len(word) <= 3:
        return word
    for known in (hers, ours):
        among = [other for other in known if other[0] == word[0]]
        nearest = process.extractOne(word, among, scorer=OSA.normalized_similarity, score_cutoff=SAME_WORD)
        if nearest:
            return nearest[0]
    return word
