"""For somebody who is in: her account at a glance, a new name, a new passphrase, and everything deleted."""

from django.contrib.auth import logout
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from accounts import deletion, entering, known_browser, open_key, slots
from accounts.attempts import TooMany
from accounts.entering import Entered, Wrong
from accounts.forms import ChangeForm, NameForm, PassphraseForm
from accounts.models import DataKey, Session, User
from accounts.turns import Busy
from accounts.views.answers import private, refused

CHANGE, NAME, DELETE = "accounts/passphrase.html", "accounts/name.html", "accounts/delete.html"


@private
@require_safe
def account(request: HttpRequest) -> HttpResponse:
    sessions = Session.objects.filter(person=_person(request)).count()
    return render(request, "accounts/account.html", {"name": _person(request).name, "sessions": sessions})


@private
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_variables()
def passphrase(request: HttpRequest) -> HttpResponse:
    """A new passphrase opens the journal; the former one opens nothing; other sessions end."""
    form = ChangeForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, CHANGE, {"form": form})
    try:
        entered = _change(request, form.cleaned_data["current"], form.cleaned_data["passphrase"])
    except (Wrong, TooMany, Busy) as refusal:
        return refused(request, CHANGE, form, refusal, wrong=_not_hers())
    if entered is None:
        locked = _("Your journal is locked under another passphrase. Unlock it first; then the new one will open it.")
        form.add_error(None, locked)
        return render(request, CHANGE, {"form": form, "is_locked": True}, status=403)
    response = redirect("/account/?changed=passphrase")
    entered.give_cookies(request, response)
    return response


@private
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_variables()
def name(request: HttpRequest) -> HttpResponse:
    form = NameForm(request.POST or None, initial={"name": _person(request).name})
    if request.method != "POST" or not form.is_valid():
        return render(request, NAME, {"form": form})
    try:
        entering.prove(request, _person(request), form.cleaned_data["passphrase"])
        with transaction.atomic():
            User.objects.filter(pk=_person(request).pk).update(name=form.cleaned_data["name"])
    except IntegrityError:
        form.add_error("name", _("Somebody has that name already. Change a word or a digit."))
        return render(request, NAME, {"form": form})
    except (Wrong, TooMany, Busy) as refusal:
        return refused(request, NAME, form, refusal, wrong=_not_hers())
    return redirect("/account/?changed=name")


@private
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_variables()
def delete(request: HttpRequest) -> HttpResponse:
    """Asks for the passphrase, then deletes everything there is."""
    form = PassphraseForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, DELETE, {"form": form})
    person = _person(request)
    try:
        entering.prove(request, person, form.cleaned_data["passphrase"])
    except (Wrong, TooMany, Busy) as refusal:
        return refused(request, DELETE, form, refusal, wrong=_not_hers())
    logout(request)
    deletion.delete_everything_of(person)
    response = render(request, "accounts/deleted.html")
    open_key.lock(request, response)
    known_browser.forget(response)
    return response


@sensitive_variables()
def _change(request: HttpRequest, current: str, new: str) -> Entered | None:
    """None where her journal is locked and the current passphrase is not the one that opens it."""
    person = _person(request)
    entering.prove(request, person, current)
    opened = list(slots.all_opened_by(person, current))
    in_hand = open_key.opened_by(request)
    if in_hand is not None and in_hand.data_key not in [one.data_key for one in opened]:
        opened.insert(0, in_hand)
    if not opened and DataKey.objects.filter(person=person).exists():
        return None
    wrapping, hashed = slots.derive(new), entering.hashed_password(new)
    entering.set_secrets(person, opened, wrapping, hashed)
    return entering.let_in_again(request, person, in_hand or (opened[0] if opened else None))


def _person(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101 - the middleware let nobody else in; for the type checker
    return request.user


def _not_hers() -> str:
    return _("That is not your passphrase. Try once more.")
