"""What the desk's first page shows: what waits for somebody."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from articles.content import ContentError
from articles.desk.following import follow_new_texts
from articles.desk.kinds import kinds
from articles.models import Article, Manuscript

SOON = timedelta(days=30)


def what_waits() -> dict[str, Any]:
    """Reviews that are due, texts on their way, and conflicts between site and files, for the first page."""
    follow_new_texts()
    today = timezone.localdate()
    copies = {copy.slug: copy for copy in Manuscript.objects.filter(kind=Manuscript.Kind.ARTICLE)}
    due = Article.objects.filter(review_due__lt=today + SOON).order_by("review_due")
    return {
        "reviews": [{"copy": copies[row.slug], "due": row.review_due, "is_overdue": row.is_overdue} for row in due],
        "in_review": Manuscript.objects.filter(step=Manuscript.Step.IN_REVIEW),
        "drafts": Manuscript.objects.filter(step=Manuscript.Step.DRAFT),
        **_files(),
    }


def _files() -> dict[str, Any]:
    try:
        found = [each for kind in kinds() for each in kind.disagreements()]
    except ContentError as error:
        return {"unreadable": error.file_name}
    return {
        "conflicts": sum(each.both_changed for each in found),
        "not_exported": sum(not each.both_changed for each in found),
    }
