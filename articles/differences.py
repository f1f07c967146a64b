"""What became of a text, in plain view: words taken out and words put in, with a little of what stands around them."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

TOKEN = re.compile(r"\n+|\S+[^\S\n]*|[^\S\n]+")  # a word with the space behind it, or the end of lines
AROUND = 120  # characters of unchanged text on either side of a change
LEFT_OUT = " … "


@dataclass(frozen=True)
class Piece:
    """A run of words: `same`, `out` for what was taken out, `in` for what was put in."""

    kind: Literal["same", "out", "in"]
    words: str


def words_between(before: str, after: str) -> list[Piece]:
    """How one text became another, word by word; empty where they are the same."""
    if before == after:
        return []
    old, new = TOKEN.findall(before), TOKEN.findall(after)
    pieces: list[Piece] = []
    for act, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if act == "equal":
            pieces.append(Piece("same", "".join(old[a:b])))
            continue
        if b > a:
            pieces.append(Piece("out", "".join(old[a:b])))
        if d > c:
            pieces.append(Piece("in", "".join(new[c:d])))
    return [_shortened(piece, at == 0, at == len(pieces) - 1) for at, piece in enumerate(pieces)]


def _shortened(piece: Piece, is_first: bool, is_last: bool) -> Piece:  # noqa: FBT001 - where it stands
    """An unchanged run keeps its ends: the first one only its last words, the last one only its first."""
    words = piece.words
    if piece.kind != "same" or len(words) <= 2 * AROUND:
        return piece
    start = "" if is_first else words[:AROUND].rsplit(" ", 1)[0]
    end = "" if is_last else words[-AROUND:].split(" ", 1)[-1]
    return Piece("same", f"{start}{LEFT_OUT}{end}")
