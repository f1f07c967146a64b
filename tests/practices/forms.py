"""A browser without scripts, as far as practices need one: it fills in a page's forms and presses their buttons."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from django.test import Client


@dataclass
class Form:
    action: str
    identity: str = ""
    fields: list[tuple[str, str]] = field(default_factory=list)
    ticks: list[tuple[str, str]] = field(default_factory=list)
    writing: list[str] = field(default_factory=list)
    buttons: list[tuple[str, str, str]] = field(default_factory=list)  # words, name, value


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.open: Form | None = None
        self.button: dict[str, str] | None = None
        self.words = ""
        self.outside: list[tuple[str, str, str, str]] = []
        self.area: str | None = None
        self.select: str | None = None
        self.options: dict[str, list[str]] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.open = Form(said["action"], said.get("id", ""))
            self.forms.append(self.open)
        elif tag == "input" and self.open:
            self._input(said)
        elif tag == "textarea" and self.open:
            self.area, self.words = said["name"], ""
            self.open.writing.append(said["name"])
        elif tag == "select" and self.open:
            self.select = said["name"]
            self.options[said["name"]] = []
        elif tag == "option" and self.select and self.open:
            self.options[self.select].append(said["value"])
            if "selected" in said:
                self.open.fields.append((self.select, said["value"]))
        elif tag == "button":
            self.button, self.words = said, ""

    def _input(self, said: dict[str, str]) -> None:
        assert self.open
        pair = (said["name"], said.get("value", ""))
        if said.get("type") in ("checkbox", "radio"):
            self.open.ticks.append(pair)
            if "checked" in said:
                self.open.fields.append(pair)
            return
        self.open.fields.append(pair)
        if said.get("type") != "hidden":
            self.open.writing.append(said["name"])

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.open = None
        elif tag == "textarea" and self.open and self.area:
            self.open.fields.append((self.area, self.words))
        elif tag == "select":
            self.select = None
        elif tag == "button" and self.button is not None:
            words = " ".join(self.words.split())
            pressed = (words, self.button.get("name", ""), self.button.get("value", ""))
            if self.button.get("type") == "button":
                pass  # works with a script only
            elif "form" in self.button:
                self.outside.append((self.button["form"], *pressed))
            elif self.open:
                self.open.buttons.append(pressed)
            self.button = None

    def handle_data(self, data: str) -> None:
        self.words += data


def forms_of(response: Any) -> list[Form]:
    """The forms of a page, with the buttons that belong to them from elsewhere on it."""
    reader = _Reader()
    reader.feed(response.content.decode())
    for identity, *pressed in reader.outside:
        owner = next(form for form in reader.forms if form.identity == identity)
        owner.buttons.append((pressed[0], pressed[1], pressed[2]))
    return reader.forms


def buttons_of(response: Any) -> list[str]:
    """The words on every button that works without a script."""
    return [words for form in forms_of(response) for words, _, _ in form.buttons]


def press(client: Client, response: Any, words: str, /, **writes: str | list[str]) -> Any:
    """Presses the button that begins with these words, after filling in or ticking what `writes` says."""
    form, name, value = next(
        (form, name, value)
        for form in forms_of(response)
        for label, name, value in form.buttons
        if label.startswith(words)
    )
    data: dict[str, list[str]] = {}
    for field_name, field_value in form.fields:
        if field_name not in writes:
            data.setdefault(field_name, []).append(field_value)
    for field_name, written in writes.items():
        data[field_name] = [written] if isinstance(written, str) else written
    if name:
        data.setdefault(name, []).append(value)
    return client.post(form.action, data)


def walk(client: Client, slug: str, *presses: str) -> Any:
    """Opens a practice and presses one button after the other."""
    response = client.get(f"/practice/{slug}/")
    for words in presses:
        response = press(client, response, words)
    return response


def title_of(response: Any) -> str:
    """What the page's first heading says (on a practice's own page: what its first step asks)."""
    html = response.content.decode()
    tag = '<h2 class="first-step__ask" id="question">' if "first-step__ask" in html else "<h1"
    return " ".join(html.split(tag)[1].split("</h")[0].split(">")[-1].split())
