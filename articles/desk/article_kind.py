"""Articles on the desk."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from articles import language, rules, safe_html
from articles.content import ArticleFile, ContentError, dump, parse
from articles.desk.kinds import Disagreement, Kind, path_options
from articles.desk.parts import Part, Typed, take_apart
from articles.export import file_text
from articles.files import raw_files
from articles.finding import Finding
from articles.models import Article, Edition, Manuscript, field_values
from articles.page import article_page
from articles.paths import library
from articles.references import references
from articles.reviewed import fingerprint
from articles.sync import Take, is_edited, resolve

PARTS = (
    Part("title", _("Title"), _("A question, or words she would use.")),
    Part("quiet_title", _("Quiet title"), _("For the browser's tab, where the subject is sensitive."), optional=True),
    Part("slug", _("Address"), _("Lower-case words with hyphens. Once published it stays: people bookmark it.")),
    Part("path", _("Path"), form="choice", options=path_options, group="place"),
    Part("order", _("Step on the path"), form="number", group="place"),
    Part("summary", _("Summary"), _("60 words at most. Search engines show it."), form="text"),
    Part("main_message", _("Main message"), _("One sentence. The first thing she reads."), form="text"),
    Part(
        "audience",
        _("For"),
        form="choice",
        options=lambda: [(str(value), str(words)) for value, words in Article.Audience.choices],
        group="place",
    ),
    Part("topics", _("Topics"), _("One a line."), form="list", group="place"),
    Part("search_words", _("How she would say it"), _("One a line. Search finds the page by them."), form="list"),
    Part("claims", _("Claims"), _("Numbers of the ledger, one a line: C02, or C40c if corrected."), form="list"),
    Part("references", _("Sources"), _("Ids from the list of sources, one a line."), form="references"),
    Part("practice", _("Practice"), _("The address of a practice, or “none: ” and why."), group="place"),
    Part("prompts", _("Words to write about"), _("Up to three, one a line."), form="list"),
    Part("related", _("Related articles"), _("Up to four addresses, one a line."), form="list", group="place"),
    Part("content_note", _("Content note"), _("Before birth trauma, loss, harm."), form="text", optional=True),
    Part("help_first", _("Help first"), _("A short page that leads to help and asks for nothing."), form="yes-no",
         group="place", optional=True),
    Part("published", _("Published"), _("A day to come keeps it closed until then."), form="day", group="dates"),
    Part("updated", "", group=""),
    Part("review_due", _("Review due"), _("Within 12 months."), form="day", group="dates"),
    Part("version", "", group=""),
    Part("what_changed", "", group="", optional=True),
    Part("authors", _("Written by"), _("One a line."), form="list", group="dates"),
    Part("clinical_review", "", form="own", group=""),
    Part("funding", _("Paid for by"), group="dates"),
    Part("conflicts", _("Conflicts of interest"), group="dates"),
    Part("waivers", _("Waivers"), _("A rule's name, a colon and the reason, one a line."), form="own", group="dates",
         optional=True),
)  # fmt: skip


class ArticleKind(Kind):
    """Articles: rows of `Article`, files of `content/en/articles`."""

    name = Manuscript.Kind.ARTICLE
    parts = PARTS
    rules = rules.RULES | language.RULES

    def public_text(self, slug: str) -> str:
        row = Article.objects.filter(slug=slug).first()
        return file_text(row) if row else ""

    def slugs(self) -> set[str]:
        return set(Article.objects.values_list("slug", flat=True))

    def address(self, slug: str) -> str:
        return f"/articles/{slug}/"

    def findings(self, name: str, text: str, *, among_all: bool) -> list[Finding]:
        try:
            article = parse(name, text)
        except ContentError as error:
            return error.findings
        around = rules.Surroundings(
            library=library(),
            references=references(),
            drawings=safe_html.drawing_names(),
            slugs=frozenset(self.slugs() | {article.slug}),
        )
        found = rules.article_findings(article, around)
        if among_all:
            rows = Article.objects.exclude(file_name=name)
            others = [ArticleFile(row.file_name, "", field_values(row), 1) for row in rows]
            found += [finding for where, finding in rules.library_findings([*others, article]) if where == name]
        return found

    def fingerprint(self, name: str, text: str) -> str:
        return fingerprint(parse(name, text).values)

    def set_by_publishing(self, fields: dict[str, Typed], manuscript: Manuscript, why: str) -> dict[str, Typed]:
        fields["what_changed"] = why
        fields["version"] = "1.0"
        if manuscript.public_text:
            before = take_apart(manuscript.public_text).fields
            major, _dot, minor = str(before["version"]).partition(".")
            fields["version"] = f"{major}.{int(minor) + 1}"
        return fields

    def publish(self, slug: str, text: str, *, why: str, user: Any) -> None:
        name = f"{slug}.md"
        row = Article.objects.filter(slug=slug).first() or Article(file_name=name, file_text="")
        for key, value in parse(name, text).values.items():
            setattr(row, key, value)
        row._history_user = user
        row._change_reason = why
        row.save()
        Edition.turn()

    def preview(self, request: HttpRequest, name: str, text: str, *, is_draft: bool) -> HttpResponse:
        article = Article(**parse(name, text).values)
        steps = [step for step in Article.objects.published().on_path(article.path) if step.slug != article.slug]
        steps = sorted([*steps, article], key=lambda step: (step.order, step.slug != article.slug))
        return article_page(request, article, steps, is_draft=is_draft)

    def disagreements(self) -> list[Disagreement]:
        files = self._files()
        return [found for row in Article.objects.all() if (found := _compared(row, files.get(row.file_name)))]

    def decide(self, slug: str, side: Take) -> None:
        row = Article.objects.get(slug=slug)
        resolve(slug, self._files().get(row.file_name), side)

    def _files(self) -> dict[str, ArticleFile]:
        """The files as they stand. Raises ContentError for one that cannot be read."""
        found = {}
        for raw in raw_files(settings.CONTENT_DIR / self.in_language / "articles", settings.CONTENT_DIR):
            if raw.finding:
                raise ContentError(raw.name, [raw.finding])
            found[raw.name] = parse(raw.name, raw.text)
        return found


def _compared(row: Article, file: ArticleFile | None) -> Disagreement | None:
    """Where this row and its file are not the same text. What only the file says comes in by the next sync."""
    if not is_edited(row) or (file is not None and file.values == field_values(row)):
        return None
    both = bool(row.file_text) if file is None else file.text != row.file_text
    site_text = dump(field_values(row))
    return Disagreement(Manuscript.Kind.ARTICLE, row.slug, row.title, site_text, file.text if file else "", both)
