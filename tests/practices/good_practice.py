"""A practice in which nothing is wrong, to be spoilt one piece at a time."""

from pathlib import Path

TEXT = """---
title: A plain practice
slug: plain
path: start-here
order: 90
minutes: 2
summary: Look at one thing, and say what it is.
when: You have two minutes.
stop: Stop when you have had enough.
read_once: Look at one thing near you. Say what it is. You can stop at any time.
fits: [holding]
keep: true
show: You saw {thing}.
end: That was it.
steps:
  - id: thing
    kind: choice
    ask: What do you see?
    options: [a cup, a chair]
    own: Or something else
  - id: wait
    kind: timer
    ask: Look at {thing}.
    seconds: 60
  - id: words
    kind: words
    ask: What is it like?
    most: 40
updated: 2026-11-23
clinical_review: none yet
---

You can look at a thing for a minute. You don't have to like it, and nobody asks you about it later.
"""
PATHS = '[[path]]\nslug = "start-here"\ntitle = "Start here"\nsummary = "For the first night."\n'


def practice_text(*changes: tuple[str, str]) -> str:
    """The good practice with pieces of it replaced; a piece that is not there is a mistake in the test."""
    text = TEXT
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return text


def write_practices(content: Path, **files: str) -> Path:
    """Puts these practices, by file name without `.md`, into a content folder, and leaves what is there."""
    folder = content / "en" / "practices"
    folder.mkdir(parents=True, exist_ok=True)
    for path, text in ((content / "en" / "paths.toml", PATHS), (content / "references.json", "[]")):
        if not path.exists():
            path.write_text(text)
    for name, text in files.items():
        (folder / f"{name.replace('_', '-')}.md").write_text(text)
    return content
