import pytest

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
