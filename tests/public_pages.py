"""Every address that is open to all, for the tests that walk them. A room adds its own here."""

from pathlib import Path

ARTICLES = sorted(path.stem for path in (Path(__file__).parent.parent / "content/en/articles").glob("*.md"))
PRACTICES = sorted(path.stem for path in (Path(__file__).parent.parent / "content/en/practices").glob("*.md"))

PUBLIC_PAGES = [
    "/",
    "/about/",
    "/privacy/",
    "/articles/",
    "/articles/?minutes=1",
    "/articles/?minutes=3",
    "/articles/?minutes=10",
    "/articles/search/",
    "/articles/search/?q=i+feel+nothing",
    "/articles/search/?q=zzzzzz",
    *(f"/articles/{slug}/" for slug in ARTICLES),
    "/practice/",
    "/practice/?for=holding",
    "/practice/?for=cannot-settle&minutes=1",
    "/practice/?for=baby-away",
    *(f"/practice/{slug}/" for slug in PRACTICES),
    "/support/",
    "/support/us/",
    "/support/gb/",
    "/support/fi/",
    "/no-such-page/",
]
