"""Five words for how close she feels today. Words, never a score: nothing is added up, and nothing is compared."""

from django.utils.translation import gettext_lazy as _

WORDS = {1: _("far"), 2: _("a little far"), 3: _("in between"), 4: _("a little close"), 5: _("close")}

# Offered beside her own words. Flat and dull ones too: nobody has to feel something.
FEELINGS = (
    _("numb"), _("tired"), _("tender"), _("sad"), _("worried"), _("angry"),
    _("ashamed"), _("lonely"), _("calm"), _("hopeful"), _("nothing much"),
)  # fmt: skip


def word(closeness: int) -> str:
    """The word, or nothing where she said nothing."""
    return str(WORDS.get(closeness, ""))
