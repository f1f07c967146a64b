"""What a practice must keep to beyond its form: where its steps lead, how long its texts are, and its language.

The names in `RULES` are those that findings bear; `docs/writing-a-practice.md` prints them, and a test compares.
"""

from collections.abc import Callable, Collection, Iterator, Sequence

from articles.finding import Finding
from articles.language import language_findings, reading_grade
from practices.definition import Definition
from practices.steps import END, HELP_SCREENS, PLACE, SECONDS, TAKEN, Step

RULES = {
    "practice-file-name": "The file is named after its slug.",
    "practice-path": "The path is one of those in paths.toml.",
    "practice-order": "No two practices have the same order.",
    "practice-unknown": "A practice that an article names is there.",
    "step-twice-named": "No two steps have the same name, and none has a name that the form uses itself.",
    "step-leads-nowhere": "Each `to` and `next` names a later step, `end`, or a help screen.",
    "step-never-reached": "Each step can be reached from the first.",
    "step-place": "A place such as {name} in a sentence is a step that is asked before it.",
    "step-needs": "Each kind of step has what it needs, and nothing that only another kind uses.",
    "step-label-twice": "No two options of a step have the same label.",
    "practice-grade": "The reading grade of all that a practice says is 8 or lower.",
    "practice-length": "The text below the keys has 300 words or fewer.",
}
MOST_WORDS = 300
HARDEST_GRADE = 8.0  # US school years, as for articles
# Rules of an article's language that ask for a whole page, and those that a screen of one sentence cannot keep.
PAGE_RULES = ("article-length", "content-note")
SCREEN_RULES = (*PAGE_RULES, "reading-grade", "sentence-mean", "second-person", "passive", "short-sentences")
MAY_USE = {
    "text": {"show"},
    "choice": {"options", "many", "own", "most", "without", "without_why", "cards"},
    "scale": {"options", "rows", "columns"},
    "timer": {"seconds", "ring", "then"},
    "words": {"most", "short", "without", "without_why"},
}
ONLY_SOME = set().union(*MAY_USE.values()) - {"most", "cards"}


def practice_findings(practice: Definition, paths: Collection[str]) -> list[Finding]:
    """Everything that is not right yet with one practice, in the order of its lines."""
    findings = [finding for rule in _EACH for finding in rule(practice)]
    if practice.path not in paths:
        findings.append(_error(practice.line_of("path"), "practice-path", f"paths.toml has no path {practice.path}."))
    return sorted(findings, key=lambda finding: (finding.line, finding.rule))


def shelf_findings(practices: Sequence[Definition]) -> Iterator[tuple[str, Finding]]:
    """What is wrong between practices, each with the name of the file it is told of."""
    first: dict[int, str] = {}
    for practice in practices:
        if (name := first.setdefault(practice.order, practice.name)) != practice.name:
            message = f"order {practice.order} is also that of {name}."
            yield practice.name, _error(practice.line_of("order"), "practice-order", message)


# --- One practice ----------------------------------------------------------------------------------------------------


def _form(practice: Definition) -> Iterator[Finding]:
    if practice.name != f"{practice.slug}.md":
        message = f"the slug asks for the file name {practice.slug}.md."
        yield _error(practice.line_of("slug"), "practice-file-name", message)
    if not practice.fits:
        yield _error(practice.line_of("fits"), "value", "fits names no situation: say when it can be done.")
    if (words := len(practice.body.split())) > MOST_WORDS:
        yield _error(practice.body_line, "practice-length", f"the text has {words} words; {MOST_WORDS} is the most.")


def _names(practice: Definition) -> Iterator[Finding]:
    seen: set[str] = set()
    for step in practice.steps:
        if step.id in seen or step.id in TAKEN:
            yield _error(step.line, "step-twice-named", f"the name {step.id} is taken.")
        seen.add(step.id)
        labels = [[option.label for option in group] for group in (step.options, *(c.options for c in step.columns))]
        for group in labels:
            if len(set(group)) < len(group):
                yield _error(step.line, "step-label-twice", f"two options of {step.id} have the same label.")


