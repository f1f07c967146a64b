"""Somebody to talk to: by country, with no sign-in, no script and no database."""

import json
import re
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from config.addresses import canonical
from config.public_page import public_page
from config.same_site import from_our_pages
from support import chosen
from support.check_in import outcome, read_answers
from support.countries import NAMES, code_of, country_name
from support.directory import directory, is_country
from support.download import as_json
from support.help_in import PSI_COUNTRY, HelpIn, help_in
from support.note import LONGEST, Note

TWO_WEEKS = timedelta(days=14)


@public_page(looks_at=(chosen.COOKIE,), always_ask=True)
@from_our_pages
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    """Every help link of the site: it leads on to her country, if she chose one, and else helps without one."""
    if request.method == "POST":
        return _choose(request)
    chosen_now = chosen.chosen_country(request)
    if chosen_now and "choose" not in request.GET:
        # Without a fragment of its own, so that the browser keeps the one she came with.
        return HttpResponseRedirect(reverse("support:country", args=[chosen_now]))
    kept_name = country_name(chosen_now) if chosen_now else ""
    return _worldwide(request, kept=kept_name, canonical=canonical(request, reverse("support:index")))


@public_page(always_ask=True)
@require_safe
def country(request: HttpRequest, cc: str) -> HttpResponse:
    """One country's page; a country we have nothing for gets the worldwide page; what is no country is a 404."""
    if not re.fullmatch("[a-z]{2}", cc) or not is_country(cc):
        raise Http404
    if not directory().has_page(cc):
        return _worldwide(request, here=help_in(cc), canonical=canonical(request))
    context = {
        "canonical": canonical(request),
        "here": help_in(cc),
        "psi_is_here": cc == PSI_COUNTRY.lower(),
        "worldwide": directory().worldwide(),
        "operator": settings.OPERATOR_ADDRESS,
    }
    return render(request, "support/country.html", context)


@public_page(always_ask=True)
@from_our_pages
@require_http_methods(["GET", "HEAD", "POST"])
def check_in(request: HttpRequest) -> HttpResponse:
    """Six questions. Her answers are in this one response and nowhere else: no cookie, no log, no address."""
    if request.method != "POST":
        every_country = [help_in(each.code) for each in directory().countries()]
        return render(request, "support/check_in.html", {"canonical": canonical(request), "helps": every_country})
    found = outcome(read_answers(request.POST))
    context = {
        **_near_her(request),
        "outcome": found,
        "again_on": (datetime.now(UTC) + TWO_WEEKS).date(),
    }
    name = "table" if found.whole_table else found.level
    return render(request, f"support/check_in_{name}.html", context)


@public_page(always_ask=True)
@from_our_pages
@require_http_methods(["GET", "HEAD", "POST"])
def note(request: HttpRequest) -> HttpResponse:
    """A note for an appointment. What she gives comes back in this one response and is kept nowhere."""
    if request.method != "POST":
        return _note_form(request, Note.empty())
    written = Note.read(request.POST)
    step = request.POST.get("step", "")
    if written.is_empty or step == "change":
        return _note_form(request, written)
    template = "support/note_to_show.html" if step == "show" else "support/note_made.html"
    return render(request, template, {**_near_her(request), "note": written})


@public_page(always_ask=True)
@require_safe
def after_a_loss(request: HttpRequest) -> HttpResponse:
    about_loss = [contact for contact in directory().contacts if "loss" in contact.topics]
    return render(request, "support/after_a_loss.html", {"canonical": canonical(request), "contacts": about_loss})


@public_page(always_ask=True)
@require_safe
def worried_about_someone(request: HttpRequest) -> HttpResponse:
    return render(request, "support/worried_about_someone.html", {"canonical": canonical(request)})


@public_page(always_ask=True)
@require_safe
def questions(request: HttpRequest) -> HttpResponse:
    """Questions to ask a specialist, to print or to show."""
    return render(request, "support/questions.html", {"canonical": canonical(request)})


@public_page(always_ask=True)
@require_safe
def download(request: HttpRequest) -> HttpResponse:
    """The directory for reuse: what a page may show, and nothing else."""
    text = json.dumps(as_json(directory()), ensure_ascii=False, indent=1)
    return HttpResponse(text, content_type="application/json; charset=utf-8")


def _worldwide(request: HttpRequest, *, here: HelpIn | None = None, **context: Any) -> HttpResponse:
    """No country chosen, or none that we know of: every emergency number, then what there is for each country."""
    contacts = directory()
    codes = [each.code for each in contacts.countries()]
    return render(
        request,
        "support/worldwide.html",
        {
            "here": here,
            "countries": contacts.countries(),
            "every_country": sorted(NAMES.values()),
            "helps": [help_in(code) for code in codes],
            "psi": help_in(PSI_COUNTRY).psi,
            "worldwide": contacts.worldwide(),
            "operator": settings.OPERATOR_ADDRESS,
            **context,
        },
    )


def _choose(request: HttpRequest) -> HttpResponse:
    """Keeps a country on her device, or takes it off again, and goes on there."""
    code = code_of(request.POST.get("country", ""))
    if code:
        response = HttpResponseRedirect(f"{reverse('support:country', args=[code])}#now")
        chosen.remember(response, code)
        return response
    response = HttpResponseRedirect(f"{reverse('support:index')}?choose=1#country")
    if request.POST.get("forget"):
        chosen.forget(response)
    return response


def _near_her(request: HttpRequest) -> dict[str, Any]:
    """The lines of her country, else those of every country. Only for answers to a POST, which nobody keeps."""
    code = chosen.chosen_country(request)
    if code and directory().has_page(code):
        return {"helps": [help_in(code)], "code": code}
    return {"helps": [help_in(each.code) for each in directory().countries()], "code": ""}


def _note_form(request: HttpRequest, written: Note) -> HttpResponse:
    context = {"canonical": canonical(request, reverse("support:note")), "note": written, "longest": LONGEST}
    return render(request, "support/note.html", context)
