"""The form of a text: a field for each of its parts, filled in as it stands in the file."""

from typing import Any

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from markdownx.widgets import MarkdownxWidget

from articles.desk.kinds import Kind
from articles.desk.parts import Part, Typed
from articles.models import Manuscript
from articles.models.manuscript import LONGEST_WHY

LONGEST = 200_000  # characters: what a content file may have
LISTS = ("list", "references")


class PreviewWidget(MarkdownxWidget):  # type: ignore[misc]  # markdownx has no types
    """markdownx's widget, asking our own preview. Uploads lead nowhere: there is no route for them."""

    @staticmethod
    def add_markdownx_attrs(attrs: dict[str, Any]) -> dict[str, Any]:
        attrs = MarkdownxWidget.add_markdownx_attrs(attrs)
        attrs["data-markdownx-urls-path"] = str(reverse_lazy("desk:preview"))
        attrs["data-markdownx-upload-urls-path"] = ""
        attrs["data-markdownx-editor-resizable"] = ""  # it scrolls beside its preview instead of growing past it
        return attrs


class TextForm(forms.Form):
    """A manuscript as a form. It refuses only what could not be kept; what is wrong with a text, the findings say."""

    def __init__(self, data: Any = None, *, kind: Kind, manuscript: Manuscript, **options: Any) -> None:
        super().__init__(data, initial=_initial(kind, manuscript), label_suffix="", **options)
        self.kind, self.manuscript = kind, manuscript
        for part in kind.shown_parts():
            self.fields[part.key] = _field(part)
        if not manuscript.is_new:
            self.fields["slug"].disabled = True
        self.fields["body"] = forms.CharField(
            label=_("Text"), required=False, strip=False, max_length=LONGEST,
            widget=PreviewWidget({"rows": 24, "spellcheck": "true"}),
        )  # fmt: skip
        self.fields["why"] = forms.CharField(
            label=_("What did you change, in a line?"), required=False, max_length=LONGEST_WHY
        )
        self.fields["revision"] = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"].strip()
        taken = Manuscript.objects.filter(kind=self.kind.name, slug=slug).exclude(pk=self.manuscript.pk)
        if not slug:
            raise forms.ValidationError(_("Give it an address, such as small-moments."))
        if taken.exists() or (self.manuscript.is_new and slug in self.kind.slugs()):
            raise forms.ValidationError(_("Another text has this address."))
        return slug

    def typed(self) -> dict[str, Typed]:
        """The parts as typed; those that are not shown, as they were."""
        fields = dict(self.initial["all"])
        for part in self.kind.shown_parts():
            value = self.cleaned_data.get(part.key, "")
            lines = [line.strip() for line in str(value).splitlines() if line.strip()]
            plain = ("true" if value else "false") if part.form == "yes-no" else _with_newlines(str(value)).strip()
            fields[part.key] = lines if part.form in LISTS else plain
        return fields

    def fill(self) -> Manuscript:
        """The manuscript with what was typed, not saved yet."""
        self.manuscript.fields = self.typed()
        body = _with_newlines(self.cleaned_data["body"])
        self.manuscript.body = body if not body or body.endswith("\n") else f"{body}\n"
        self.manuscript.slug = str(self.manuscript.fields["slug"])
        self.manuscript.title = str(self.manuscript.fields["title"])[:200]
        return self.manuscript


def _initial(kind: Kind, manuscript: Manuscript) -> dict[str, Any]:
    typed = manuscript.fields or kind.begin()
    shown: dict[str, Any] = {"all": typed, "body": manuscript.body, "revision": manuscript.revision}
    for part in kind.shown_parts():
        value = typed.get(part.key, "")
        as_lines = "\n".join(value) if isinstance(value, list) else value
        shown[part.key] = value == "true" if part.form == "yes-no" else as_lines
    return shown


def _field(part: Part) -> forms.Field:
    options: dict[str, Any] = {"label": part.label, "help_text": part.hint, "required": False}
    if part.form == "choice":
        assert part.options is not None  # noqa: S101 - a choice brings its options
        return forms.ChoiceField(choices=[("", "…"), *part.options()], **options)
    if part.form == "yes-no":
        return forms.BooleanField(**options)
    widget: forms.Widget = forms.TextInput()
    if part.form in ("text", "list", "references", "own"):
        widget = forms.Textarea({"rows": 3 if part.form == "text" else 6})
    elif part.form == "day":
        widget = forms.DateInput({"type": "date"})
    elif part.form == "number":
        widget = forms.NumberInput({"min": 1})
    return forms.CharField(widget=widget, max_length=LONGEST, strip=part.form != "own", **options)


def _with_newlines(text: str) -> str:
    """A browser sends line ends as CR LF, whatever stood there before."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
