"""Alice owns things, Bob is the stranger; both come in through the front door."""

import os
import re
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.http import HttpResponse
from django.test import Client

from accounts import keys
from accounts.models import User
from reflections.models import Entry

REAL_COST = keys.COST  # as shipped; most tests run at the floor
ALICE_PASSPHRASE = "copper kettle seventeen moss"
BOB_PASSPHRASE = "violet ladder under frost"


def cheap_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """The least the floor allows, for tests that come in many times; a test of its own runs at the real cost."""
    monkeypatch.setattr(keys, "COST", keys.FLOOR)
    for name, value in {"memory_cost": 1024, "time_cost": 1, "parallelism": 1}.items():
        monkeypatch.setattr(Argon2PasswordHasher, name, value)


def full_size() -> bool:
    """`FULL_SIZE=1 pytest …` runs the heavy tests at the size the issue names; every day they run smaller."""
    return os.environ.get("FULL_SIZE") == "1"


@dataclass
class Person:
    """Somebody with a browser of her own."""

    name: str
    passphrase: str
    client: Client = field(default_factory=lambda: Client(enforce_csrf_checks=False))

    @property
    def user(self) -> User:
        return User.objects.get(name=self.name)

    def join(self) -> "Person":
        answer = self.client.post("/account/join/", {"name": self.name, "passphrase": self.passphrase})
        assert answer.status_code == 302, answer.content.decode()
        return self

    def sign_in(self, passphrase: str = "") -> Any:
        fields = {"name": self.name, "passphrase": passphrase or self.passphrase}
        return self.client.post("/account/sign-in/", fields)

    def lock(self) -> None:
        self.client.post("/journal/lock/")

    def unlock(self, passphrase: str = "") -> Any:
        return self.client.post("/journal/unlock/", {"passphrase": passphrase or self.passphrase})

    def code(self) -> str:
        """The recovery code that waits to be written down."""
        page = self.client.get("/account/recovery-code/").content.decode()
        return "-".join(re.findall(r"<span>([0-9A-Z]{4})</span>", page))

    def write(self, text: str = "Some words.", **fields: Any) -> str:
        """Saves a new page and gives its address."""
        answer = self.client.post("/journal/new/", writing(text=text, **fields))
        assert answer.status_code == 302, answer.content.decode()
        return str(answer["Location"]).partition("?")[0]

    def reads(self, address: str) -> str:
        return self.client.get(address).content.decode()


def writing(**fields: Any) -> dict[str, Any]:
    """The fields of the writing form as a browser sends them."""
    return {"form_id": str(uuid4()), "title": "", "text": "", "closeness": "", "base": "0", **fields}


def alice() -> Person:
    return Person("alice-1", ALICE_PASSPHRASE)


def bob() -> Person:
    return Person("bob-1", BOB_PASSPHRASE)


def only_entry() -> Entry:
    return Entry.objects.get()


def text_in(answer: HttpResponse) -> str:
    """What stands in the text field of an answered form."""
    found = re.search(r"<textarea[^>]*>\n(.*?)</textarea>", answer.content.decode(), re.DOTALL)
    return found[1] if found else ""
