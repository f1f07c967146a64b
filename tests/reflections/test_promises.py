"""What /privacy/ says of the journal is held by tests that exist."""

import ast
import re
from pathlib import Path

from django.conf import settings
from django.test import Client

HOUSE = Path(settings.BASE_DIR)
PROMISES = HOUSE / "templates" / "reflections" / "_promises.html"
NEVER = (
    "end-to-end",
    "zero-knowledge",
    "zero knowledge",
    "anonymous",
    "military",
    "hipaa",
    "100 %",
    "100%",
    "unbreakable",
)


def named_tests() -> list[tuple[str, str]]:
    """(file, test) for each test that a comment of the page names."""
    found = []
    for comment in re.findall(r"{#(.*?)#}", PROMISES.read_text()):
        file = ""
        for word in re.findall(r"tests/[\w/]+\.py|\btest_\w+\b(?!\.py)", comment):
            if word.startswith("tests/"):
                file = word
            else:
                found.append((file, word))
    return found


def test_every_test_that_the_page_names_is_there() -> None:
    named = named_tests()
    assert len(named) >= 20
    for file, test in named:
        functions = {
            node.name for node in ast.walk(ast.parse((HOUSE / file).read_text())) if isinstance(node, ast.FunctionDef)
        }
        assert test in functions, f"{file}: {test}"


def test_the_page_promises_in_the_words_that_may_be_said() -> None:
    words = PROMISES.read_text()
    assert (
        "Someone who takes our database, our backups and our secret key cannot read your journal unless they guess "
        "your passphrase." in words
    )
    assert not [word for word in NEVER if word in words.lower()]


def test_no_template_promises_more() -> None:
    found = [
        f"{path.name}: {word}"
        for path in (HOUSE / "templates").rglob("*.html")
        for word in NEVER
        if word in path.read_text().lower()
    ]
    assert found == []


def test_the_page_stands_on_privacy(client: Client) -> None:
    page = client.get("/privacy/").content.decode()
    assert 'id="journal"' in page
    assert "Who gets what" in page
