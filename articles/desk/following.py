"""Manuscripts follow what is public: a text that came from a file has its copy on the desk, and a copy that nobody is
working on is the public text."""

from articles.desk.kinds import Kind, kind_of, kinds
from articles.models import Manuscript
from articles.sync import FROM_ITS_FILE


def follow_new_texts() -> None:
    """Lays a copy on the desk for each public text that has none, and takes away untouched copies of removed ones."""
    for kind in kinds():
        public = kind.slugs()
        copies = Manuscript.objects.filter(kind=kind.name)
        copies.filter(step=Manuscript.Step.PUBLISHED).exclude(slug__in=public).delete()
        for slug in sorted(public - set(copies.values_list("slug", flat=True))):
            _lay_down(kind, slug)


def follow(manuscript: Manuscript) -> bool:
    """Brings an untouched copy up to its public text. Returns whether a copy that somebody works on has been overtaken:
    the public text is no longer the one it began from."""
    public = kind_of(manuscript).public_text(manuscript.slug)
    if public == manuscript.public_text:
        return False
    if manuscript.step != Manuscript.Step.PUBLISHED:
        return True
    begin_from_public(manuscript, user=None, why=FROM_ITS_FILE)
    return False


def begin_from_public(manuscript: Manuscript, *, user: object, why: str) -> None:
    """The copy becomes the public text again. What stood in it before stays in its history."""
    kind = kind_of(manuscript)
    public = kind.public_text(manuscript.slug)
    kind.take(manuscript, public)
    manuscript.public_text, manuscript.step = public, Manuscript.Step.PUBLISHED
    manuscript.keep(user, why)


def begin_on_top(manuscript: Manuscript, *, user: object, why: str) -> None:
    """The copy stays as it is, and counts from now on as a change of what is public today."""
    manuscript.public_text = kind_of(manuscript).public_text(manuscript.slug)
    manuscript.keep(user, why)


def _lay_down(kind: Kind, slug: str) -> None:
    public = kind.public_text(slug)
    copy = Manuscript(kind=kind.name, step=Manuscript.Step.PUBLISHED, public_text=public)
    kind.take(copy, public)
    copy.keep(None, FROM_ITS_FILE)
