"""What a check has to say about a manuscript, beside the part it is about."""

from dataclasses import dataclass

from articles.desk.kinds import Kind, kind_of
from articles.desk.parts import key_at
from articles.finding import Finding
from articles.models import Manuscript


@dataclass(frozen=True)
class Beside:
    """One finding of one part. `line` is the line within the part; `asks` is the rule in its own words."""

    key: str
    line: int
    level: str
    rule: str
    message: str
    asks: str


def findings_of(manuscript: Manuscript, *, among_all: bool = True) -> list[Beside]:
    """Everything that is not right yet with a manuscript, as publishing it today would find it."""
    kind = kind_of(manuscript)
    text = kind.as_published(manuscript, None)
    found = kind.findings(manuscript.file_name, text, among_all=among_all)
    return [_beside(kind, text, finding) for finding in found]


def by_part(findings: list[Beside]) -> dict[str, list[Beside]]:
    """The same by part. What belongs to no part that is shown stands under an empty key."""
    parts: dict[str, list[Beside]] = {}
    for finding in findings:
        parts.setdefault(finding.key, []).append(finding)
    return parts


def _beside(kind: Kind, text: str, finding: Finding) -> Beside:
    key, line = key_at(text, finding.line)
    shown = {part.key for part in kind.shown_parts()} | {"body"}
    if finding.rule in ("missing-key", "unknown-key") or key not in shown:
        # “the key title is missing.” is told of the first line: it belongs to the part it names.
        key = next((part for part in finding.message.split() if part in shown), "")
    return Beside(key, line, finding.level, finding.rule, finding.message, str(kind.rules.get(finding.rule, "")))
