"""The kinds of text that lie on the desk. Each room brings its own: how a text is checked, shown, and made public."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import yaml
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from articles.desk.parts import Part, Typed, Words, put_together, take_apart
from articles.finding import Finding
from articles.models import Approval, Manuscript
from articles.paths import library
from articles.sync import Take, UnknownSlug

A_YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Disagreement:
    """A text whose public row and file are not the same. `both_changed` is a conflict: a person decides; otherwise
    the site is ahead and an export brings the file up to it. An empty `file_text` says that the file is gone."""

    kind: str
    slug: str
    title: str
    site_text: str
    file_text: str
    both_changed: bool


class Kind(ABC):
    """One kind of text. Texts are whole files; `slug` names one within its kind."""

    name: str
    parts: tuple[Part, ...]
    rules: Mapping[str, str]
    in_language: str = "en"

    # --- What the desk asks of a room --------------------------------------------------------------------------------

    @abstractmethod
    def public_text(self, slug: str) -> str:
        """One public text; empty where there is none."""

    @abstractmethod
    def slugs(self) -> set[str]:
        """The slugs of all public texts, without reading them."""

    @abstractmethod
    def address(self, slug: str) -> str:
        """The path of its public page."""

    @abstractmethod
    def findings(self, name: str, text: str, *, among_all: bool) -> list[Finding]:
        """What is not right yet, in lines of `text`; with `among_all`, also how it fits with the other texts."""

    @abstractmethod
    def fingerprint(self, name: str, text: str) -> str:
        """What tells this text from another for a review. Raises ContentError."""

    @abstractmethod
    def publish(self, slug: str, text: str, *, why: str, user: Any) -> None:
        """Makes a text without errors the public one. To be called in a transaction."""

    @abstractmethod
    def preview(self, request: HttpRequest, name: str, text: str, *, is_draft: bool) -> HttpResponse:
        """The page this text would be, by the page's own rendering; a draft says so on top. Raises ContentError."""

    @abstractmethod
    def disagreements(self) -> list[Disagreement]:
        """Where rows and files are not the same, when both could be read."""

    @abstractmethod
    def decide(self, slug: str, side: Take) -> None:
        """Decides a conflict that is there."""

    # --- What is the same for every kind -----------------------------------------------------------------------------

    def text_of(self, manuscript: Manuscript) -> str:
        """The whole text of a manuscript."""
        return put_together(manuscript.fields, manuscript.body, self.parts)

    def begin(self) -> dict[str, Typed]:
        """What a new text of this kind starts from."""
        today = timezone.localdate()
        begun: dict[str, Typed] = {part.key: [] if part.form in ("list", "references") else "" for part in self.parts}
        set_already: dict[str, Typed] = {
            "clinical_review": "none yet",
            "published": today.isoformat(),
            "updated": today.isoformat(),
            "review_due": (today + A_YEAR).isoformat(),
            "version": "1.0",
            "funding": "none",
            "conflicts": "none",
            "authors": ["Small Moments writers"],
        }
        return begun | {key: value for key, value in set_already.items() if key in begun}

    def as_published(self, manuscript: Manuscript, approval: Approval | None, why: str = "") -> str:
        """The text as publishing today would make it: its day, and who has reviewed this very text."""
        fields = dict(manuscript.fields) | {"updated": timezone.localdate().isoformat()}
        if approval is not None:
            review = {
                "name": approval.name,
                "role": approval.role,
                "date": approval.date.isoformat(),
                "text": approval.fingerprint,
            }
            fields["clinical_review"] = yaml.safe_dump(review, allow_unicode=True, sort_keys=False)
        return put_together(self.set_by_publishing(fields, manuscript, why), manuscript.body, self.parts)

    def set_by_publishing(self, fields: dict[str, Typed], manuscript: Manuscript, why: str) -> dict[str, Typed]:
        """What else publishing sets in a text of this kind."""
        return fields

    def resolve(self, slug: str, side: Take) -> None:
        """Decides a conflict. Raises UnknownSlug where there is none."""
        if slug not in {each.slug for each in self.disagreements() if each.both_changed}:
            raise UnknownSlug(slug)
        self.decide(slug, side)

    def shown_parts(self) -> Sequence[Part]:
        """The parts an editor fills in; the rest is set by publishing."""
        return [part for part in self.parts if part.group]

    def take(self, manuscript: Manuscript, text: str) -> None:
        """Makes a manuscript say what a whole text says, without saving it."""
        apart = take_apart(text)
        manuscript.fields, manuscript.body = apart.fields, apart.body
        manuscript.slug = str(apart.fields.get("slug", ""))
        manuscript.title = str(apart.fields.get("title", ""))


def path_options() -> Sequence[tuple[str, Words]]:
    """The paths through the library, to choose from."""
    return [(path.slug, path.title) for path in library().paths]


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Lays a kind of text on the desk; called by its room's app when it is ready."""
    _kinds[kind.name] = kind


def kinds() -> tuple[Kind, ...]:
    """Every kind there is."""
    return tuple(_kinds.values())


def kind_of(manuscript: Manuscript) -> Kind:
    """The kind of a manuscript."""
    return _kinds[manuscript.kind]


def kind_named(name: str) -> Kind:
    """Raises KeyError for a kind that no room has brought."""
    return _kinds[name]