def _ways(practice: Definition) -> Iterator[Finding]:
    place = {step.id: at for at, step in enumerate(practice.steps)}
    reached = {practice.steps[0].id}
    for at, step in enumerate(practice.steps):
        targets = {target for target in (step.next, *(option.to for option in step.options)) if target}
        for target in sorted(targets):
            if target not in (END, *HELP_SCREENS) and place.get(target, -1) <= at:
                yield _error(step.line, "step-leads-nowhere", f"{step.id} leads to {target}, which is no later step.")
        if step.id not in reached:
            yield _error(step.line, "step-never-reached", f"no step leads to {step.id}.")
        everyone_elsewhere = step.options and all(option.to for option in step.options) and not step.own
        reached |= targets if everyone_elsewhere else targets | {step.next or practice.after(step)}


def _places(practice: Definition) -> Iterator[Finding]:
    before: set[str] = set()
    for step in practice.steps:
        for name, _optional in PLACE.findall(f"{step.ask} {step.show}"):
            if name not in before:
                yield _error(
                    step.line, "step-place", f"{step.id} has a place for {name}, which is not asked before it."
                )
        if step.is_asked and not step.rows:
            before.add(step.id)
    for name, _optional in PLACE.findall(practice.show):
        if name not in before:
            yield _error(practice.line_of("show"), "step-place", f"show has a place for {name}, which no step asks.")


def _needs(practice: Definition) -> Iterator[Finding]:
    for step in practice.steps:
        for message in _missing(step):
            yield _error(step.line, "step-needs", f"{step.id} {message}")
        for name in sorted(ONLY_SOME - MAY_USE[step.kind]):
            if getattr(step, name) not in ((), 0, "", False, "none"):
                yield _error(step.line, "step-needs", f"{step.id} is of the kind {step.kind}, which has no {name}.")


def _missing(step: Step) -> Iterator[str]:
    if step.kind == "choice" and len(step.options) < 2 and not (step.options and step.own):
        yield "needs two options, or one and a place for her own words."
    if step.kind == "scale" and bool(step.rows) != bool(step.columns):
        yield "needs both rows and columns, or neither."
    if step.kind == "scale" and not step.rows and len(step.options) < 2:
        yield "needs options in their order."
    if step.kind == "timer" and step.seconds not in SECONDS:
        yield f"has {step.seconds} seconds; it must be one of {', '.join(map(str, SECONDS))}."
    if step.without and not step.without_why:
        yield "says what may not stand in an answer, but not why: add without_why."
    if any("; " in option.label for column in step.columns for option in column.options):
        yield "has a semicolon in a column's option: choose other words."


# --- Its language ----------------------------------------------------------------------------------------------------


def spoken(practice: Definition) -> Iterator[tuple[int, str, bool]]:
    """Everything a practice says to her, as (line, text, is help in sight there)."""
    for key in ("summary", "when", "stop", "read_once", "while_holding", "end"):
        # The start screen and the end each have a way to help of their own.
        yield practice.line_of(key), str(getattr(practice, key)), True
    for step in practice.steps:
        help_in_sight = bool(step.help_line) or any(option.help or option.to in HELP_SCREENS for option in step.options)
        for text in (step.ask, step.text, step.hint, step.show, step.then, step.help_line, step.without_why):
            yield step.line, text, help_in_sight or practice.calls
        for option in step.options:
            yield step.line, f"“{option.label}”" + f" {option.hint}", help_in_sight or practice.calls
            yield step.line, option.says, help_in_sight


def _language(practice: Definition) -> Iterator[Finding]:
    yield from language_findings(
        practice.body,
        first_line=practice.body_line,
        audience="mother",
        help_first=practice.calls,
        content_note="",
        waivers=(*PAGE_RULES, *practice.waivers),
    )
    waivers = (*SCREEN_RULES, *practice.waivers)
    for line, text, help_in_sight in spoken(practice):
        for finding in language_findings(
            text, first_line=line, audience="mother", help_first=help_in_sight, content_note="", waivers=waivers
        ):
            yield Finding(line, finding.rule, finding.message, finding.level)
    told = [text for _line, text, _help in spoken(practice) if text.rstrip().endswith((".", "?", "."))]
    if (grade := round(reading_grade(_sentences(told)), 1)) > HARDEST_GRADE:
        yield _error(1, "practice-grade", f"reading grade {grade}: use shorter sentences and words.")


def _sentences(texts: Sequence[str]) -> list[str]:
    from articles.prose import split_sentences

    return [sentence.text for text in texts for sentence in split_sentences(text)]


_EACH: tuple[Callable[[Definition], Iterator[Finding]], ...] = (_form, _names, _ways, _places, _needs, _language)


def _error(line: int, rule: str, message: str) -> Finding:
    return Finding(line=line, rule=rule, message=message, level="error")
