"""A practice's answers as they travel to the journal and back: pairs of question and answer, and the same as one text.

`reflections` may use both functions: the text is what a page of the journal holds, and the pairs are what the form
“do it again” sends (see docs/keeping-answers.md).
"""

import re
from collections.abc import Sequence

Pairs = list[tuple[str, str]]


def as_text(pairs: Sequence[tuple[str, str]]) -> str:
    """Each question on a line of its own, its answer below, a blank line between two of them."""
    # A blank line inside an answer would part it from its question.
    return "\n\n".join("\n".join((question, re.sub(r"\n\s*\n", "\n", said))) for question, said in pairs)


def as_pairs(text: str) -> Pairs:
    """The pairs of a text that `as_text` made. A part without an answer is left out. Raises nothing."""
    parts = [part.strip("\n").partition("\n") for part in re.split(r"\n\s*\n", text.replace("\r\n", "\n"))]
    return [(question, said) for question, _, said in parts if question.strip() and said.strip()]
