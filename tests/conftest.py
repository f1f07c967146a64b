"""What every test may lean on."""

from pathlib import Path

import pytest


def pytest_configure(config: pytest.Config) -> None:
    from django.conf import settings
    from hypothesis import settings as hypothesis_settings

    # A busy machine is no failure: speed is measured in `make bench`.
    hypothesis_settings.register_profile("house", deadline=None)
    hypothesis_settings.load_profile("house")

    # The manifest wants `collectstatic` first; the browser tests run a real server, which has it.
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}


@pytest.fixture(autouse=True)
def _nothing_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a process keeps between requests does not reach from one test into the next."""
    from articles import paths, references, search
    from config import public_page

    public_page.forget_kept_pages()
    monkeypatch.setattr(public_page, "BROTLI_QUALITY", 1)  # pages are made anew for each test, and read by no phone
    search.forget_index()
    paths.library.cache_clear()
    references.references.cache_clear()


@pytest.fixture
def content() -> Path:
    """The real content folder."""
    from django.conf import settings

    return Path(settings.BASE_DIR) / "content"


@pytest.fixture
def library(db: None, content: Path) -> None:
    """The real articles and practices, as rows."""
    from articles.library import read_shelf
    from articles.sync import sync
    from practices.library import folder, read_practices
    from practices.sync import sync_practices

    texts = [path.read_text() for path in (content / "en" / "articles").glob("*.md")]
    sync(read_shelf(content, trusted=texts).articles)
    texts = [path.read_text() for path in folder(content).glob("*.md")]
    sync_practices(read_practices(content, trusted=texts).practices)
