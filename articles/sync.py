"""Files into rows: `content/` as it is, what was edited on the site kept, and nothing overwritten in silence.

Each row remembers the text of its file as last synced. That text is the common ancestor: a file that differs from it
was changed in the folder, a row that differs from it was changed on the site, and when both did, a person decides.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import unified_diff
from typing import Literal

from django.db import transaction

from articles.content import ArticleFile, dump, parse
from articles.models import Article, Edition, FormerSlug, field_values

Take = Literal["file", "site"]
FROM_ITS_FILE = "Brought in from its file"  # why, in the history of a text


@dataclass
class Report:
    """What a sync did, or with `check` would do: slugs by outcome, and the differences worth showing."""

    created: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    renamed: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)
    differences: dict[str, str] = field(default_factory=dict)

    @property
    def changes_anything(self) -> bool:
        return bool(self.created or self.updated or self.renamed or self.removed)


class UnknownSlug(Exception):
    """`--take` names a slug that is in conflict nowhere."""


class _OnlyChecking(Exception):
    """Rolls back what a check has done."""


def sync(files: Sequence[ArticleFile], *, take: dict[str, Take] | None = None, check: bool = False) -> Report:
    """Brings the rows in line with the files, all or nothing, and tells what it did. With `check`, writes nothing.

    `take` says for a slug whose text wins where both have changed. Raises UnknownSlug for one without a conflict.
    """
    try:
        with transaction.atomic():
            report = _Sync(files, dict(take or {})).run()
            if check:
                raise _OnlyChecking
    except _OnlyChecking:
        pass
    return report


def resolve(slug: str, file: ArticleFile | None, side: Take) -> None:
    """Decides one conflict and leaves all else: `file` is the file as it stands, or None where it is gone.

    Raises UnknownSlug where no row has this slug.
    """
    with transaction.atomic():
        decision = _Sync([], {slug: side})
        row = next((row for row in decision.rows.values() if row.slug == slug), None)
        if row is None:
            raise UnknownSlug(slug)
        if file is None:
            decision.file_is_gone(row)
        else:
            decision.both_changed(file, row)
        if decision.report.changes_anything:
            Edition.turn()


def is_edited(row: Article) -> bool:
    """Was this row changed on the site since its file was last read? A row that never had a file counts as edited."""
    return not row.file_text or field_values(row) != parse(row.file_name, row.file_text).values


class _Sync:
    def __init__(self, files: Sequence[ArticleFile], take: dict[str, Take]) -> None:
        self.files = files
        self.take = take
        self.report = Report()
        self.rows = {row.file_name: row for row in Article.objects.select_for_update()}
        self.fresh = {file.name: file for file in files if file.name not in self.rows}

    def run(self) -> Report:
        gone = self._follow_moved_files()
        for file_name in gone:
            self.file_is_gone(self.rows[file_name])
        for file in self.files:
            if file.name in self.rows:
                self._file_is_known(file, self.rows[file.name])
            else:
                self._create(file)
        if self.take:
            raise UnknownSlug(", ".join(self.take))
        if self.report.changes_anything:
            Edition.turn()
        return self.report

    def _follow_moved_files(self) -> list[str]:
        """A file that is gone while one with the same text came was moved: the row moves with it."""
        there = {file.name for file in self.files}
        gone = [name for name, row in self.rows.items() if name not in there and row.file_text]
        for old in list(gone):
            row = self.rows[old]
            body = parse(old, row.file_text).body
            moved = next((file for file in self.fresh.values() if file.body == body), None)
            if moved:
                gone.remove(old)
                del self.fresh[moved.name], self.rows[old]
                self.rows[moved.name] = row
                row.file_name = moved.name
                row.save(update_fields=["file_name"])
        return gone

    def _file_is_known(self, file: ArticleFile, row: Article) -> None:
        file_changed, row_changed = file.text != row.file_text, is_edited(row)
        if not file_changed and not row_changed:
            self.report.unchanged.append(row.slug)
        elif field_values(row) == file.values:
            # The same text in another form, such as an export's: nothing that anybody reads has changed.
            Article.objects.filter(pk=row.pk).update(file_text=file.text)
            self.report.unchanged.append(row.slug)
        elif not row_changed:
            self._update(file, row)
        elif not file_changed:
            self.report.kept.append(row.slug)
            self._show(row.slug, file.text, dump(field_values(row)))
        else:
            self.both_changed(file, row)

    def both_changed(self, file: ArticleFile, row: Article) -> None:
        taken = self.take.pop(row.slug, None) or self.take.pop(file.slug, None)
        self._show(row.slug, dump(field_values(row)), file.text, old="the site", new="the file")
        if taken == "file":
            self._update(file, row)
        elif taken == "site":
            # From now on the file as it stands is the ancestor, and the row an edit of it.
            Article.objects.filter(pk=row.pk).update(file_text=file.text)
            self.report.kept.append(row.slug)
        else:
            self.report.conflicts.append(row.slug)

    def file_is_gone(self, row: Article) -> None:
        if not is_edited(row) or self.take.get(row.slug) == "file":
            self.take.pop(row.slug, None)
            self.report.removed.append(row.slug)
            row.delete()
        elif self.take.pop(row.slug, None) == "site":
            Article.objects.filter(pk=row.pk).update(file_text="")  # an article that lives on the site alone
            self.report.kept.append(row.slug)
        else:
            self.report.conflicts.append(row.slug)
            self._show(row.slug, row.file_text, dump(field_values(row)), old="the file, now gone", new="the site")

    def _create(self, file: ArticleFile) -> None:
        FormerSlug.objects.filter(slug=file.slug).delete()
        row = Article(**file.values, file_name=file.name, file_text=file.text)
        row._change_reason = FROM_ITS_FILE
        row.save()
        self.report.created.append(file.slug)

    def _update(self, file: ArticleFile, row: Article) -> None:
        old_slug = row.slug
        self._show(old_slug, row.file_text, file.text)
        for key, value in file.values.items():
            setattr(row, key, value)
        row.file_text = file.text
        FormerSlug.objects.filter(slug=file.slug).delete()
        row._change_reason = FROM_ITS_FILE
        row.save()
        if old_slug == file.slug:
            self.report.updated.append(file.slug)
        else:
            FormerSlug.objects.update_or_create(slug=old_slug, defaults={"article": row})
            self.report.renamed.append(f"{old_slug} -> {file.slug}")

    def _show(self, slug: str, before: str, after: str, *, old: str = "before", new: str = "after") -> None:
        lines = unified_diff(before.splitlines(), after.splitlines(), f"{slug}: {old}", f"{slug}: {new}", lineterm="")
        self.report.differences[slug] = "\n".join(lines)
