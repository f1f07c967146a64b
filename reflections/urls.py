"""The journal."""

from django.urls import path

from reflections.views import locking, reading, taking, writing

app_name = "reflections"
urlpatterns = [
    # To read
    path("", reading.index, name="index"),
    path("search/", reading.search, name="search"),
    path("deleted/", reading.deleted, name="deleted"),
    path("over-time/", taking.look_back, name="over_time"),
    path("<uuid:entry_id>/", reading.detail, name="detail"),
    path("<uuid:entry_id>/former/", reading.former, name="former"),
    path("<uuid:entry_id>/beside/", reading.beside, name="beside"),
    # To write
    path("new/", writing.new, name="new"),
    path("<uuid:entry_id>/edit/", writing.edit, name="edit"),
    path("<uuid:entry_id>/delete/", reading.delete, name="delete"),
    path("<uuid:entry_id>/restore/", reading.restore, name="restore"),
    path("draft/", writing.draft, name="draft"),
    path("draft/<uuid:draft_id>/discard/", writing.discard, name="discard"),
    path("keep/", writing.keep, name="keep"),
    # To close, open, and take along
    path("lock/", locking.lock, name="lock"),
    path("unlock/", locking.unlock, name="unlock"),
    path("forgot/", locking.forgot, name="forgot"),
    path("export/", taking.export, name="export"),
    path("import/", taking.import_, name="import"),
]
