"""What /privacy/ says of the journal is held by tests that exist."""

import ast
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

HOUSE = Path(settings.BASE_DIR)
PROMISES = HOUSE / "templates" / "reflections" / "_promises.html"
PAGE = HOUSE / "templates" / "pages" / "privacy.html"
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


# Sentences that promise nothing of ours: advice, what others can see, and what cannot be protected.
NO_PROMISE = (
    "So a good passphrase matters.", "It has a limit, and you should know it.", "Closing the browser usually locks it",
    "Somebody who looks over your shoulder", "Your phone keeps a history of pages.",
)  # fmt: skip


def named_tests(template: Path) -> list[tuple[str, str]]:
    """(file, test) for each test that a comment of the page names; the test is empty where a whole file is named."""
    found = []
    for comment in re.findall(r"{#(.*?)#}", template.read_text(), re.DOTALL):
        for part in re.split(r"(?=tests/)", comment):
            if file := re.match(r"tests/[\w/]+\.py", part):
                tests = re.findall(r"\btest_\w+\b(?!\.py)", part[file.end() :])
                found += [(file[0], test) for test in tests or [""]]
    return found


def functions_of(file: str) -> set[str]:
    tree = ast.walk(ast.parse((HOUSE / file).read_text()))
    return {node.name for node in tree if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize(("template", "least"), [(PROMISES, 25), (PAGE, 12)])
def test_every_test_that_the_page_names_is_there(template: Path, least: int) -> None:
    named = named_tests(template)
    assert len(named) >= least
    missing = [f"{file}: {test}" for file, test in named if test and test not in functions_of(file)]
    assert missing == []


@pytest.mark.parametrize("template", [PROMISES, PAGE])
def test_every_paragraph_that_promises_something_has_a_named_test_above_it(template: Path) -> None:
    without = []
    is_held = False
    for line in template.read_text().splitlines():
        if line.startswith("{#") and "tests/" in line:
            is_held = True
        elif line.startswith(("<h", "</div", "<section")):
            is_held = False
        elif line.startswith("<p>") and not is_held and not any(sentence in line for sentence in NO_PROMISE):
            without.append(line[:100])
    assert without == []


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
