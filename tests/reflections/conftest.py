from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from reflections import pages
from tests import people
from tests.people import Person


@pytest.fixture(autouse=True)
def _cheap_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    people.cheap_keys(monkeypatch)


@pytest.fixture
def alice(db: None) -> Person:
    return people.alice().join()


@pytest.fixture
def bob(db: None) -> Person:
    return people.bob().join()


@pytest.fixture
def time_machine(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Moves the journal's calendar to so many days from now."""

    def go(days: int) -> None:
        monkeypatch.setattr(pages, "this_moment", lambda: timezone.now() + timedelta(days=days))

    return go
