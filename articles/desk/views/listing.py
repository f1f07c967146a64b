"""All texts: Django's own list, with its search and filters."""

from typing import Any, ClassVar

from django.contrib.admin import ModelAdmin
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from articles.desk.following import follow_new_texts
from articles.desk.site import site
from articles.models import Manuscript


class TextList(ModelAdmin):  # type: ignore[type-arg]  # Django's own takes no parameter at run time
    """The list alone: what is done with one text has pages of our own."""

    list_display = ("__str__", "kind", "step", "slug")
    list_filter = ("kind", "step")
    search_fields = ("title", "slug", "body")
    list_per_page = 100
    actions = None
    change_list_template = "desk/texts.html"
    show_full_result_count = False
    sortable_by: ClassVar[tuple[str, ...]] = ("__str__", "kind", "step", "slug")

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True  # whoever is at the desk may read; the site has asked already

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


def texts(request: HttpRequest) -> HttpResponse:
    """Every text, with a copy laid down for each that came from a file."""
    follow_new_texts()
    return TextList(Manuscript, site).changelist_view(request, {"title": _("Texts")})
