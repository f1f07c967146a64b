"""What a page of the journal is: her own writing, or the answers of a practice that she kept."""

from django.utils.translation import gettext_lazy as _

PRACTICE = "practice"
WORDS = {PRACTICE: _("Practice")}


def word(kind: str) -> str:
    """What a list calls it; nothing for her own pages, and for a kind of a later release."""
    return str(WORDS.get(kind, ""))


def kind_of(said: object, practice: str) -> str:
    """The kind of a page, told by what it says of itself; pages of before kinds had names say only which practice."""
    if said in WORDS:
        return str(said)
    return PRACTICE if practice else ""
