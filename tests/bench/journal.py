"""How long the journal takes, by how much is in it. Called by `make bench`."""

import time
import tracemalloc
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from django.test import Client

from accounts import keys, slots
from accounts.models import User
from accounts.slots import Opened
from reflections import exporting, journal, over_time, preferences
from reflections.models import Entry
from reflections.pages import Head, put
from reflections.search import find

Row = tuple[str, float, str]
PASSPHRASE = "copper kettle seventeen moss"
SENTENCE = "She slept in the sling and I counted the cars, and it was quiet for once. "
SIZES = (365, 2_500, 5_000, 10_000)


def rows() -> Iterator[Row]:
    """Keys, then a journal that grows."""
    yield "one key from a passphrase (64 MiB, 3 passes)", milliseconds(derive), "ms"
    client, opened = somebody()
    floor = milliseconds(lambda: client.get("/account/name/"))
    yield "a private page with nothing on it", floor, "ms"
    there = 0
    for size in SIZES:
        fill(opened, there, size)
        there = size
        yield f"list, {size:,} pages, beyond that floor", milliseconds(lambda: client.get("/journal/")) - floor, "ms"
        yield f"search in {size:,}", milliseconds(lambda: find(opened, "sling qwertz")), "ms"
        yield f"over time of {size:,}", milliseconds(lambda: over_time.months(journal.contents(opened).pages)), "ms"
        seconds, peak, whole = export(opened)
        yield f"export of {size:,}", seconds, "s"
        yield f"export of {size:,}: most memory at once (the ZIP has {whole:.1f} MB)", peak, "MB"


def derive() -> None:
    keys.key_from_passphrase(PASSPHRASE, keys.new_salt(), keys.COST)


def somebody() -> tuple[Client, Opened]:
    """A person with an open journal, looking back turned on."""
    client = Client()
    client.post("/account/join/", {"name": "bench-1", "passphrase": PASSPHRASE})
    opened = slots.open_with_passphrase(User.objects.get(name="bench-1"), PASSPHRASE)
    if opened is None:
        raise RuntimeError("The journal did not open.")
    preferences.write(opened, over_time=True)
    return client, opened


def fill(opened: Opened, start: int, end: int) -> None:
    """Pages of about 600 characters, one a day."""
    made = []
    for number in range(start, end):
        moment = (datetime(2000, 1, 1, 3, tzinfo=UTC) + timedelta(days=number)).isoformat()
        head = Head(title=f"Night {number}", written=moment, changed=moment, closeness=number % 6, feelings=("numb",))
        row = Entry(id=uuid4(), data_key=opened.data_key)
        put(opened, row, head, SENTENCE * 8 + str(number))
        made.append(row)
    Entry.objects.bulk_create(made, batch_size=200)


def export(opened: Opened) -> tuple[float, float, float]:
    """Seconds; the most memory at once and the size of the ZIP, both in MB."""
    start = time.perf_counter()
    whole = exporting.exported(opened)
    seconds = time.perf_counter() - start
    tracemalloc.start()
    exporting.exported(opened)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return seconds, peak / 1e6, len(whole) / 1e6


def milliseconds(act: Callable[[], object], times: int = 5) -> float:
    """Processor time, the median of so many runs: what the server spends, whatever else the machine is doing."""
    taken = []
    for _ in range(times):
        start = time.process_time()
        act()
        taken.append(time.process_time() - start)
    return sorted(taken)[times // 2] * 1000
