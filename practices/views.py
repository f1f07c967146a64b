"""Small things to do. A practice's answers travel in its own forms: none is kept, logged, or put into an address."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from articles.models import Edition
from articles.safe_html import render_markdown
from config.addresses import canonical
from config.public_page import public_page
from config.same_site import from_our_pages
from practices import listing
from practices.definition import Definition
from practices.flow import Sent, Walk, fill, last_answers, question, walk
from practices.kept import as_text
from practices.models import Practice
from practices.screen import carried, fields_of, tables_of
from practices.steps import HELP_SCREENS, PLACE


@public_page(edition=Edition.current)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """All practices by path; with `for` and `minutes` in the address, those that fit, the shortest first."""
    situation = request.GET.get("for", "")
    situation = situation if situation in [each.slug for each in listing.SITUATIONS] else ""
    minutes = int(text) if (text := request.GET.get("minutes", "")) in map(str, listing.MINUTES) else 0
    context = {
        "canonical": canonical(request),
        "situations": listing.SITUATIONS,
        "all_minutes": listing.MINUTES,
        "situation": situation,
        "minutes": minutes,
        "chosen": listing.chosen(situation, minutes) if situation or minutes else [],
        "paths": listing.by_path(),
    }
    return render(request, "practices/index.html", context)


@public_page(edition=Edition.current)
@from_our_pages
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """A practice: its first screen by GET, each further one by POST with all answers so far."""
    practice = get_object_or_404(Practice, slug=slug).definition
    if request.method != "POST":
        return start_page(request, practice)
    sent = request.POST.copy()
    if "let-go" in sent:
        return _let_go(request, practice)
    if "back" in sent:
        _go_back(practice, sent)
    way = walk(practice, sent, stop="stop" in sent)
    if way.at:
        return _step(request, practice, way, sent)
    if way.outcome in HELP_SCREENS:
        return _help(request, practice, way)
    return _end(request, practice, way, sent)


def start_page(request: HttpRequest, practice: Definition, *, is_draft: bool = False) -> HttpResponse:
    """A practice's first screen. The desk's preview is made by the same function, so that it cannot differ."""
    first = practice.steps[0]
    context = {
        "section": "practices",
        "is_draft": is_draft,
        "practice": practice,
        "canonical": canonical(request, reverse("practices:detail", args=[practice.slug])),
        "step": first,
        "question": question(first, []),
        "fields": fields_of(first, Sent(), []),
        "carried": [("seen", first.id)],
        "about": render_markdown(practice.body),
        "is_start": True,
    }
    return render(request, "practices/start.html", context)


def _step(request: HttpRequest, practice: Definition, way: Walk, sent: Sent) -> HttpResponse:
    step = way.at
    assert step is not None  # noqa: S101 - the caller has asked
    context: dict[str, Any] = {
        "practice": practice,
        "step": step,
        "question": question(step, way.done),
        "shown": fill(step.show, way.done) if step.show else "",
        "fields": fields_of(step, sent, last_answers(sent)),
        "carried": carried(practice, way, sent),
        "problem": way.problem,
        "clock": clock if (clock := sent.get("clock", "")).isdecimal() and len(clock) < 16 else "",
        "way": way,
    }
    return render(request, "practices/step.html", context)


def _end(request: HttpRequest, practice: Definition, way: Walk, sent: Sent) -> HttpResponse:
    card = fill(practice.show, way.done) if practice.show else ""
    # What nobody may keep, and no card shows, is not held up to her either: the practice is over.
    pairs = way.pairs() if practice.keep or practice.show else []
    in_card = [name for name, _optional in PLACE.findall(practice.show)] if card else []
    in_tables = [step.id for step in practice.steps if step.rows]
    rest = way.pairs(but=[*in_card, *in_tables]) if pairs else []
    before = dict(last_answers(sent))
    context = {
        "practice": practice,
        "way": way,
        "card": card,
        "last_words": "" if "stop" in sent or way.last_words else practice.end,
        "pairs": pairs,
        "as_text": as_text(pairs),
        "tables": tables_of(way),
        "rest": [(asked, said, before.get(asked, "")) for asked, said in rest],
        "keeps": practice.keep and bool(pairs),
        "carried": carried(practice, way, sent),
    }
    return render(request, "practices/end.html", context)


def _help(request: HttpRequest, practice: Definition, way: Walk) -> HttpResponse:
    """The end of a practice that must not go on. What she answered is not offered for keeping, nor printed."""
    return render(request, "practices/help.html", {"practice": practice, "level": way.outcome})


def _let_go(request: HttpRequest, practice: Definition) -> HttpResponse:
    response = render(request, "practices/let_go.html", {"practice": practice})
    # Chrome would show the screen before this one, with her words, to whoever goes back: this empties that memory too.
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


def _go_back(practice: Definition, sent: Sent) -> None:
    """Opens the last screen again. Its answer stays in the form, so going on from there takes one tap."""
    here = sent.get("at", "")
    sent.setlist("seen", [name for name in sent.getlist("seen") if name != here])
    way = walk(practice, sent)
    if way.done:
        last = way.done[-1].step.id
        sent.setlist("seen", [name for name in sent.getlist("seen") if name != last])
