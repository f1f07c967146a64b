"""The writing form, and what may stand in it."""

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from reflections import kinds
from reflections.closeness import WORDS
from reflections.drafts import Unfinished
from reflections.pages import Head, now

LONGEST_TEXT = 100_000  # characters, of whatever script
LONGEST_TITLE = 200
MOST_FEELINGS, LONGEST_FEELING = 12, 40


def without_what_cannot_be_kept(text: str) -> str:
    """The same text with one kind of line end. Raises ValidationError for NUL and lone surrogates.

    Nothing is taken out in silence: what would not come back as it was is not accepted.
    """
    if "\0" in text or any(0xD800 <= ord(character) <= 0xDFFF for character in text):
        raise ValidationError(_("There is a character in this text that cannot be kept. Take it out and save again."))
    return text.replace("\r\n", "\n").replace("\r", "\n")


def feelings_in(values: list[str]) -> tuple[str, ...]:
    """Her words, in her order, each once: from ticked boxes and from a line parted by commas.

    Raises ValidationError.
    """
    words = [" ".join(word.split()) for value in values for word in value.replace("،", ",").split(",")]
    found = tuple(dict.fromkeys(without_what_cannot_be_kept(word) for word in words if word))
    if len(found) > MOST_FEELINGS or any(len(word) > LONGEST_FEELING for word in found):
        raise ValidationError(gettext("A few words are enough here: up to 12, each up to 40 characters."))
    return found


class Feelings(forms.Field):
    """Several values of one name: ticked words and typed ones."""

    widget = forms.MultipleHiddenInput

    def clean(self, value: Any) -> tuple[str, ...]:
        return feelings_in(list(value or []))


class WritingForm(forms.Form):
    """One page as she writes it. Every field but the words themselves may be missing."""

    title = forms.CharField(required=False)
    text = forms.CharField(required=False, strip=False)
    closeness = forms.ChoiceField(required=False, choices=[(str(number), word) for number, word in WORDS.items()])
    feelings = Feelings(required=False)
    # What the form knows about itself: its own number, the revision its draft and its page had when it was made.
    form_id = forms.UUIDField(required=False)
    draft_revision = forms.IntegerField(required=False, min_value=0)
    base = forms.IntegerField(required=False, min_value=0)
    prompt = forms.CharField(required=False, max_length=10)
    kind = forms.CharField(required=False)
    practice = forms.SlugField(required=False, max_length=80)
    offset = forms.IntegerField(required=False, min_value=-840, max_value=840)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._own_number = uuid4()
        for name in ("text", "title"):  # `clean_…` says it in one sentence, with the text still there
            self.fields[name].validators = []
        self.fields["closeness"].error_messages["invalid_choice"] = _("Choose one of the five words, or none.")

    def clean_title(self) -> str:
        title = without_what_cannot_be_kept(self.cleaned_data["title"]).replace("\n", " ")
        if len(title) > LONGEST_TITLE:
            raise ValidationError(_("A title can have up to 200 characters."))
        return title

    def clean_text(self) -> str:
        text = without_what_cannot_be_kept(self.cleaned_data["text"])
        if len(text) > LONGEST_TEXT:
            over = _("This is %(over)d characters longer than one page can be. Save it as two pages: cut the end here "
                     "and paste it into a new one.")  # fmt: skip
            raise ValidationError(over, params={"over": len(text) - LONGEST_TEXT})
        return text

    def is_blank(self) -> bool:
        """Nothing written, nothing chosen."""
        return self.as_draft("").is_empty()

    def number(self) -> UUID:
        """The number this form carries, by which the same submit twice is known; a new one where there is none."""
        return self.cleaned_data.get("form_id") or self._own_number

    def values(self) -> dict[str, Any]:
        """What stands in the form, valid or not, as the page shows it again."""
        shown = {name: self[name].value() for name in self.fields}
        raw = shown["feelings"] or ()
        words = [" ".join(word.split()) for value in raw for word in value.split(",")]
        shown["feelings"] = tuple(dict.fromkeys(word for word in words if word))
        shown["form_id"] = shown["form_id"] or self._own_number
        return {name: "" if value is None else value for name, value in shown.items()}

    def as_draft(self, entry: str) -> Unfinished:
        """Her words as a draft: whatever is valid, so that one wrong field loses nothing."""
        said = self.cleaned_data
        return Unfinished(
            id=self.number(),
            revision=said.get("draft_revision") or 0,
            title=said.get("title", ""),
            text=said.get("text", ""),
            closeness=said.get("closeness", ""),
            feelings=said.get("feelings") or (),
            prompt=said.get("prompt", ""),
            kind=kinds.kind_of(said.get("kind"), said.get("practice", "")),
            practice=said.get("practice", ""),
            entry=entry,
            base=said.get("base") or 0,
        )

    def as_head(self, prompt: str) -> Head:
        """Her words as a page's head. `prompt` is the text of the prompt she came from."""
        said = self.cleaned_data
        moment = now(said.get("offset") or 0)
        return Head(
            title=said["title"],
            written=moment,
            changed=moment,
            closeness=int(said["closeness"] or 0),
            feelings=said["feelings"],
            prompt=prompt,
            kind=kinds.kind_of(said["kind"], said["practice"]),
            practice=said["practice"],
        )
