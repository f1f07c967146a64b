"""An article that keeps every rule, to be broken in one place at a time."""

from pathlib import Path
from typing import Any

import yaml

PARAGRAPH = (
    "You hold your baby in the dark and you wait for a feeling to come. It may not come tonight, and that says "
    "nothing bad about you. You can rest your eyes on one small thing for a while and then let it go again."
)

FRONT: dict[str, Any] = {
    "title": "A plain page?",
    "slug": "plain-page",
    "path": "start-here",
    "order": 1,
    "summary": "What this page gives you, in a few words.",
    "main_message": "You can read this one sentence and stop.",
    "audience": "mother",
    "topics": ["plain words"],
    "search_words": ["a plain page"],
    "claims": ["C02"],
    "references": ["robson1980"],
    "practice": "none: a test",
    "prompts": ["What did you see?"],
    "related": [],
    "published": "2026-11-01",
    "updated": "2026-11-02",
    "review_due": "2027-11-01",
    "version": "1.0",
    "authors": ["A writer"],
    "clinical_review": "none yet",
    "funding": "none",
    "conflicts": "none",
}


def body(*extra: str, words: int = 560) -> str:
    """A text of about so many words, under headings near enough to one another; `extra` paragraphs come last."""
    parts = [PARAGRAPH + "[^robson1980]", "Strength: One study in London, 1980."]
    section = 0
    while sum(len(part.split()) for part in parts) < words:
        section += 1
        parts += [f"## Part {section} of a plain page", *[f"{PARAGRAPH} You saw it {section} times." for _ in range(3)]]
    return "\n" + "\n\n".join([*parts, *extra]) + "\n"


def file_text(text: str | None = None, *, without: tuple[str, ...] = (), **changes: Any) -> str:
    """The file, with keys changed or left out, and another body."""
    front = {key: value for key, value in (FRONT | changes).items() if key not in without}
    return f"---\n{yaml.safe_dump(front, sort_keys=False, allow_unicode=True)}---\n{body() if text is None else text}"


def write_content(folder: Path, **files: str | bytes) -> Path:
    """A content folder with one path, one source, and these articles by name (underscores are hyphens)."""
    (folder / "en" / "articles").mkdir(parents=True)
    (folder / "en" / "paths.toml").write_text('[[path]]\nslug = "start-here"\ntitle = "Start"\nsummary = "Here."\n')
    (folder / "en" / "search.toml").touch()
    (folder / "references.json").write_text(
        '[{"id": "robson1980", "title": "Delayed onset", "author": [{"family": "Robson"}], "url": "",'
        ' "issued": {"date-parts": [[1980]]}, "container-title": "A journal", "status": "verified:seen",'
        ' "strength": "One study."},'
        ' {"id": "unseen1999", "title": "Unseen", "author": [{"family": "Other"}], "url": "",'
        ' "issued": {"date-parts": [[1999]]}, "container-title": "A journal", "status": "recalled",'
        ' "strength": "One study."}]'
    )
    for name, content in files.items():
        path = folder / "en" / "articles" / f"{name.replace('_', '-')}.md"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder
