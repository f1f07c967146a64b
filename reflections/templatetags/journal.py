"""How a page's own words and times are shown."""

from datetime import datetime

from django import template
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from reflections.closeness import word

register = template.Library()


@register.filter
def closeness_word(closeness: int) -> str:
    """One of the five words, never the number."""
    return word(closeness)


@register.filter
def there(moment: datetime) -> str:
    """A time as the clock beside her showed it: not turned into anybody else's."""
    day = date_format(moment.replace(tzinfo=None), "DATE_FORMAT")
    return _("%(day)s, %(time)s") % {"day": day, "time": f"{moment:%H:%M}"}


@register.filter
def month_there(moment: datetime) -> str:
    """The month, such as November 2026, by her own calendar."""
    return date_format(moment.replace(tzinfo=None), "YEAR_MONTH_FORMAT")
