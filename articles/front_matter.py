"""The part of a content file between its two `---` lines: keys and values, each with its line.

PyYAML builds the tree of nodes and goes no further: every value stays the text that was written (`no` is the word no,
`1.10` keeps its zero), and every complaint can name a line. What a key must look like is said by its `Reader`.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import yaml

from articles.finding import Finding

FENCE = "---"
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
DATE = re.compile(r"\d{4}-\d{2}-\d{2}\Z")

Reader = Callable[[yaml.Node], Any]


class WrongValue(Exception):
    """A value is not what its key asks for; `str()` of it ends a sentence that begins with the key's name."""

    def __init__(self, message: str, node: yaml.Node) -> None:
        super().__init__(message)
        self.line = node.start_mark.line


@dataclass(frozen=True)
class Key:
    """A key of a front matter: its name, how its value is read, and what stands for it where it may be left out."""

    name: str
    read: Reader
    required: bool = True
    default: Any = ""


@dataclass(frozen=True)
class Split:
    """A file's two parts: the text between the fences, which begins on line 2, and the body with its first line."""

    front: str
    body: str
    body_line: int


def split(text: str) -> Split | Finding:
    """Takes a file apart at its two fences, or says what is missing."""
    lines = text.removeprefix("\ufeff").splitlines(keepends=True)
    if not lines or lines[0].strip() != FENCE:
        return _finding(1, "front-matter", "the file must begin with a line --- and the keys below it.")
    for at, line in enumerate(lines[1:], 1):
        if line.rstrip() == FENCE:
            return Split("".join(lines[1:at]), "".join(lines[at + 1 :]), at + 2)
    return _finding(1, "front-matter", "the second line --- that ends the keys is missing.")


def read(front: str, keys: Sequence[Key]) -> tuple[dict[str, Any], list[Finding]]:
    """Reads the keys. Whatever is wrong is told together, so that an editor mends a file in one go."""
    try:
        tree = yaml.compose(front, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problem = error.problem or "it cannot be read"
        return {}, [_finding(_line(mark.line if mark else 0), "yaml", f"this is not valid YAML: {problem}.")]
    except yaml.YAMLError as error:
        return {}, [_finding(1, "yaml", f"this is not valid YAML: {str(error).splitlines()[0]}.")]
    except RecursionError:
        return {}, [_finding(1, "yaml", "values are nested too deeply.")]
    if not isinstance(tree, yaml.MappingNode):
        return {}, [_finding(2, "yaml", "keys and values are expected, such as title: Small moments.")]
    return read_mapping(tree, keys)


def read_mapping(tree: yaml.MappingNode, keys: Sequence[Key], *, line: int = 1) -> tuple[dict[str, Any], list[Finding]]:
    """Reads one mapping of the tree: the front matter, or one within it. A missing key is told of `line`."""
    known = {key.name: key for key in keys}
    values = {key.name: key.default for key in keys}
    findings: list[Finding] = []
    seen: set[str] = set()
    for name_node, node in tree.value:
        name, here = str(name_node.value), line_of(name_node)
        if name not in known:
            findings.append(_finding(here, "unknown-key", f"the key {name} is not known here."))
        elif name in seen:
            findings.append(_finding(here, "key-twice", f"the key {name} stands here twice."))
        else:
            try:
                values[name] = known[name].read(node)
            except WrongValue as error:
                findings.append(_finding(_line(error.line), "value", f"{name} {error}"))
        seen.add(name)
    missing = [key.name for key in keys if key.required and key.name not in seen]
    findings += [_finding(line, "missing-key", f"the key {name} is missing.") for name in missing]
    return values, findings


def line_of(node: yaml.Node) -> int:
    """The line of a node in its file."""
    return _line(node.start_mark.line)


def _line(zero_based: int) -> int:
    return zero_based + 2  # YAML counts from nought, and the fence above it is a line of the file


def _finding(line: int, rule: str, message: str) -> Finding:
    return Finding(line=line, rule=rule, message=message, level="error")


# --- Readers ---------------------------------------------------------------------------------------------------------


def text(*, most: int = 10_000, may_be_empty: bool = False) -> Reader:
    def read_text(node: yaml.Node) -> str:
        if not isinstance(node, yaml.ScalarNode):
            raise WrongValue("must be one text, not a list.", node)
        value = str(node.value).strip()
        if not value and not may_be_empty:
            raise WrongValue("is empty.", node)
        if len(value) > most:
            raise WrongValue(f"has {len(value)} characters; {most} is the most.", node)
        if any(ord(character) < 32 and character not in "\n\t" for character in value):
            raise WrongValue("holds a control character.", node)
        return value

    return read_text


def slug(node: yaml.Node) -> str:
    value = str(text(most=80)(node))
    if not SLUG.match(value):
        raise WrongValue(f"is {value!r}: use lower-case words, digits and hyphens.", node)
    return value


def choice(*options: str) -> Reader:
    def read_choice(node: yaml.Node) -> str:
        value = str(text()(node))
        if value not in options:
            raise WrongValue(f"is {value!r}: it must be one of {', '.join(options)}.", node)
        return value

    return read_choice


def whole_number(node: yaml.Node) -> int:
    value = str(text(most=80)(node))
    if not value.isdecimal() or not 0 < int(value) < 1000:
        raise WrongValue(f"is {value!r}: it must be a whole number from 1.", node)
    return int(value)


def truth(node: yaml.Node) -> bool:
    value = str(text()(node))
    if value not in ("true", "false"):
        raise WrongValue(f"is {value!r}: it must be true or false.", node)
    return value == "true"


def day(node: yaml.Node) -> date:
    value = str(text()(node))
    try:
        if not DATE.match(value):
            raise ValueError
        return date.fromisoformat(value)
    except ValueError:
        raise WrongValue(f"is {value!r}: it must be a day such as 2026-11-23.", node) from None


def list_of(reader: Reader, *, most: int = 100) -> Reader:
    def read_list(node: yaml.Node) -> list[Any]:
        if not isinstance(node, yaml.SequenceNode):
            raise WrongValue("must be a list, one value a line behind a hyphen, or [].", node)
        if len(node.value) > most:
            raise WrongValue(f"has {len(node.value)} values; {most} is the most.", node)
        values = [reader(child) for child in node.value]
        if len(set(map(repr, values))) < len(values):
            raise WrongValue("names the same value twice.", node)
        return values

    return read_list


def matching(pattern: str, example: str) -> Reader:
    def read_matching(node: yaml.Node) -> str:
        value = str(text()(node))
        if not re.fullmatch(pattern, value):
            raise WrongValue(f"is {value!r}: it must look like {example}.", node)
        return value

    return read_matching


def pairs(node: yaml.Node) -> dict[str, str]:
    """A key and a text a line, in the order written."""
    return dict(_pairs(node))


def _pairs(node: yaml.Node) -> Iterator[tuple[str, str]]:
    if not isinstance(node, yaml.MappingNode):
        raise WrongValue("must be keys with a text each.", node)
    names = [str(name.value) for name, _ in node.value]
    if len(set(names)) < len(names):
        raise WrongValue("names the same key twice.", node)
    for name, (_, child) in zip(names, node.value, strict=True):
        yield name, str(text()(child))
