"""One notice from whoever runs the site, on top of every page: no database, no cookie, the same for everyone.

It stands in one small file, which each request reads anew: every worker shows a change with its next answer.
"""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from config import data_file

FILE = "banner.txt"
LONGEST = 300  # characters
_READ = "banner_of_this_request"


def current() -> str:
    """The notice as it stands now, or nothing. A file that cannot be read must take no page down."""
    try:
        return data_file.path_of(FILE).read_text(encoding="utf-8").strip()[:LONGEST]
    except (OSError, ValueError):
        return ""


def of(request: HttpRequest) -> str:
    """What this request shows, read once: a page is kept under the very words that stand in it."""
    read = vars(request)
    if _READ not in read:
        read[_READ] = current()
    return str(read[_READ])


def set_text(text: str) -> None:
    """Puts the notice up in place of any other. Raises ValueError with one sentence; then nothing has changed."""
    words = " ".join(text.split())
    if not words:
        raise ValueError(_("The banner has no words: write one short sentence, or clear it."))
    if len(words) > LONGEST:
        raise ValueError(
            _("The banner has %(count)d characters: use %(most)d or fewer.") % {"count": len(words), "most": LONGEST}
        )
    if not words.isprintable():
        raise ValueError(_("There is a character in the banner that cannot be shown: take it out."))
    try:
        data_file.write(FILE, words)
    except OSError as error:
        raise ValueError(_("The banner could not be written (%(why)s).") % {"why": error.strerror}) from None


def clear() -> None:
    """Takes the notice down. Raises ValueError with one sentence where the file cannot be removed."""
    try:
        data_file.remove(FILE)
    except OSError as error:
        raise ValueError(_("The banner could not be removed (%(why)s).") % {"why": error.strerror}) from None
