"""A person: a name, a passphrase, and as little else as can be."""

import unicodedata
import uuid
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.core.validators import RegexValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.passphrase import one_spelling


def normalize_name(name: str) -> str:
    """One spelling for one name, so that a phone's capital letter does not keep her out."""
    return unicodedata.normalize("NFKC", name).strip().casefold()


def this_month() -> Any:
    """The first day of this month: when somebody joined is nobody's business to the day."""
    return timezone.localdate().replace(day=1)


class UserManager(BaseUserManager["User"]):
    def create_user(self, name: str, passphrase: str, **extra: Any) -> "User":
        """Makes and saves a person. Raises ValueError for an empty name."""
        if not normalize_name(name):
            raise ValueError("A name is needed.")
        user = self.model(name=normalize_name(name), **extra)
        user.set_password(passphrase)
        user.save(using=self._db)
        return user

    def create_editor(self, name: str, passphrase: str) -> "User":
        """Makes and saves a staff account, which may open the desk and no journal."""
        return self.create_user(name, passphrase, is_staff=True)

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(name=normalize_name(username or ""))


class User(AbstractBaseUser, PermissionsMixin):
    """No e-mail, no last sign-in, no real name: what we do not know cannot be taken from us."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(
        _("name"),
        max_length=60,
        unique=True,
        validators=[RegexValidator(r"^[\w.-]+\Z", _("Use letters, digits, dots and hyphens, with no spaces."))],
    )
    joined = models.DateField(_("month joined"), default=this_month, editable=False)
    is_active = models.BooleanField(_("active"), default=True)
    is_staff = models.BooleanField(_("may open the desk"), default=False)

    last_login = None  # when she was here is hers alone

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "name"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        self.name = normalize_name(self.name)

    def set_password(self, raw_password: str | None) -> None:
        """As Django does, in the one spelling: what one keyboard set, another must be able to give."""
        super().set_password(raw_password if raw_password is None else one_spelling(raw_password))

    def check_password(self, raw_password: str | None) -> bool:
        return super().check_password(raw_password if raw_password is None else one_spelling(raw_password))
