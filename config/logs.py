"""Logs that help the operator and tell on nobody: no path, no query, no name, no value of a variable."""

import logging
import traceback
from types import TracebackType
from typing import Any

from django.http import HttpRequest

# What Django's own message says, with the path left out.
_ABOUT_REQUESTS = ("%s: %s",)


class Discreet(logging.Filter):
    """Puts the route's name where a message would carry the path somebody asked for."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        if isinstance(request, HttpRequest):
            what = record.args[0] if record.msg in _ABOUT_REQUESTS and isinstance(record.args, tuple) else "Refused"
            record.msg, record.args = "%s: %s", (what, route_name(request))
        return True


class PlainFormatter(logging.Formatter):
    """A traceback's frames and the error's kind. The error's own words may quote what somebody wrote: left out."""

    def formatException(  # noqa: N802 - the name is logging's
        self, ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
    ) -> str:
        kind, _, trace = ei
        frames = "".join(traceback.format_tb(trace)).rstrip()
        return f"{frames}\n{kind.__module__}.{kind.__qualname__}" if kind else frames


def route_name(request: HttpRequest) -> str:
    """The name of the matched route, such as `articles:detail`, never the address itself."""
    match: Any = getattr(request, "resolver_match", None)
    return match.view_name if match else "no route"
