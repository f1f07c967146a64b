"""Practices as rows. A row holds the file's text and nothing that was made of it; what she answers is kept nowhere."""

from __future__ import annotations

from django.db import models
from django.urls import reverse

from practices.definition import Definition, parse


class Practice(models.Model):
    """One practice. `text` is what the site shows; `file_text` is its file as last synced, the common ancestor when
    file and row have both changed."""

    slug = models.SlugField(max_length=80, unique=True)
    order = models.PositiveSmallIntegerField()
    text = models.TextField()
    file_name = models.CharField(max_length=120, unique=True, editable=False)
    file_text = models.TextField(editable=False)

    class Meta:
        ordering = ["order"]

    def __str__(self) -> str:
        return self.slug

    def get_absolute_url(self) -> str:
        return reverse("practices:detail", args=[self.slug])

    @property
    def definition(self) -> Definition:
        """The practice as it is read from its text. Raises ContentError on a text that no check has seen."""
        return parse(self.file_name, self.text)
