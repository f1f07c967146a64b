from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, register


class SupportConfig(AppConfig):
    name = "support"

    def ready(self) -> None:
        # Every command that prepares or starts the site runs the checks first.
        register(directory_is_sound)


def directory_is_sound(app_configs: Sequence[AppConfig] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """A mistake in `content/support.toml` stops the start with its file, line and sentence."""
    from support import directory

    try:
        directory.read(directory.FILE, directory.NAME)
    except directory.DirectoryError as error:
        return [Error(str(problem), id="support.E001") for problem in error.problems]
    return []
