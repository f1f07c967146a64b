"""A note for an appointment: her ticks and words as one page in plain language, made in the response and kept nowhere.

Every field may stay empty. Nothing she wrote is cut, counted or judged. Source: voice and safety guide, part 2.7.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

__all__ = ["FIELDS", "LONGEST", "FilledField", "Note", "Ticks", "Words"]

Text = str | Promise
LONGEST = 2000  # characters in one field, said to the browser; the server takes whatever comes


@dataclass(frozen=True)
class Words:
    """A field to write in. `lead` begins its line in the note."""

    name: str
    label: Text
    lead: Text
    hint: Text = ""
    is_short: bool = False


@dataclass(frozen=True)
class Ticks:
    """A group of boxes; `choices` are pairs of value and words, and the words also stand in the note."""

    name: str
    label: Text
    lead: Text
    choices: tuple[tuple[str, Text], ...]
    hint: Text = ""
    is_one_of: bool = False


# In the order of the form, which is that of the note.
FIELDS: tuple[Words | Ticks, ...] = (
    Words(
        "weeks",
        _("How many weeks since the birth, or since they came home?"),
        _("Weeks since the birth, or since my baby came home:"),
        is_short=True,
    ),
    Ticks(
        "toward",
        _("What I feel toward my baby"),
        _("What I feel toward my baby:"),
        (
            ("nothing", _("nothing much")),
            ("far", _("far away")),
            ("afraid", _("afraid")),
            ("autopilot", _("on autopilot")),
            ("closer", _("I felt closer before")),
        ),
    ),
    Ticks(
        "since",
        _("Since when"),
        _("Since when:"),
        (("start", _("since the birth, or since they came home")), ("later", _("it came later"))),
        is_one_of=True,
    ),
    Ticks(
        "mood",
        _("Mood, sleep, eating"),
        _("Most days:"),
        (
            ("low", _("low")),
            ("numb", _("numb")),
            ("worried", _("worried or panicky")),
            ("angry", _("angry")),
            ("sleepless", _("I can't sleep, even when I could")),
            ("eating", _("I can hardly eat")),
        ),
    ),
    Ticks(
        "birth",
        _("The birth or the hospital"),
        _("About the birth:"),
        (("back", _("it keeps coming back in pictures, dreams, or sudden fear")),),
        hint=_("You do not have to tell the story to get help."),
    ),
    Ticks(
        "thoughts",
        _("Thoughts"),
        _("Thoughts:"),
        (
            ("unwanted", _("thoughts come that I don't want and that horrify me")),
            ("dying", _("thoughts of dying")),
            ("hurting", _("thoughts of hurting my baby")),
        ),
    ),
    Ticks(
        "ask",
        _("I'd like to be asked about"),
        _("Please ask me about:"),
        (
            ("depression", _("depression")),
            ("anxiety", _("anxiety")),
            ("ocd", _("OCD")),
            ("trauma", _("trauma")),
            ("body", _("thyroid and iron")),
        ),
    ),
    Words(
        "medicines",
        _("My medicines, and how I feed my baby"),
        _("My medicines, and how I feed my baby:"),
        hint=_("So that nobody tells you to stop one without thinking about the other."),
    ),
    Ticks(
        "before",
        _("What I've had before"),
        _("Before this:"),
        (
            ("depression", _("depression or anxiety")),
            ("bipolar", _("bipolar disorder or psychosis, in me")),
            ("family", _("bipolar disorder or psychosis, in my family")),
        ),
    ),
    Ticks(
        "home",
        _("At home"),
        _("At home:"),
        (("frightened", _("someone at home frightens me; please ask me when I am alone")),),
        hint=_("Tick this only if nobody else will see this paper."),
    ),
    Words(
        "want", _("What I'd like"), _("What I'd like:"), hint=_("For example: somebody to talk to, more sleep, a plan.")
    ),
    Ticks(
        "fear",
        _("What I'm afraid of"),
        _("What I'm afraid of:"),
        (("judged", _("being judged")), ("taken", _("my baby being taken"))),
    ),
    Words("more", _("Anything else, in my words"), _("In my words:")),
)
BY_NAME = {field.name: field for field in FIELDS}
# Ticked, they bring the lines to call above the note, and one plain sentence to its top.
URGENT = {"dying": _("dying"), "hurting": _("hurting my baby")}


@dataclass(frozen=True)
class FilledField:
    """A field of the form with what she gave."""

    field: Words | Ticks
    values: tuple[str, ...]

    @property
    def is_ticks(self) -> bool:
        """Whether it has boxes to tick."""
        return isinstance(self.field, Ticks)

    @property
    def value(self) -> str:
        """What she wrote, for a field to write in."""
        return self.values[0] if self.values else ""


@dataclass(frozen=True)
class Note:
    """What she ticked and wrote, for one response."""

    filled: tuple[FilledField, ...]

    @classmethod
    def empty(cls) -> Note:
        """A note with nothing in it."""
        return cls.read(QueryDict())

    @classmethod
    def read(cls, posted: QueryDict) -> Note:
        """Takes the fields we know out of a form; a value that no box has is left out."""
        return cls(tuple(FilledField(field, _values(field, posted)) for field in FIELDS))

    @property
    def is_empty(self) -> bool:
        """Whether nothing was ticked and nothing written."""
        return not any(filled.values for filled in self.filled)

    @property
    def urgent(self) -> str:
        """The sentence about thoughts of dying or of hurting the baby, or ""."""
        about = [str(words) for value, words in URGENT.items() if self._ticked("thoughts", value)]
        if not about:
            return ""
        thoughts = gettext(" and of ").join(about)
        return gettext("I have had thoughts of %(thoughts)s and need to be asked about them today.") % {
            "thoughts": thoughts
        }

    @property
    def is_afraid_at_home(self) -> bool:
        """Whether she ticked that someone at home frightens her."""
        return self._ticked("home", "frightened")

    @property
    def lines(self) -> list[tuple[str, str]]:
        """The note: pairs of how a line begins and what she gave; the urgent sentence stands apart."""
        return list(self._lines())

    @property
    def text(self) -> str:
        """The whole note as plain text, for copying and for her journal."""
        lines = [f"{lead} {words}" for lead, words in self.lines]
        return "\n".join([self.urgent, *lines] if self.urgent else lines)

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """What she gave, as pairs of name and value, so that the next press brings it along."""
        return [(filled.field.name, value) for filled in self.filled for value in filled.values]

    def _ticked(self, name: str, value: str) -> bool:
        return any(filled.field.name == name and value in filled.values for filled in self.filled)

    def _lines(self) -> Iterator[tuple[str, str]]:
        for filled in self.filled:
            field = filled.field
            if isinstance(field, Words):
                words = filled.value
            else:
                said_above = URGENT if field.name == "thoughts" else {}
                words = "; ".join(
                    str(said) for value, said in field.choices if value in filled.values and value not in said_above
                )
            if words:
                yield str(field.lead), words


def _values(field: Words | Ticks, posted: QueryDict) -> tuple[str, ...]:
    given = posted.getlist(field.name)
    if isinstance(field, Words):
        return tuple(text for text in given[:1] if text.strip())
    known = tuple(value for value, _words in field.choices if value in given)
    return known[:1] if field.is_one_of else known
