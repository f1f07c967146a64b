"""Articles as rows: Markdown and what stands above it, never HTML."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from articles.language import word_count


class ArticleQuerySet(models.QuerySet["Article"]):
    def published(self) -> ArticleQuerySet:
        """What the world may read: the only door to public rows."""
        return self.filter(published__lte=timezone.localdate())

    def on_path(self, path: str) -> ArticleQuerySet:
        return self.filter(path=path).order_by("order")


class Article(models.Model):
    """One article. Every field up to `body` is a key of the file's front matter, see docs/writing-an-article.md."""

    class Audience(models.TextChoices):
        MOTHER = "mother", _("mothers")
        FAMILY = "family", _("partners and family")
        PROFESSIONAL = "professional", _("professionals")

    title = models.CharField(max_length=160)
    quiet_title = models.CharField(max_length=160, blank=True)
    slug = models.SlugField(max_length=80, unique=True)
    path = models.SlugField(max_length=80)
    order = models.PositiveSmallIntegerField()
    summary = models.TextField()
    main_message = models.TextField()
    audience = models.CharField(max_length=20, choices=Audience)
    topics = models.JSONField(default=list)
    search_words = models.JSONField(default=list)
    claims = models.JSONField(default=list)
    references = models.JSONField(default=list)
    practice = models.CharField(max_length=200)
    prompts = models.JSONField(default=list)
    related = models.JSONField(default=list)
    content_note = models.TextField(blank=True)
    help_first = models.BooleanField(default=False)
    published = models.DateField()
    updated = models.DateField()
    review_due = models.DateField()
    version = models.CharField(max_length=20)
    authors = models.JSONField(default=list)
    what_changed = models.CharField(max_length=200, blank=True)
    clinical_review = models.JSONField(default=dict, blank=True)  # empty: none yet
    funding = models.CharField(max_length=300)
    conflicts = models.CharField(max_length=300)
    waivers = models.JSONField(default=dict, blank=True)
    body = models.TextField()

    # Where it came from. The text as last synced is the common ancestor when file and row have both changed.
    file_name = models.CharField(max_length=120, unique=True, editable=False)
    file_text = models.TextField(editable=False)

    objects = ArticleQuerySet.as_manager()
    # What was public, and from when: the page "What changed" is made of it.
    history = HistoricalRecords(
        excluded_fields=["file_name", "file_text"],
        history_change_reason_field=models.CharField(max_length=200, null=True),
    )

    # What simple-history asks a row for when it is saved.
    _change_reason: str
    _history_user: Any

    class Meta:
        ordering = ["path", "order"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("articles:detail", args=[self.slug])

    @property
    def minutes(self) -> int:
        """Minutes to read it, at 200 words a minute: slower than the 238 of Brysbaert (2019), for a tired reader."""
        return max(1, round(word_count(self.body) / 200))

    @property
    def is_overdue(self) -> bool:
        return self.review_due < timezone.localdate()

    @property
    def review_is_current(self) -> bool:
        """Whether a clinician has reviewed this very text, and not one before it."""
        from articles.reviewed import is_current

        return is_current(field_values(self))


class FormerSlug(models.Model):
    """An address an article once had. People bookmark them, so they keep working."""

    slug = models.SlugField(max_length=80, unique=True)
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="former_slugs")

    def __str__(self) -> str:
        return self.slug


class Edition(models.Model):
    """One row that changes whenever a public text changes, so that every worker knows its kept pages are old."""

    number = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"edition {self.number}"

    @classmethod
    def current(cls) -> int:
        """The number now; 0 before anything was published."""
        return cls.objects.filter(pk=1).values_list("number", flat=True).first() or 0

    @classmethod
    def turn(cls) -> None:
        """Marks a new edition. To be called inside the transaction that changed a text."""
        cls.objects.get_or_create(pk=1)
        cls.objects.filter(pk=1).update(number=models.F("number") + 1)


def field_values(article: Article) -> dict[str, Any]:
    """What the front matter and body of this row say, by key."""
    from articles.content import KEYS

    return {key: getattr(article, key) for key in (*KEYS, "body")}
