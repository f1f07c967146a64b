"""Everything under /desk/ but the admin's own index."""

from typing import Any

from django.urls import URLPattern, URLResolver, include, path

from articles.desk.views import citing, files, history, listing, looking, notice, stepping, writing


def desk_urls(site: Any) -> list[URLPattern | URLResolver]:
    """The desk's addresses. Each view is wrapped for staff; the two that take a text hold it for whoever was signed out
    meanwhile, and decide for themselves."""
    staff = site.admin_view
    one = [
        path("change/", writing.change, name="articles_manuscript_change"),
        path("page/", staff(looking.page), name="page"),
        path("step/", staff(stepping.step), name="step"),
        path("begin/", staff(stepping.begin), name="begin"),
        path("share/", staff(looking.share), name="share"),
        path("delete/", staff(stepping.throw_away), name="articles_manuscript_delete"),
        path("history/", staff(history.index), name="articles_manuscript_history"),
        path("history/<int:record_id>/", staff(history.record), name="history_record"),
    ]
    return [
        path("texts/", staff(listing.texts), name="articles_manuscript_changelist"),
        path("texts/add/", writing.add, name="articles_manuscript_add"),
        path("texts/findings/", staff(writing.findings), name="findings"),
        path("texts/<int:manuscript_id>/", include(one)),
        path("preview/", staff(looking.preview), name="preview"),
        path("sources/", staff(citing.sources), name="sources"),
        path("files/", staff(files.index), name="files"),
        path("banner/", staff(notice.banner), name="banner"),
    ]
