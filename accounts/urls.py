"""Coming in, and what belongs to a person."""

from django.urls import path

from accounts.views import entry, member, recovery, second_factor

app_name = "accounts"
urlpatterns = [
    path("", member.account, name="account"),
    path("join/", entry.join, name="join"),
    path("sign-in/", entry.sign_in, name="sign_in"),
    path("sign-out/", entry.sign_out, name="sign_out"),
    path("recovery-code/", recovery.code, name="recovery_code"),
    path("recover/", recovery.recover, name="recover"),
    path("passphrase/", member.passphrase, name="passphrase"),
    path("name/", member.name, name="name"),
    path("second-factor/", second_factor.second_factor, name="second_factor"),
    path("delete/", member.delete, name="delete"),
]
