from django.urls import path

from support import views

app_name = "support"

urlpatterns = [
    path("", views.index, name="index"),
    path("check-in/", views.check_in, name="check-in"),
    path("note/", views.note, name="note"),
    path("after-a-loss/", views.after_a_loss, name="after-a-loss"),
    path("worried-about-someone/", views.worried_about_someone, name="worried-about-someone"),
    path("questions/", views.questions, name="questions"),
    path("support.json", views.download, name="download"),
    path("<str:cc>/", views.country, name="country"),
]
