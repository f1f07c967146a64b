"""Her journal as one ZIP: a file that a program reads, and a page of text for each entry that she reads."""

import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from accounts.slots import Opened
from reflections import drafts, kinds
from reflections.closeness import word
from reflections.journal import whole_pages
from reflections.pages import Page, now

FORMAT = 1
NAME = "papers.zip"  # neutral: it may lie in a folder of downloads that others see
JSON = "journal.json"


def exported(opened: Opened) -> bytes:
    """The ZIP, made in memory: one page is open at a time, so it takes about what the ZIP itself takes."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open(JSON, "w", force_zip64=True) as whole:
            for piece in _json_pieces(opened):
                whole.write(piece.encode())
        for number, page in enumerate(whole_pages(opened), 1):
            archive.writestr(f"pages/{page.head.written[:10]}-{number:05d}.md", markdown(page))
    return file.getvalue()


def markdown(page: Page) -> str:
    """One page to read in any program. Her text stands as she wrote it."""
    head = page.head
    said = [part for part in (word(head.closeness), ", ".join(head.feelings)) if part]
    title = f"# {head.title}" if head.title else ""
    above = [title, kinds.word(head.kind), head.written.replace("T", " "), " · ".join(said), head.prompt]
    return "\n\n".join([*(line for line in above if line), page.text]) + "\n"


def _json_pieces(opened: Opened) -> Iterator[str]:
    about = {"format": FORMAT, "owner": str(opened.data_key.person_id), "made": now()}
    yield json.dumps(about)[:-1] + ', "pages": [\n'
    for number, page in enumerate(whole_pages(opened)):
        yield (",\n" if number else "") + json.dumps(_as_json(page), ensure_ascii=False)
    yield '\n], "drafts": [\n'
    for number, draft in enumerate(drafts.all_of(opened)):
        content = {**asdict(draft), "id": str(draft.id)}
        yield (",\n" if number else "") + json.dumps(content, ensure_ascii=False)
    yield "\n]}\n"


def _as_json(page: Page) -> dict[str, Any]:
    return {"id": str(page.id), **asdict(page.head), "text": page.text}
