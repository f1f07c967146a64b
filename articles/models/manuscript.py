"""What lies on the editors' desk: the working copy of a text, and what a clinician has approved."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

LONGEST_WHY = 200  # characters of the one line that says why


class Manuscript(models.Model):
    """The copy of a text that editors write in. What the world reads changes only when it is published.

    `fields` holds the front matter as typed, by key, each a text or a list of texts, so that a half-written copy is
    kept as it is. `public_text` is the published text that this copy began from; empty for a text not yet published.
    """

    class Kind(models.TextChoices):
        ARTICLE = "article", _("article")
        PRACTICE = "practice", _("practice")

    class Step(models.TextChoices):
        DRAFT = "draft", _("draft")
        IN_REVIEW = "in review", _("in review")
        PUBLISHED = "published", _("published")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind, editable=False)
    slug = models.CharField(_("address"), max_length=80)
    title = models.CharField(_("title"), max_length=200)
    fields = models.JSONField(default=dict)
    body = models.TextField(_("text"), blank=True)
    step = models.CharField(_("step"), max_length=20, choices=Step, default=Step.DRAFT)
    public_text = models.TextField(blank=True, editable=False)
    revision = models.PositiveIntegerField(default=0, editable=False)

    # Every saved state, with who and why: nothing that was written here is ever gone.
    history = HistoricalRecords(history_change_reason_field=models.CharField(max_length=LONGEST_WHY, null=True))

    class Meta:
        ordering = ["kind", "title"]
        verbose_name = _("text")
        verbose_name_plural = _("texts")
        constraints = [models.UniqueConstraint(fields=["kind", "slug"], name="one_manuscript_a_text")]

    def __str__(self) -> str:
        return self.title

    @property
    def file_name(self) -> str:
        """The name of its file in `content/`."""
        return f"{self.slug}.md"

    @property
    def is_new(self) -> bool:
        """Not published yet: its address may still change, and it may be thrown away."""
        return not self.public_text

    def keep(self, user: Any, why: str) -> None:
        """Saves it as its next revision, with who and why. The history keeps the one before."""
        self.revision += 1
        self.slug, self.title = str(self.fields.get("slug", "")), str(self.fields.get("title", ""))[:200]
        self._history_user = user
        self._change_reason = why[:LONGEST_WHY] or None
        self.save()


class Approval(models.Model):
    """A clinician's word on one exact text: `fingerprint` is that text's, and `text` what was read."""

    manuscript = models.ForeignKey(Manuscript, on_delete=models.CASCADE, related_name="approvals")
    fingerprint = models.CharField(max_length=16)
    text = models.TextField()
    name = models.CharField(_("name"), max_length=120)
    role = models.CharField(_("role"), max_length=120)
    date = models.DateField(_("date"))
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.name}, {self.role}, {self.date}"
