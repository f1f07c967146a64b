"""Reading an exported ZIP piece by piece: one page is in memory at a time, however far the file swells.

A ZIP of half a megabyte can unpack to half a gigabyte of brackets, which a JSON parser would turn into many times that
in memory. So the file is walked: what stands in its lists is handed out one at a time, each of a bounded size.
"""

import codecs
import io
import json
import zipfile
import zlib
from collections.abc import Iterator
from json.decoder import WHITESPACE  # type: ignore[attr-defined]  # what JSON itself skips, at its speed
from typing import Any

LARGEST_UNPACKED = 512 * 1024 * 1024  # bytes, of all files together
MOST_FILES = 100_000
MOST_PIECES = 200_000  # each takes time, however small it is
LARGEST_PIECE = 4 * 1024 * 1024  # characters of JSON: more than 100,000 letters take in any spelling
AT_ONCE = 64 * 1024  # bytes unpacked at a time
_FILE_ENTRY = b"PK\x01\x02"  # each file's line in a ZIP's own list


class NotWhole(Exception):
    """The file is no ZIP, or not all of one."""


class TooLarge(Exception):
    """The ZIP holds too many files, or unpacks to too much."""


class Strange(Exception):
    """A ZIP, and not one of ours."""


def pieces(file: bytes, name: str) -> Iterator[tuple[str, Any]]:
    """What stands in the JSON object `name` of a ZIP: (key, value), and for a list once for each thing in it.

    Raises NotWhole, TooLarge, Strange, at any point: keep nothing before the end.
    """
    try:
        if file.count(_FILE_ENTRY) > MOST_FILES:  # asked before zipfile makes an object of each
            raise TooLarge
        with zipfile.ZipFile(io.BytesIO(file)) as archive:
            _check_size_and_names(archive)
            with archive.open(name) as unpacked:
                for number, pair in enumerate(_Walk(unpacked).pairs()):
                    if number == MOST_PIECES:
                        raise TooLarge
                    yield pair
    except (KeyError, ValueError, RecursionError):  # RecursionError is a RuntimeError, so it stands first
        raise Strange from None
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError):
        raise NotWhole from None


def _check_size_and_names(archive: zipfile.ZipFile) -> None:
    """What the file says of itself, before anything is unpacked; its lies zipfile notices by size and checksum."""
    files = archive.infolist()
    if sum(file.file_size for file in files) > LARGEST_UNPACKED:
        raise TooLarge
    for file in files:
        if file.filename.startswith(("/", "\\")) or ".." in file.filename.replace("\\", "/").split("/"):
            raise Strange


class _Walk:
    """A place in a JSON text of which only a window is in memory. Raises ValueError where the text is not JSON."""

    def __init__(self, unpacked: Any) -> None:
        self.unpacked = unpacked
        self.decode = codecs.getincrementaldecoder("utf-8")().decode
        self.read_value = json.JSONDecoder().raw_decode
        self.window, self.at, self.is_all = "", 0, False

    def pairs(self) -> Iterator[tuple[str, Any]]:
        self.take("{")
        while not self.next_is("}"):
            key = self.value()
            if not isinstance(key, str):
                raise ValueError(key)
            self.take(":")
            yield from ((key, value) for value in self.values())
            if not self.next_is("}"):
                self.take(",")
        self.take("}")
        if self.peek():
            raise ValueError("more than one object")

    def values(self) -> Iterator[Any]:
        """The next value; if it is a list, what stands in it."""
        if not self.next_is("["):
            yield self.value()
            return
        self.take("[")
        while not self.next_is("]"):
            yield self.value()
            if not self.next_is("]"):
                self.take(",")
        self.take("]")

    def value(self) -> Any:
        self.peek()
        while True:
            try:
                value, end = self.read_value(self.window, self.at)
                if self.is_all or end < len(self.window):  # a number may go on behind the window
                    self.at = end
                    return value
            except ValueError:
                if self.is_all:
                    raise
            if len(self.window) - self.at > LARGEST_PIECE:
                raise ValueError("too long")
            self.more(max(AT_ONCE, len(self.window) - self.at))

    def take(self, character: str) -> None:
        if not self.next_is(character):
            raise ValueError(character)
        self.at += 1

    def next_is(self, character: str) -> bool:
        return self.peek() == character

    def peek(self) -> str:
        """The next character that is no space, or nothing at the end."""
        while True:
            self.at = WHITESPACE.match(self.window, self.at).end()
            if self.at < len(self.window):
                return self.window[self.at]
            if self.is_all:
                return ""
            self.more(AT_ONCE)

    def more(self, size: int) -> None:
        unpacked = self.unpacked.read(size)
        self.is_all = not unpacked
        self.window = self.window[self.at :] + self.decode(unpacked, final=self.is_all)
        self.at = 0
