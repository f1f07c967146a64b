"""The recovery code: shown once, asked back in one group, and the way in when the passphrase is lost."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods

from accounts import attempts, entering, open_key, recovery_code, slots
from accounts.address import client_address
from accounts.attempts import TooMany
from accounts.entering import Wrong
from accounts.forms import PassphraseForm, RecoverForm
from accounts.models import User, normalize_name
from accounts.slots import Opened
from accounts.turns import Busy
from accounts.views.answers import HOME, private, refused

CODE, RECOVER = "accounts/recovery_code.html", "accounts/recover.html"
ASKED = 2  # the third group: one from the middle is copied, not remembered


@private
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """Shows the code that waits; without one, offers a new one for the passphrase."""
    if request.method == "POST" and "passphrase" in request.POST:
        return _new_code(request)
    waiting = open_key.waiting_code(request)
    if not waiting:
        return render(request, CODE, {"form": PassphraseForm(), "is_open": open_key.opened_by(request) is not None})
    if request.method == "POST":
        return _confirm(request, waiting)
    return _show(request, waiting)


@login_not_required
@private
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_variables()
def recover(request: HttpRequest) -> HttpResponse:
    """Name and code set a new passphrase, open the journal and issue a new code."""
    form = RecoverForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, RECOVER, {"form": form})
    try:
        person, opened = _by_code(request, form.cleaned_data["name"], form.cleaned_data["code"])
        entered = entering.recover(request, person, opened, form.cleaned_data["passphrase"])
    except recovery_code.NotARecoveryCode:
        form.add_error("code", _("One character or more in this code is not right. It has seven groups of four."))
        return render(request, RECOVER, {"form": form})
    except (Wrong, TooMany, Busy) as refusal:
        wrong = _("That name and code do not belong together. Check both and try again.")
        return refused(request, RECOVER, form, refusal, wrong=wrong)
    response = redirect("/account/recovery-code/")
    entered.give_cookies(request, response)
    return response


def _by_code(request: HttpRequest, name: str, typed: str) -> tuple[User, Opened]:
    """128 bits need no limit by name: a new phone always gets in. Raises NotARecoveryCode, Wrong, TooMany."""
    read = recovery_code.read(typed)
    attempts.take("code", client_address(request), attempts.ADDRESS, growing=False)
    person = User.objects.filter(name=normalize_name(name), is_active=True).first()
    opened = slots.open_with_code(person, read) if person else None
    if person is None or opened is None:
        raise Wrong
    return person, opened


def _show(request: HttpRequest, waiting: bytes, error: str = "") -> HttpResponse:
    groups = recovery_code.groups(recovery_code.written(waiting))
    return render(request, CODE, {"groups": groups, "error": error, "name": request.user.get_username()})


def _confirm(request: HttpRequest, waiting: bytes) -> HttpResponse:
    asked = recovery_code.groups(recovery_code.written(waiting))[ASKED]
    if "skip" not in request.POST and not recovery_code.reads_as(request.POST.get("group", ""), asked):
        return _show(request, waiting, _("That is not the third group. Look at the code above once more."))
    open_key.forget_code(request)
    return redirect(HOME)


@sensitive_variables()
def _new_code(request: HttpRequest) -> HttpResponse:
    opened = open_key.opened_by(request)
    form = PassphraseForm(request.POST)
    context = {"is_open": opened is not None}
    if opened is None or not isinstance(request.user, User) or not form.is_valid():
        return render(request, CODE, {"form": form, **context})
    try:
        entering.prove(request, request.user, form.cleaned_data["passphrase"])
    except (Wrong, TooMany, Busy) as refusal:
        wrong = _("That is not your passphrase. Try once more.")
        return refused(request, CODE, form, refusal, wrong=wrong, **context)
    open_key.keep_code(request, slots.wrap_with_code(opened))
    return redirect("/account/recovery-code/")
