"""`manage.py sync_articles [--check] [--take file|site SLUG]`: content/ into the database, all or nothing.

Stands in config/ because it fills two rooms, and `articles` may not know `practices`.
"""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from articles.library import read_shelf
from articles.models import Article
from articles.paths import PathsError
from articles.references import ReferencesError
from articles.sync import Report, Take, UnknownSlug, sync
from practices.library import read_practices
from practices.models import Practice
from practices.sync import sync_practices

OUTCOMES = ("created", "updated", "renamed", "removed", "kept", "conflicts")


class Command(BaseCommand):
    help = "Brings content/ into the database. What was edited on the site is kept; where both changed, you decide."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="write nothing and show the differences")
        parser.add_argument(
            "--take",
            nargs=2,
            action="append",
            default=[],
            metavar=("file|site", "SLUG"),
            help="where file and site have both changed, whose text of SLUG to take",
        )

    def handle(self, *args: Any, check: bool, take: list[list[str]], **options: Any) -> None:
        for side, _slug in take:
            if side not in ("file", "site"):
                raise CommandError(f"--take says file or site, not {side}.")
        reports = self._sync({slug: side for side, slug in take}, check=check)  # type: ignore[misc]
        conflicts = [slug for report in reports.values() for slug in report.conflicts]
        for what, report in reports.items():
            self._tell(what, report, check=check)
        if conflicts:
            raise CommandError(
                "File and site have both changed: look at the difference above, then say "
                f"--take file {conflicts[0]} or --take site {conflicts[0]}."
            )

    def _sync(self, take: dict[str, Take], *, check: bool) -> dict[str, Report]:
        try:
            articles = read_shelf(settings.CONTENT_DIR, trusted=Article.objects.values_list("file_text", flat=True))
            practices = read_practices(
                settings.CONTENT_DIR,
                articles=articles.articles,
                trusted=Practice.objects.values_list("file_text", flat=True),
            )
        except (PathsError, ReferencesError) as error:
            raise CommandError(f"Nothing was changed. {error}") from None
        errors = [*articles.errors, *practices.errors]
        for name, finding in errors:
            self.stderr.write(f"{name}:{finding.line}: {finding.rule}: {finding.message}")
        if errors:
            raise CommandError(f"Nothing was changed: {len(errors)} to mend in content/.")
        of_practices = {practice.slug for practice in practices.practices}
        of_practices.update(Practice.objects.values_list("slug", flat=True))
        here = {slug: side for slug, side in take.items() if slug in of_practices}
        rest = {slug: side for slug, side in take.items() if slug not in of_practices}
        try:
            with transaction.atomic():
                return {
                    "Articles": sync(articles.articles, take=rest, check=check),
                    "Practices": sync_practices(practices.practices, take=here, check=check),
                }
        except UnknownSlug as error:
            raise CommandError(f"Nothing was changed: no conflict in {error}.") from None

    def _tell(self, what: str, report: Report, *, check: bool) -> None:
        shown = (
            report.differences
            if check
            else {
                slug: report.differences[slug]
                for slug in (*report.kept, *report.conflicts)
                if slug in report.differences
            }
        )
        for difference in shown.values():
            self.stdout.write(difference)
        for outcome in OUTCOMES:
            for slug in getattr(report, outcome):
                self.stdout.write(f"  {'both changed' if outcome == 'conflicts' else outcome}: {slug}")
        counts = ", ".join(f"{len(getattr(report, outcome))} {outcome}" for outcome in (*OUTCOMES, "unchanged"))
        self.stdout.write(f"{what}{' (nothing written)' if check else ''}: {counts}.")
