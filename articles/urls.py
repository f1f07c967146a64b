from django.urls import path

from articles import back_matter_views, feeds, views, what_changed

app_name = "articles"

urlpatterns = [
    path("", views.index, name="index"),
    path("search/", views.search, name="search"),
    path("feed/", feeds.feed, name="feed"),
    path("glossary/", back_matter_views.glossary, name="glossary"),
    path("<slug:slug>/", views.detail, name="detail"),
    path("<slug:slug>/read/", views.read, name="read"),
    path("<slug:slug>/changes/", what_changed.changes, name="changes"),
]
