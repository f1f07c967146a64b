"""From draft to published, and who may take which step. A text that changes after it was read is read again."""

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.content import ContentError
from articles.desk.following import follow
from articles.desk.kinds import kind_of
from articles.models import Approval, Manuscript
from config.roles import CLINICIAN, EDITOR, PUBLISHER

Step = Manuscript.Step
ACTS = ("write", "submit", "send-back", "approve", "publish")


class NotPossible(Exception):
    """A step that cannot be taken now; the text says why, in one sentence."""


def may(roles: Collection[str], act: str, manuscript: Manuscript) -> bool:
    """Whether somebody with these roles can take this step now."""
    allowed = {
        "write": EDITOR in roles,
        "submit": EDITOR in roles and manuscript.step == Step.DRAFT,
        "send-back": bool({CLINICIAN, PUBLISHER} & set(roles)) and manuscript.step == Step.IN_REVIEW,
        "approve": CLINICIAN in roles and manuscript.step == Step.IN_REVIEW,
        "publish": PUBLISHER in roles and manuscript.step == Step.IN_REVIEW,
    }
    return allowed[act]


def save(manuscript: Manuscript, user: Any, why: str) -> None:
    """Keeps what was written. Whatever it was before, it is a draft now, and has to be read again."""
    manuscript.step = Step.DRAFT
    manuscript.keep(user, why)


def submit(manuscript: Manuscript, user: Any, why: str) -> None:
    """Asks the others to read it. Raises NotPossible where nothing differs from what is public."""
    if not differs(manuscript):
        raise NotPossible(_("Nothing in it differs from what is public."))
    manuscript.step = Step.IN_REVIEW
    manuscript.keep(user, why or _("Submitted for review"))


def send_back(manuscript: Manuscript, user: Any, why: str) -> None:
    """Back to the editor. Raises NotPossible without a reason."""
    if not why.strip():
        raise NotPossible(_("Say in one line what should change."))
    manuscript.step = Step.DRAFT
    manuscript.keep(user, why)


def approve(manuscript: Manuscript, user: Any, *, revision: int, name: str, role: str) -> Approval:
    """A clinician's word on the text as it stands. Raises NotPossible where it changed since she opened the page."""
    if revision != manuscript.revision:
        raise NotPossible(_("The text was changed while you were reading. Read it again, then approve."))
    try:
        fingerprint = fingerprint_of(manuscript)
    except ContentError:
        raise NotPossible(_("This text cannot be read as a page yet: the findings say why.")) from None
    text = kind_of(manuscript).text_of(manuscript)
    return Approval.objects.create(
        manuscript=manuscript, fingerprint=fingerprint, text=text, name=name, role=role,
        date=timezone.localdate(), given_by=user,
    )  # fmt: skip


def approval_of(manuscript: Manuscript) -> Approval | None:
    """The latest approval of this very text; None where it was never approved or has changed since."""
    try:
        return manuscript.approvals.filter(fingerprint=fingerprint_of(manuscript)).first()
    except ContentError:
        return None


def fingerprint_of(manuscript: Manuscript) -> str:
    """Raises ContentError for a text that cannot be read yet."""
    kind = kind_of(manuscript)
    return kind.fingerprint(manuscript.file_name, kind.text_of(manuscript))


def differs(manuscript: Manuscript) -> bool:
    """Whether there is anything in it to publish."""
    if manuscript.is_new:
        return True
    kind = kind_of(manuscript)
    try:
        return fingerprint_of(manuscript) != kind.fingerprint(manuscript.file_name, manuscript.public_text)
    except ContentError:
        return True


def publish(manuscript: Manuscript, user: Any, why: str, *, answered: Collection[str]) -> None:
    """Makes it public. `answered` are the doubts that the publisher has said yes to.

    Raises NotPossible, and then nothing was changed.
    """
    if not why.strip():
        raise NotPossible(_("Say in one line what changed: readers see it."))
    kind = kind_of(manuscript)
    with transaction.atomic():
        if follow(manuscript):
            raise NotPossible(
                _("The public text has changed since this copy was begun. Decide first which one counts.")
            )
        if not differs(manuscript):
            raise NotPossible(_("Nothing in it differs from what is public."))
        approval = approval_of(manuscript)
        text = kind.as_published(manuscript, approval, why)
        findings = kind.findings(manuscript.file_name, text, among_all=True)
        if errors := [finding for finding in findings if finding.level == "error"]:
            raise NotPossible(_("It has errors. Mend them first: %s") % errors[0].message)
        warnings = [finding.message for finding in findings if finding.level == "warning"]
        if any(doubt not in answered for doubt in doubts(warnings, approval)):
            raise NotPossible(_("Some questions are open."))
        kind.publish(manuscript.slug, text, why=why, user=user)
        kind.take(manuscript, text)
        manuscript.step, manuscript.public_text = Step.PUBLISHED, kind.public_text(manuscript.slug)
        manuscript.keep(user, why)


def doubts(warnings: Collection[str], approval: Approval | None) -> list[str]:
    """What publishing asks about: each warning, and a text that no clinician has reviewed as it stands."""
    unreviewed = [_("No clinician has approved this very text. The page will say so.")] if approval is None else []
    return [*warnings, *unreviewed]
