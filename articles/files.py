"""Content files on the disk: found, and read as text, with a clear word on what cannot be read."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from articles.finding import Finding

MOST_BYTES = 200_000


@dataclass(frozen=True)
class RawFile:
    """One file of a content folder: its name and its text, or what is wrong with it."""

    name: str
    text: str = ""
    finding: Finding | None = None


def raw_files(folder: Path, content: Path) -> Iterator[RawFile]:
    """Every Markdown file of `folder` in the order of names. `content` is the folder that no link may lead out of."""
    if not folder.is_dir():
        return
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or path.name == "README.md":
            continue
        yield _raw_file(path, content)


def _raw_file(path: Path, content: Path) -> RawFile:
    if path.suffix != ".md":
        return _refuse(path, "file-kind", "only files that end in .md belong in this folder.")
    if path.is_symlink() and not path.resolve().is_relative_to(content.resolve()):
        return _refuse(path, "link-out", "this is a symbolic link that leads out of content/.")
    if not path.is_file():
        return _refuse(path, "file-kind", "this is not a file.")
    try:
        if path.stat().st_size > MOST_BYTES:
            return _refuse(path, "file-size", f"the file has more than {MOST_BYTES:,} bytes: too long for a page.")
        return RawFile(path.name, path.read_bytes().decode("utf-8"))
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        return _refuse(path, "not-utf-8", "the file is not UTF-8 text: save it as UTF-8.", line)
    except OSError as error:
        return _refuse(path, "unreadable", f"the file cannot be read ({error.strerror}).")


def _refuse(path: Path, rule: str, message: str, line: int = 1) -> RawFile:
    return RawFile(path.name, finding=Finding(line=line, rule=rule, message=message, level="error"))
