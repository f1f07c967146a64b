"""What the server calls."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()

# A server started by itself runs no system checks, and no page may ever be served from a file that breaks a rule.
from config.environment import stop  # noqa: E402 - the settings come first
from support.directory import DirectoryError, directory  # noqa: E402

try:
    directory()
except DirectoryError as error:
    stop(str(error))
