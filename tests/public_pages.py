"""Every address that is open to all, for the tests that walk them. A room adds its own here."""

from pathlib import Path

ARTICLES = sorted(path.stem for path in (Path(__file__).parent.parent / "content/en/articles").glob("*.md"))
PRACTICES = sorted(path.stem for path in (Path(__file__).parent.parent / "content/en/practices").glob("*.md"))

COUNTRIES = ["us", "gb", "ie", "ca", "au", "nz", "in", "za", "de", "fr", "nl", "es", "br", "sg"]

PUBLIC_PAGES = [
    "/",
    "/about/",
    "/about/evidence/",
    "/privacy/",
    "/articles/",
    "/articles/glossary/",
    "/articles/?minutes=1",
    "/articles/?minutes=3",
    "/articles/?minutes=10",
    "/articles/search/",
    "/articles/search/?q=i+feel+nothing",
    "/articles/search/?q=zzzzzz",
    *(f"/articles/{slug}/" for slug in ARTICLES),
    "/articles/how-to-repair/changes/",
    "/privacy/fewer-traces/",
    "/practice/",
    "/practice/?for=holding",
    "/practice/?for=cannot-settle&minutes=1",
    "/practice/?for=baby-away",
    *(f"/practice/{slug}/" for slug in PRACTICES),
    "/support/",
    "/support/?choose=1",
    # One country for each way its page can differ; tests/support walks all fourteen.
    *(f"/support/{code}/" for code in ("us", "gb", "in", "br")),
    "/support/fi/",
    "/support/se/",
    "/support/check-in/",
    "/support/note/",
    "/support/after-a-loss/",
    "/support/worried-about-someone/",
    "/support/questions/",
    "/no-such-page/",
]
