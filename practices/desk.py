"""Practices on the editors' desk."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from articles import language
from articles.content import ContentError
from articles.desk.kinds import Disagreement, Kind, path_options
from articles.desk.parts import Part, Typed
from articles.files import raw_files
from articles.finding import Finding
from articles.models import Edition, Manuscript
from articles.paths import library
from articles.sync import Take
from practices import rules
from practices.definition import Definition, parse
from practices.library import folder
from practices.models import Practice
from practices.sync import resolve
from practices.views import start_page

PARTS = (
    Part("title", _("Title")),
    Part("quiet_title", _("Quiet title"), _("For the browser's tab, where the subject is sensitive."), optional=True),
    Part("slug", _("Address"), _("Lower-case words with hyphens. Once published it stays: people bookmark it.")),
    Part("path", _("Path"), form="choice", options=path_options, group="place"),
    Part("order", _("Place in the list"), form="number", group="place"),
    Part("minutes", _("Minutes"), form="number", group="place"),
    Part("summary", _("Summary"), _("One or two short sentences, for the list."), form="text"),
    Part("when", _("When it fits"), form="text"),
    Part("stop", _("When to stop"), form="text"),
    Part("read_once", _("To read once, and then do without the screen"), form="text"),
    Part("fits", _("Fits"), _("One a line: holding, arms-free, cannot-settle, baby-away."), form="list", group="place"),
    Part("screen", _("Screen"), form="choice", options=lambda: [("plain", _("plain")), ("dim", _("dim"))],
         group="place", optional=True),
    Part("calls", _("Call buttons on every screen"), form="yes-no", group="place", optional=True),
    Part("keep", _("Answers may be kept in the journal"), form="yes-no", group="place"),
    Part("note", _("Is the note for an appointment"), form="yes-no", group="place", optional=True),
    Part("while_holding", _("Last line for somebody who holds the baby"), form="text", optional=True),
    Part("show", _("Card to show"), _("{name} stands for an answer."), form="text", optional=True),
    Part("end", _("The end"), form="text", optional=True),
    Part("steps", _("Steps"), _("One screen each, as docs/writing-a-practice.md explains."), form="own"),
    Part("updated", "", group=""),
    Part("clinical_review", "", form="own", group=""),
    Part("waivers", _("Waivers"), _("A rule's name, a colon and the reason, one a line."), form="own", group="dates",
         optional=True),
)  # fmt: skip


class PracticeKind(Kind):
    """Practices: rows of `Practice`, files of `content/en/practices`. A row is its whole text."""

    name = Manuscript.Kind.PRACTICE
    parts = PARTS
    rules = language.RULES | rules.RULES

    def public_text(self, slug: str) -> str:
        return Practice.objects.filter(slug=slug).values_list("text", flat=True).first() or ""

    def slugs(self) -> set[str]:
        return set(Practice.objects.values_list("slug", flat=True))

    def address(self, slug: str) -> str:
        return f"/practice/{slug}/"

    def begin(self) -> dict[str, Typed]:
        return super().begin() | {"keep": "true", "screen": "plain"}

    def findings(self, name: str, text: str, *, among_all: bool) -> list[Finding]:
        try:
            practice = parse(name, text)
        except ContentError as error:
            return error.findings
        found = rules.practice_findings(practice, [path.slug for path in library().paths])
        if among_all:
            others = [row.definition for row in Practice.objects.exclude(file_name=name)]
            found += [finding for where, finding in rules.shelf_findings([*others, practice]) if where == name]
        return found

    def fingerprint(self, name: str, text: str) -> str:
        return parse(name, text).fingerprint

    def publish(self, slug: str, text: str, *, why: str, user: Any) -> None:
        name = f"{slug}.md"
        row = Practice.objects.filter(slug=slug).first() or Practice(slug=slug, file_name=name, file_text="")
        row.order, row.text = parse(name, text).order, text
        row.save()
        Edition.turn()

    def preview(self, request: HttpRequest, name: str, text: str, *, is_draft: bool) -> HttpResponse:
        return start_page(request, parse(name, text), is_draft=is_draft)

    def disagreements(self) -> list[Disagreement]:
        files = self._files()
        return [found for row in Practice.objects.all() if (found := _compared(row, files.get(row.slug)))]

    def decide(self, slug: str, side: Take) -> None:
        resolve(slug, self._files().get(slug), side)

    def _files(self) -> dict[str, Definition]:
        """The files as they stand, by slug. Raises ContentError for one that cannot be read."""
        found = {}
        for raw in raw_files(folder(settings.CONTENT_DIR), settings.CONTENT_DIR):
            if raw.finding:
                raise ContentError(raw.name, [raw.finding])
            practice = parse(raw.name, raw.text)
            found[practice.slug] = practice
        return found


def _compared(row: Practice, file: Definition | None) -> Disagreement | None:
    """Where this row and its file are not the same text. What only the file says comes in by the next sync."""
    file_text = file.file_text if file else ""
    if row.text in (row.file_text, file_text):
        return None
    both = bool(row.file_text) and file_text != row.file_text
    return Disagreement(Manuscript.Kind.PRACTICE, row.slug, row.definition.title, row.text, file_text, both)
