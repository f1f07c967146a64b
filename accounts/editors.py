"""Staff accounts and their roles, as `make editor` gives them. A private account never becomes one."""

from collections.abc import Iterable

from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.forms import NewPassphrase
from accounts.models import User, normalize_name
from config.roles import EDITOR, PUBLISHER, ROLES, roles_of

FIRST_ROLES = (EDITOR, PUBLISHER)


class Refused(Exception):
    """Nothing was changed, and this one sentence says why."""


def find(name: str) -> User | None:
    """The staff account of that name; None where the name is free. Raises Refused where it can be nobody's on staff."""
    bare = normalize_name(name)
    if not bare:
        raise Refused("Say a name, such as: make editor NAME=robin.")
    person = User.objects.filter(name=bare).first()
    if person is not None and not person.is_staff:
        raise Refused(f"{bare} is somebody's private account and stays one: choose another name for the staff account.")
    if person is None:
        _check_name(bare)
    return person


def check_roles(add: Iterable[str], remove: Iterable[str]) -> None:
    """Raises Refused."""
    add, remove = set(add), set(remove)
    for role in sorted((add | remove) - set(ROLES)):
        raise Refused(f"There is no role {role!r}: say editor, clinician or publisher.")
    for role in sorted(add & remove):
        raise Refused(f"The role {role} cannot be given and taken away at once: say one of the two.")


def make(name: str, passphrase: str, roles: Iterable[str]) -> User:
    """A new staff account. Raises Refused."""
    form = NewPassphrase({"passphrase": passphrase})
    if not form.is_valid():
        raise Refused(" ".join(str(error) for error in form.errors["passphrase"]))
    with transaction.atomic():
        person = User.objects.create_editor(name, passphrase)
        change_roles(person, add=roles, remove=())
    return person


def change_roles(person: User, *, add: Iterable[str], remove: Iterable[str]) -> tuple[list[str], list[str]]:
    """Gives what was added and what was removed: what she had, or had not, counts as neither."""
    before = roles_of(person)
    with transaction.atomic():
        person.groups.add(*(Group.objects.get_or_create(name=role)[0] for role in set(add) - before))
        person.groups.remove(*Group.objects.filter(name__in=set(remove) & before))
    after = roles_of(person)
    return sorted(after - before), sorted(before - after)


def _check_name(name: str) -> None:
    try:
        User(name=name).clean_fields(exclude=["password"])
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from None
