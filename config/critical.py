"""The two small things that stand inside a page, and the hashes by which the policy names them.

The critical style (tokens and elements) saves a round trip before anything shows; the theme script sets Light or Dim
before the first paint. Both are read from `static/` once, at start, and both are the same on every page.
"""

import base64
import hashlib
import re
from functools import cache
from pathlib import Path

STATIC = Path(__file__).resolve().parent.parent / "static"
CRITICAL_STYLES = ("css/tokens.css", "css/base.css")
THEME_SCRIPT = "js/theme-first.js"


@cache
def critical_style() -> str:
    """Tokens and elements as one style block's content, without comments."""
    return "".join(squeeze((STATIC / name).read_text(encoding="utf-8")) for name in CRITICAL_STYLES)


@cache
def theme_script() -> str:
    """The script that sets the theme before first paint; under 200 bytes, which a test pins."""
    return (STATIC / THEME_SCRIPT).read_text(encoding="utf-8").strip()


def inline_templates() -> dict[str, str]:
    """Both as templates for Django's in-memory loader: `{% include "inline/critical.css" %}` gives the same bytes."""
    inline = {"inline/critical.css": critical_style(), "inline/theme.js": theme_script()}
    for name, text in inline.items():
        if any(mark in text for mark in ("{{", "{%", "{#")):
            raise ValueError(f"{name} holds a template mark, which would change its bytes on the way to the page.")
    return inline


def critical_style_hash() -> str:
    """The style block's name in Content-Security-Policy."""
    return _source_hash(critical_style())


def theme_script_hash() -> str:
    """The script's name in Content-Security-Policy."""
    return _source_hash(theme_script())


def squeeze(css: str) -> str:
    """Leaves out comments and indentation. No token is touched, so what is read here is what is in the file."""
    without_comments = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    return re.sub(r"\s*\n\s*", "\n", without_comments).strip()


def _source_hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
