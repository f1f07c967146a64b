"""People of the desk, signed in with their second factor, and what they do there."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import Group
from django.http import HttpResponse
from django.test import Client
from django_otp import DEVICE_ID_SESSION_KEY
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.models import User
from articles.models import Manuscript


def make_staff(name: str, roles: Sequence[str]) -> User:
    """A staff account with these roles and a confirmed second factor."""
    user = User.objects.create_editor(name, "copper kettle seventeen moss")
    user.groups.set([Group.objects.get_or_create(name=role)[0] for role in roles])
    TOTPDevice.objects.create(user=user, name="phone", confirmed=True)
    return user


@dataclass
class Staff:
    """Somebody at the desk with a browser of their own."""

    name: str
    roles: tuple[str, ...] = ("editor", "clinician", "publisher")

    def __post_init__(self) -> None:
        self.user = make_staff(self.name, self.roles)
        self.client = Client()
        self.client.force_login(self.user)
        session = self.client.session
        session[DEVICE_ID_SESSION_KEY] = TOTPDevice.objects.get(user=self.user).persistent_id
        session.save()

    def get(self, address: str, **extra: Any) -> HttpResponse:
        return self.client.get(address, **extra)  # type: ignore[return-value]

    def opens(self, slug: str, kind: str = "article") -> "Open":
        """The writing page of one text, as the browser would send it back."""
        self.client.get("/desk/")
        return Open(self, Manuscript.objects.get(kind=kind, slug=slug).pk)

    def step(self, manuscript: Manuscript, act: str, **fields: Any) -> HttpResponse:
        data = {"act": act, **fields}
        return self.client.post(f"/desk/texts/{manuscript.pk}/step/", data, follow=True)  # type: ignore[return-value]


class Open:
    """A writing page that stands open: its fields as they were when it was opened."""

    def __init__(self, staff: Staff, pk: int) -> None:
        self.staff, self.pk = staff, pk
        self.address = f"/desk/texts/{pk}/change/"
        form = staff.client.get(self.address).context["form"]
        self.fields = {name: form[name].value() for name in form.fields}
        self.fields = {name: value for name, value in self.fields.items() if value not in (None, False)}

    @property
    def manuscript(self) -> Manuscript:
        return Manuscript.objects.get(pk=self.pk)

    def saves(self, **changed: Any) -> HttpResponse:
        data = self.fields | changed
        return self.staff.client.post(self.address, data)  # type: ignore[return-value]


def words_of(response: Any) -> str:
    """What a page says, without its tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))
