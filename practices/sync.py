"""Files into rows, by the same rule as articles: what was edited on the site is kept, and nothing goes in silence.

A row is its text, so one comparison tells who changed it: articles need more, because their rows are taken apart into
fields. What stands for an outcome (`Report`, `Take`, `UnknownSlug`) is theirs.
"""

from collections.abc import Sequence
from difflib import unified_diff
from pathlib import Path

from django.db import transaction

from articles.export import Export, write_whole
from articles.models import Edition
from articles.sync import Report, Take, UnknownSlug
from practices.definition import Definition
from practices.models import Practice


class _OnlyChecking(Exception):
    """Rolls back what a check has done."""


def sync_practices(files: Sequence[Definition], *, take: dict[str, Take] | None = None, check: bool = False) -> Report:
    """Brings the rows in line with the files, all or nothing, and tells what it did. With `check`, writes nothing.

    `take` says for a slug whose text wins where both have changed. Raises UnknownSlug for one without a conflict.
    """
    report = Report()
    try:
        with transaction.atomic():
            _sync(files, dict(take or {}), report)
            if check:
                raise _OnlyChecking
    except _OnlyChecking:
        pass
    return report


def resolve(slug: str, file: Definition | None, side: Take) -> None:
    """Decides one conflict and leaves all else: `file` is the file as it stands, or None where it is gone.

    Raises UnknownSlug where no row has this slug.
    """
    report = Report()
    with transaction.atomic():
        row = Practice.objects.select_for_update().filter(slug=slug).first()
        if row is None:
            raise UnknownSlug(slug)
        if file is None:
            _file_is_gone(row, side, report)
        else:
            _both_changed(file, row, side, report)
        if report.changes_anything:
            Edition.turn()


def _sync(files: Sequence[Definition], take: dict[str, Take], report: Report) -> None:
    rows = {row.slug: row for row in Practice.objects.select_for_update()}
    there = {file.slug for file in files}
    for slug, row in rows.items():
        if slug not in there:
            _file_is_gone(row, take.pop(slug, None), report)
    for file in files:
        if known := rows.get(file.slug):
            _file_is_known(file, known, take, report)
        else:
            _write(Practice(slug=file.slug), file)
            report.created.append(file.slug)
    if take:
        raise UnknownSlug(", ".join(take))
    if report.changes_anything:
        Edition.turn()  # an article's page shows its practice's card, so both rooms share one edition


def _file_is_known(file: Definition, row: Practice, take: dict[str, Take], report: Report) -> None:
    file_changed, row_changed = file.file_text != row.file_text, row.text != row.file_text
    if not file_changed and not row_changed:
        report.unchanged.append(row.slug)
    elif row.text == file.file_text:
        # An export brought the file up to the site: nothing that anybody sees has changed.
        Practice.objects.filter(pk=row.pk).update(file_text=file.file_text)
        report.unchanged.append(row.slug)
    elif not row_changed:
        _show(report, row.slug, row.file_text, file.file_text)
        _write(row, file)
        report.updated.append(row.slug)
    elif not file_changed:
        _show(report, row.slug, row.file_text, row.text)
        report.kept.append(row.slug)
    else:
        _both_changed(file, row, take.pop(row.slug, None), report)


def _both_changed(file: Definition, row: Practice, taken: Take | None, report: Report) -> None:
    _show(report, row.slug, row.text, file.file_text)
    if taken == "file":
        _write(row, file)
        report.updated.append(row.slug)
    elif taken == "site":
        # From now on the file as it stands is the ancestor, and the row an edit of it.
        Practice.objects.filter(pk=row.pk).update(file_text=file.file_text)
        report.kept.append(row.slug)
    else:
        report.conflicts.append(row.slug)


def _file_is_gone(row: Practice, taken: Take | None, report: Report) -> None:
    if not row.file_text and taken != "file":
        report.kept.append(row.slug)  # lives on the site alone
    elif row.text == row.file_text or taken == "file":
        report.removed.append(row.slug)
        row.delete()
    elif taken == "site":
        Practice.objects.filter(pk=row.pk).update(file_text="")
        report.kept.append(row.slug)
    else:
        _show(report, row.slug, row.file_text, row.text)
        report.conflicts.append(row.slug)


def _write(row: Practice, file: Definition) -> None:
    row.order, row.text, row.file_name, row.file_text = file.order, file.file_text, file.name, file.file_text
    row.save()


def _show(report: Report, slug: str, before: str, after: str) -> None:
    lines = unified_diff(before.splitlines(), after.splitlines(), f"{slug}: before", f"{slug}: after", lineterm="")
    report.differences[slug] = "\n".join(lines)


def export_practices(folder: Path) -> Export:
    """Writes every practice into `folder`. Raises OSError when the folder cannot be written."""
    folder.mkdir(parents=True, exist_ok=True)
    result = Export()
    for row in Practice.objects.order_by("file_name"):
        path, data = folder / row.file_name, row.text.encode()
        if path.is_file() and path.read_bytes() == data:
            result.unchanged.append(path.name)
        else:
            write_whole(path, data)
            result.written.append(path.name)
    return result
