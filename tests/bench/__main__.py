"""`make bench`: how long things take here, in one table. `python -m tests.bench journal` measures that part alone."""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

SCRATCH = tempfile.TemporaryDirectory(prefix="small-moments-bench-")
os.environ["DATA_DIR"] = SCRATCH.name
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"

import django  # noqa: E402

django.setup()

Row = tuple[str, float, str]


def median_seconds(act: Callable[[], object], times: int = 5) -> float:
    """Seconds that `act` takes, the median of so many runs."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        act()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def rendering() -> Iterator[Row]:
    """The renderer at its limit and far beyond it, on the input that costs most."""
    from articles.markup import MOST_CHARACTERS
    from articles.safe_html import render_markdown
    from tests.articles.test_safe_html import NESTED

    for size in (MOST_CHARACTERS, 100_000):
        by_piece = {
            piece: median_seconds(partial(render_markdown, piece * (size // len(piece))), 1)
            for piece in (*NESTED, "*a ")
        }
        worst = max(by_piece, key=lambda piece: by_piece[piece])
        yield f"render {size:,} nested characters, the worst kind ({worst.strip()!r})", by_piece[worst], "s"


def pages() -> Iterator[Row]:
    """A page made anew, and the same page handed out again; its size on the line."""
    from django.conf import settings
    from django.test import Client

    from config.public_page import forget_kept_pages

    settings.ALLOWED_HOSTS = ["testserver"]
    client = Client(headers={"accept-encoding": "br"})
    for address in ("/", "/articles/", "/articles/you-are-not-the-only-one/", "/support/us/"):

        def make(address: str = address) -> None:
            forget_kept_pages()
            client.get(address)

        yield f"{address} made anew", median_seconds(make) * 1000, "ms"
        yield f"{address} handed out again", median_seconds(lambda: client.get(address)) * 1000, "ms"  # noqa: B023
        yield f"{address} on the line (brotli)", len(client.get(address).content) / 1000, "kB"


def searches() -> Iterator[Row]:
    from articles.search import search

    search("warm up")
    for query in ("i feel nothing for my baby", "yeled at my todler", "x" * 200):
        yield f"search “{query[:30]}”", median_seconds(lambda: search(query)) * 1000, "ms"  # noqa: B023


def content() -> Iterator[Row]:
    from django.conf import settings

    from articles.library import read_shelf

    yield "check every article", median_seconds(lambda: read_shelf(settings.CONTENT_DIR), 2), "s"


def grading() -> Iterator[Row]:
    """The language rules on awkward texts: four times the text should cost about four times as much, not sixteen."""
    from tests.articles.test_language import STUBBORN, findings

    findings("You read.")  # reads the word list, once
    growth = {}
    for name, piece in STUBBORN.items():
        short, long = (median_seconds(partial(findings, piece * (size // len(piece))), 1) for size in (12_500, 50_000))
        growth[name] = long / max(short, 0.001)
    worst = max(growth, key=lambda name: growth[name])
    yield f"times the cost for four times the text, the worst kind ({worst})", growth[worst], ""


def static_files() -> Iterator[Row]:
    import brotli

    house = Path(__file__).resolve().parent.parent.parent
    for kind in ("css", "js"):
        size = sum(len(brotli.compress(path.read_bytes())) for path in (house / "static" / kind).glob(f"*.{kind}"))
        yield f"all {kind} there is (brotli)", size / 1000, "kB"


def journal() -> Iterator[Row]:
    from django.conf import settings

    from tests.bench.journal import rows

    settings.ALLOWED_HOSTS = ["testserver"]
    yield from rows()


def main() -> None:
    from django.core.management import call_command

    call_command("prepare", stdout=open(os.devnull, "w"))  # noqa: SIM115 - lives as long as the program
    parts = (static_files, content, grading, pages, searches, rendering, journal)
    for measure in [part for part in parts if part.__name__ in sys.argv[1:]] or parts:
        for what, value, unit in measure():
            sys.stdout.write(f"{value:9.2f} {unit:3} {what}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
