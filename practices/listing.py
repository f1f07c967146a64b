"""The list of practices: by path, by the minutes she has, and by how she is placed."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles.paths import library
from practices.definition import Definition
from practices.models import Practice

MINUTES = (1, 3, 10)


@dataclass(frozen=True)
class Situation:
    """How she is placed: the word in a file and an address, and what the page calls it."""

    slug: str
    words: str | Promise


SITUATIONS = (
    Situation("holding", _("I am holding the baby")),
    Situation("arms-free", _("My arms are free")),
    Situation("cannot-settle", _("I cannot settle")),
    Situation("baby-away", _("My baby isn't with me")),
)


def definitions() -> list[Definition]:
    """Every practice, in the order of its file."""
    return [practice.definition for practice in Practice.objects.all()]


def chosen(situation: str, minutes: int) -> list[Definition]:
    """What fits, the shortest first. An empty situation, or no minutes, leaves nothing out."""
    fitting = [
        practice
        for practice in definitions()
        if (not situation or situation in practice.fits) and (not minutes or practice.minutes <= minutes)
    ]
    return sorted(fitting, key=lambda practice: (practice.minutes, practice.order))


def by_path() -> list[tuple[str, str, list[Definition]]]:
    """Every path that has a practice: its slug, its title, and the practices in order."""
    everything = definitions()
    shelves = [
        (path.slug, path.title, [practice for practice in everything if practice.path == path.slug])
        for path in library().paths
    ]
    return [shelf for shelf in shelves if shelf[2]]
