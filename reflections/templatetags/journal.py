"""How a page's own words and times are shown."""

from datetime import datetime

from django import template
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from practices.kept import Pairs, as_pairs, as_text
from reflections import kinds
from reflections.closeness import word
from reflections.pages import Page

register = template.Library()


@register.filter
def closeness_word(closeness: int) -> str:
    """One of the five words, never the number."""
    return word(closeness)


@register.filter
def kind_word(kind: str) -> str:
    """What a page is where it is not simply hers, such as Practice."""
    return kinds.word(kind)


@register.filter
def questions_and_answers(page: Page) -> Pairs:
    """The questions as they were asked and her answers, where nothing else stands on the page; else nothing.

    She may have written on: then her text is shown as it is, so that no word of it is left out.
    """
    pairs = as_pairs(page.text) if page.head.kind == kinds.PRACTICE else []
    return pairs if pairs and as_text(pairs) == page.text.replace("\r\n", "\n").strip("\n") else []


@register.filter
def there(moment: datetime) -> str:
    """A time as the clock beside her showed it: not turned into anybody else's."""
    day = date_format(moment.replace(tzinfo=None), "DATE_FORMAT")
    return _("%(day)s, %(time)s") % {"day": day, "time": f"{moment:%H:%M}"}


@register.filter
def month_there(moment: datetime) -> str:
    """The month, such as November 2026, by her own calendar."""
    return date_format(moment.replace(tzinfo=None), "YEAR_MONTH_FORMAT")
