"""The table of contents."""

from django.urls import include, path

from articles.back_matter_views import evidence
from articles.desk.sharing import shared
from articles.desk.site import site as desk
from articles.feeds import sitemap
from articles.views import home
from config import pages
from reflections.views.locking import leave

urlpatterns = [
    # To read
    path("", home, name="home"),
    path("articles/", include("articles.urls")),
    # To do
    path("practice/", include("practices.urls")),
    # To find somebody
    path("support/", include("support.urls")),
    # To write, in private
    path("account/", include("accounts.urls")),
    path("journal/", include("reflections.urls")),
    # To edit
    path("desk/", desk.urls),
    path("preview/<str:token>/", shared, name="shared"),
    # The house
    path("about/", pages.about, name="about"),
    path("about/evidence/", evidence, name="evidence"),
    path("privacy/", pages.privacy, name="privacy"),
    path("privacy/fewer-traces/", pages.fewer_traces, name="fewer-traces"),
    path("leave/", leave, name="leave"),
    path("healthz/", pages.healthz, name="healthz"),
    path("sitemap.xml", sitemap, name="sitemap"),
]

handler400 = pages.bad_request
handler403 = pages.forbidden
handler404 = pages.not_found
handler500 = pages.server_error
