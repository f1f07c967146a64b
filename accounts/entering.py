"""Coming in: by name and passphrase, by recovery code, and into a journal that has locked.

Everything slow happens first, in turns and outside any transaction; what is written is written at once.
"""

from dataclasses import dataclass

from django.contrib.auth import authenticate, login
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.debug import sensitive_variables

from accounts import attempts, known_browser, open_key, slots, verified
from accounts.address import client_address
from accounts.models import DataKey, Session, User, normalize_name
from accounts.passphrase import one_spelling, passphrase_bytes
from accounts.slots import Opened, Wrapping
from accounts.turns import turn

BACKEND = "django.contrib.auth.backends.ModelBackend"


class Wrong(Exception):
    """Name and secret do not belong together. Which of the two is wrong is told to nobody."""


@dataclass(frozen=True)
class Entered:
    """Somebody is in. `opened` is None where the journal stays locked; `key_cookie` goes to the browser."""

    person: User
    opened: Opened | None
    key_cookie: str = ""

    def give_cookies(self, request: HttpRequest, response: HttpResponseBase) -> None:
        """What this browser needs from now on."""
        known_browser.remember(request, response, self.person)
        if self.key_cookie:
            open_key.remember(response, self.key_cookie)


@sensitive_variables()
def enter(request: HttpRequest, name: str, passphrase: str) -> Entered:
    """Signs in and opens the journal. Raises Wrong, TooMany, Busy.

    A known and an unknown name take the same path and the same time: one lookup, one allowance, one hash.
    """
    name = normalize_name(name)[:200]
    person = User.objects.filter(name=name).first()
    _take_a_try(request, name, person)
    _check(passphrase)
    with turn():
        found = authenticate(request, username=name, password=one_spelling(passphrase))
    if not isinstance(found, User):
        raise Wrong
    opened, code = _open_or_begin(found, passphrase)
    return _let_in(request, found, opened, code=code)


@sensitive_variables()
def unlock(request: HttpRequest, person: User, passphrase: str, *, number: int | None = None) -> Entered:
    """Opens the locked journal of somebody who is signed in. Raises Wrong, TooMany, Busy.

    The passphrase is the journal's own: one that staff have set does not open it, the former one does.
    """
    _take_a_try(request, person.name, person)
    _check(passphrase)
    opened, code = slots.open_with_passphrase(person, passphrase, number=number), b""
    if opened is None and not DataKey.objects.filter(person=person).exists():
        is_right(person, passphrase)
        opened, code = _open_or_begin(person, passphrase)
    if opened is None:
        raise Wrong
    _forgive(request, person)
    return Entered(person, opened, open_key.unlock(request, opened, code=code))


@sensitive_variables()
def join(request: HttpRequest, name: str, passphrase: str) -> Entered:
    """Makes a person with key and slots, in one transaction, and lets her in. Raises Busy, IntegrityError."""
    wrapping = slots.derive(passphrase)
    hashed = hashed_password(passphrase)
    with transaction.atomic():
        person = User(name=normalize_name(name), password=hashed)
        person.save(force_insert=True)
        opened, code = slots.make(person, wrapping)
    return _let_in(request, person, opened, code=code)


@sensitive_variables()
def recover(request: HttpRequest, person: User, opened: Opened, passphrase: str) -> Entered:
    """Sets a new passphrase and a new code where the old code has opened the journal. Raises Busy."""
    wrapping, hashed = slots.derive(passphrase), hashed_password(passphrase)
    code = set_secrets(person, [opened], wrapping, hashed, new_code=True)
    return _let_in(request, person, opened, code=code)


def set_secrets(
    person: User, opened: list[Opened], wrapping: Wrapping, hashed: str, *, new_code: bool = False
) -> bytes:
    """Sign-in, slots and the end of every session, in one transaction: all old or all new. Gives the new code."""
    with transaction.atomic():
        person.password = hashed
        person.save(update_fields=["password"])
        for one in opened:
            slots.wrap_with_passphrase(one, wrapping)
        Session.objects.filter(person=person).delete()
        return slots.wrap_with_code(opened[0]) if new_code else b""


def let_in_again(request: HttpRequest, person: User, opened: Opened | None) -> Entered:
    """A new session for the browser in which she has just changed her passphrase."""
    return _let_in(request, person, opened)


@sensitive_variables()
def is_right(person: User, passphrase: str) -> None:
    """Is this her sign-in passphrase? Raises Wrong, Busy."""
    _check(passphrase)
    with turn():
        if not person.check_password(passphrase):
            raise Wrong


def prove(request: HttpRequest, person: User, passphrase: str) -> None:
    """The passphrase again, before something grave. Raises Wrong, TooMany, Busy."""
    _take_a_try(request, person.name, person)
    is_right(person, passphrase)
    _forgive(request, person)


def hashed_password(passphrase: str) -> str:
    """Django's own hash for sign-in, in a turn. Raises Busy."""
    with turn():
        return make_password(one_spelling(passphrase))


def _let_in(request: HttpRequest, person: User, opened: Opened | None, *, code: bytes = b"") -> Entered:
    login(request, person, backend=BACKEND)
    verified.forget(request)
    request.session.save()
    _forgive(request, person)
    return Entered(person, opened, open_key.unlock(request, opened, code=code) if opened else "")


def _open_or_begin(person: User, passphrase: str) -> tuple[Opened | None, bytes]:
    """Opens her journal; begins one for somebody who never had one; wraps anew where today's cost is another."""
    if not DataKey.objects.filter(person=person).exists() and (begun := slots.begin(person, slots.derive(passphrase))):
        return begun
    opened = slots.open_with_passphrase(person, passphrase)
    if opened is not None and slots.is_at_another_cost(opened):
        slots.wrap_anew(opened, slots.derive(passphrase))
    return opened, b""


def _take_a_try(request: HttpRequest, name: str, person: User | None) -> None:
    browser = known_browser.browser_of(request, person)
    if browser is not None:
        attempts.take("browser", browser, attempts.BROWSER)
    else:
        attempts.take("address", client_address(request), attempts.ADDRESS, growing=False)
        attempts.take("name", name, attempts.NAME)


def _forgive(request: HttpRequest, person: User) -> None:
    if browser := known_browser.browser_of(request, person):
        attempts.forgive("browser", browser)


def _check(passphrase: str) -> None:
    """What can be no passphrase of ours is wrong, and costs nothing. Raises Wrong."""
    try:
        passphrase_bytes(passphrase)
    except ValueError:
        raise Wrong from None
    if not passphrase or "\0" in passphrase:
        raise Wrong
