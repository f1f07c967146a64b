"""Taking the journal along, bringing it back, and looking back at it."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods

from accounts import entering
from accounts.attempts import TooMany
from accounts.entering import Wrong
from accounts.forms import PassphraseForm
from accounts.models import User
from accounts.slots import Opened
from accounts.turns import Busy
from accounts.views.answers import refused
from reflections import exporting, importing, journal, over_time, preferences
from reflections.access import with_open_key

EXPORT, IMPORT = "reflections/export.html", "reflections/import.html"


class ImportForm(forms.Form):
    file = forms.FileField(error_messages={"required": "", "empty": ""})
    from_another_name = forms.BooleanField(required=False)


@require_http_methods(["GET", "HEAD", "POST"])
@with_open_key
@sensitive_variables()
def export(request: HttpRequest, opened: Opened) -> HttpResponse:
    """After the passphrase again, one ZIP made in memory."""
    form = PassphraseForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, EXPORT, {"form": form})
    try:
        entering.prove(request, _person(request), form.cleaned_data["passphrase"])
    except (Wrong, TooMany, Busy) as refusal:
        return refused(request, EXPORT, form, refusal, wrong=_("That is not your passphrase. Try once more."))
    response = HttpResponse(exporting.exported(opened), content_type="application/zip")
    response.headers["Content-Disposition"] = f'attachment; filename="{exporting.NAME}"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@with_open_key
@sensitive_variables()
def import_(request: HttpRequest, opened: Opened) -> HttpResponse:
    """All of a ZIP, or nothing."""
    if request.method != "POST":
        return render(request, IMPORT)
    form = ImportForm(request.POST, request.FILES)
    if not form.is_valid():
        return _not_imported(request, _("Choose the ZIP file that Export gave you."))
    try:
        with importing.the_only_import():
            added = importing.bring_in(
                opened, form.cleaned_data["file"].read(), from_another_name=form.cleaned_data["from_another_name"]
            )
    except importing.AnotherPersons as refusal:
        return _not_imported(request, str(refusal), ask=True)
    except importing.CannotBeImported as refusal:
        return _not_imported(request, str(refusal))
    except Busy:
        return _not_imported(
            request, _("Somebody is bringing in a journal right now. Try again in a minute."), status=503
        )
    return render(request, IMPORT, {"added": added, "is_done": True})


@require_http_methods(["GET", "HEAD", "POST"])
@with_open_key
def look_back(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Her own words month by month, off until she turns it on."""
    if request.method == "POST":
        preferences.write(opened, **{preferences.OVER_TIME: request.POST.get("show") == "on"})
        return redirect("/journal/over-time/")
    is_on = bool(preferences.read(opened).get(preferences.OVER_TIME))
    context: dict[str, Any] = {"is_on": is_on}
    if is_on:
        context |= {
            "months": over_time.months(journal.contents(opened).pages), "rows": over_time.rows(),
            "width": over_time.WIDTH, "height": over_time.height(), "mark": over_time.MARK,
        }  # fmt: skip
    return render(request, "reflections/over_time.html", context)


def _not_imported(request: HttpRequest, why: str, *, ask: bool = False, status: int = 422) -> HttpResponse:
    return render(request, IMPORT, {"why": why, "ask": ask}, status=status)


def _person(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101 - the middleware let nobody else in; for the type checker
    return request.user
