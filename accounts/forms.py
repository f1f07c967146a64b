"""What is asked of somebody: a name, a passphrase, and no more."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User, normalize_name
from accounts.passphrase import PassphraseTooLong, passphrase_bytes

# Off for every private field: an enhanced spell-checker sends what is typed to its maker.
PRIVATE = {"spellcheck": "false", "autocapitalize": "none", "autocorrect": "off"}


# Django's own sentences speak of passwords.
_SAID_PLAINLY: dict[str | None, Any] = {
    "password_too_short": _("Use 12 characters or more. Four random words do well."),
    "password_too_common": _("Many people use that one, so it would be tried first. Choose another."),
}


def passphrase_field(label: Any, *, autocomplete: str) -> forms.CharField:
    """A passphrase, never trimmed. Pasting is welcome, and a password manager may fill it in."""
    widget = forms.PasswordInput(attrs={**PRIVATE, "autocomplete": autocomplete})
    return forms.CharField(
        label=label,
        strip=False,
        widget=widget,
        error_messages={"required": _("Type your passphrase here.")},
    )


def name_field() -> forms.CharField:
    widget = forms.TextInput(attrs={**PRIVATE, "autocomplete": "username"})
    return forms.CharField(
        label=_("Your name here"),
        max_length=200,
        widget=widget,
        error_messages={"required": _("Type your name here.")},
    )


class SignInForm(forms.Form):
    name = name_field()
    passphrase = passphrase_field(_("Passphrase"), autocomplete="current-password")


class NewName(forms.Form):
    """A name that nobody has yet."""

    name = name_field()

    def clean_name(self) -> str:
        name = normalize_name(self.cleaned_data["name"])
        field: Any = User._meta.get_field("name")
        try:
            field.run_validators(name)
        except ValidationError as error:
            raise ValidationError(error.messages) from None
        return name


class NewPassphrase(forms.Form):
    """A passphrase that lasts: twelve characters, and not one that everybody uses. No rules on what is in it."""

    passphrase = passphrase_field(_("Passphrase"), autocomplete="new-password")

    def clean_passphrase(self) -> str:
        passphrase: str = self.cleaned_data["passphrase"]
        try:
            passphrase_bytes(passphrase)
        except PassphraseTooLong as error:
            raise ValidationError(str(error)) from None
        except ValueError:
            raise ValidationError(gettext("That has a character in it that cannot be kept.")) from None
        try:
            validate_password(passphrase)
        except ValidationError as error:
            raise ValidationError([_SAID_PLAINLY.get(one.code, one.message) for one in error.error_list]) from None
        return passphrase


class JoinForm(NewName, NewPassphrase):
    """Both, in one screen."""

    field_order = ("name", "passphrase")


class RecoverForm(NewPassphrase):
    name = name_field()
    code = forms.CharField(
        label=_("Recovery code"),
        max_length=200,
        widget=forms.TextInput(attrs={**PRIVATE, "autocomplete": "off"}),
        error_messages={"required": _("Type your recovery code here.")},
    )
    field_order = ("name", "code", "passphrase")


class ChangeForm(NewPassphrase):
    current = passphrase_field(_("Your passphrase now"), autocomplete="current-password")
    field_order = ("current", "passphrase")


class NameForm(NewName):
    passphrase = passphrase_field(_("Passphrase"), autocomplete="current-password")
    field_order = ("name", "passphrase")


class PassphraseForm(forms.Form):
    passphrase = passphrase_field(_("Passphrase"), autocomplete="current-password")
