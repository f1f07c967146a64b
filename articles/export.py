"""Rows back into files: byte for byte where nothing changed, else keys in a fixed order and the body untouched."""

import os
from dataclasses import dataclass, field
from pathlib import Path

from articles.content import dump, parse
from articles.models import Article, field_values


@dataclass
class Export:
    """File names by what happened to them."""

    written: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)


def file_text(row: Article) -> str:
    """The file that this row stands for."""
    if row.file_text and parse(row.file_name, row.file_text).values == field_values(row):
        return row.file_text
    return dump(field_values(row))


def export(folder: Path) -> Export:
    """Writes every article into `folder`. Raises OSError when the folder cannot be written."""
    folder.mkdir(parents=True, exist_ok=True)
    result = Export()
    for row in Article.objects.order_by("file_name"):
        path, data = folder / row.file_name, file_text(row).encode()
        if path.is_file() and path.read_bytes() == data:
            result.unchanged.append(path.name)
            continue
        write_whole(path, data)
        result.written.append(path.name)
    return result


def write_whole(path: Path, data: bytes) -> None:
    """Whoever reads the file meanwhile finds the old text or the new one, never half of it."""
    draft = path.with_name(f".{path.name}.new")
    draft.write_bytes(data)
    os.replace(draft, path)
