"""What other rooms show of this one, and what its own pages need."""

from datetime import date
from typing import Any

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.safestring import SafeString

from articles.safe_html import render_markdown
from config.addresses import canonical
from practices.kept import as_pairs
from practices.models import Practice

register = template.Library()


@register.inclusion_tag("practices/_card.html")
def practice_card(slug: str) -> dict[str, Any]:
    """The card of an article's practice; nothing for “none: …”, and nothing for one that is not there (yet)."""
    row = None if slug.startswith("none") else Practice.objects.filter(slug=slug).first()
    return {"practice": row.definition if row else None}


@register.inclusion_tag("practices/_again.html")
def practice_again(slug: str, text: str) -> dict[str, Any]:
    """A button that does a kept practice again, with the answers of `text` (as kept) beside the new ones; nothing for
    a page of another kind, or where the practice was taken away."""
    row = Practice.objects.filter(slug=slug).first() if slug else None
    return {"practice": row, "pairs": as_pairs(text)}


@register.simple_tag(takes_context=True)
def practice_addresses(context: Context) -> list[tuple[str, date]]:
    """Every practice's full address and the day it was updated, and the list of them, for the sitemap."""
    found = [(row.get_absolute_url(), row.definition.updated) for row in Practice.objects.all()]
    if found:
        found.insert(0, (reverse("practices:index"), max(updated for _, updated in found)))
    return [(canonical(context["request"], address), updated) for address, updated in found]


@register.filter
def markdown(text: str) -> SafeString:
    """A text of ours as HTML."""
    return render_markdown(text)
