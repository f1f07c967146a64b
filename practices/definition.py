"""A practice as a file: what stands above its text, its steps, and how both are read.

Pure: a text comes in, and a `Definition` goes out or a `ContentError` that names file, line and rule. What a practice
must keep to beyond its form is said in `rules`.
"""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from articles.content import ContentError, clinical_review
from articles.desk.parts import take_apart
from articles.finding import Finding
from articles.front_matter import (
    Key,
    choice,
    day,
    list_of,
    pairs,
    read,
    slug,
    split,
    text,
    truth,
    whole_number,
)
from articles.reviewed import fingerprint, is_current
from practices.steps import Step, StepsRead, read_steps

SITUATIONS = ("holding", "arms-free", "cannot-settle", "baby-away")

KEYS = (
    Key("title", text(most=80)),
    Key("quiet_title", text(most=80), required=False),
    Key("slug", slug),
    Key("path", slug),
    Key("order", whole_number),
    Key("minutes", whole_number),
    Key("summary", text(most=160)),
    Key("when", text(most=300)),
    Key("stop", text(most=400)),
    Key("read_once", text(most=900)),
    Key("fits", list_of(choice(*SITUATIONS))),
    Key("screen", choice("plain", "dim"), required=False, default="plain"),
    Key("calls", truth, required=False, default=False),
    Key("keep", truth),
    Key("note", truth, required=False, default=False),
    Key("while_holding", text(most=300), required=False),
    Key("show", text(most=300), required=False),
    Key("end", text(most=900), required=False),
    Key("steps", read_steps),
    Key("updated", day),
    Key("clinical_review", clinical_review),
    Key("waivers", pairs, required=False, default={}),
)


@dataclass(frozen=True)
class Definition:
    """A practice that was read. `body` is Markdown; lines are those of the file."""

    name: str
    file_text: str
    body: str
    body_line: int
    title: str
    quiet_title: str
    slug: str
    path: str
    order: int
    minutes: int
    summary: str
    when: str
    stop: str
    read_once: str
    fits: list[str]
    screen: str
    calls: bool
    keep: bool
    note: bool
    while_holding: str
    show: str
    end: str
    steps: tuple[Step, ...]
    updated: date
    clinical_review: dict[str, str]
    waivers: dict[str, str]

    def step(self, identity: str) -> Step:
        """The step of that name. Raises KeyError."""
        for step in self.steps:
            if step.id == identity:
                return step
        raise KeyError(identity)

    def after(self, step: Step) -> str:
        """The name of the step that follows in the file, or `end`."""
        at = self.steps.index(step) + 1
        return self.steps[at].id if at < len(self.steps) else "end"

    @property
    def fingerprint(self) -> str:
        """What tells this text from another for a review, whatever publishing sets beside it."""
        apart = take_apart(self.file_text)
        return fingerprint(apart.fields | {"body": apart.body})

    @property
    def review_is_current(self) -> bool:
        """Whether a clinician has reviewed this very text, and not one before it."""
        review = {"clinical_review": self.clinical_review, "updated": self.updated}
        named = self.clinical_review.get("text")
        return named == self.fingerprint if named else is_current(review)

    def line_of(self, key: str) -> int:
        """The line of a key of the front matter; the first line where it was left out."""
        for number, line in enumerate(self.file_text.splitlines()[: self.body_line], 1):
            if line.startswith(f"{key}:"):
                return number
        return 1


@lru_cache(maxsize=256)
def parse(name: str, file_text: str) -> Definition:
    """Reads one practice. Raises ContentError with everything that is wrong with its form."""
    parts = split(file_text)
    if isinstance(parts, Finding):
        raise ContentError(name, [parts])
    values, findings = read(parts.front, KEYS)
    steps = values.get("steps") or StepsRead()
    findings += steps.findings
    if not parts.body.strip():
        findings.append(Finding(parts.body_line, "empty", "the practice has no text below its keys.", "error"))
    if findings:
        raise ContentError(name, sorted(findings, key=lambda finding: finding.line))
    values["steps"] = steps.steps
    return Definition(name=name, file_text=file_text, body=parts.body, body_line=parts.body_line, **values)
