"""A real server, started the way `make run` starts it, and a real Chromium in front of it."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect, sync_playwright

if TYPE_CHECKING:
    from tests.live import House

HOUSE = Path(__file__).resolve().parent.parent.parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Without these, Chromium looks up hosts of its maker at every start.
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
PHONE: dict[str, Any] = {"viewport": {"width": 360, "height": 740}, "is_mobile": True, "has_touch": True}
# How long a page may take on a machine that has much else to do, in milliseconds. Only a failing test waits this long.
PATIENCE = 30_000
DESKTOP: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever stands in this folder is a browser test, and one worker runs a whole file with one server."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@dataclass
class Server:
    """A running house: where it is, where its data is, and what it has said."""

    url: str
    data: Path
    process: subprocess.Popen[bytes]
    log: Path

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(timeout=20)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start_server(data: Path, **settings: str) -> Server:
    """Prepares a data folder and opens the house on it; `settings` are environment variables."""
    port = free_port()
    environment = {"PATH": os.environ["PATH"], "HOME": str(data), "DATA_DIR": str(data), **settings}
    log = data / "server.log"
    python = sys.executable
    with log.open("ab") as output:
        subprocess.run(
            [python, "manage.py", "prepare"], cwd=HOUSE, env=environment, check=True, stdout=output, stderr=output
        )
        process = subprocess.Popen(
            [
                str(Path(python).with_name("granian")), "--interface", "wsgi", "config.wsgi:application",
                "--host", "127.0.0.1", "--port", str(port), "--no-ws", "--log-level", "error",
                "--workers", "1", "--blocking-threads", "8",
            ],
            cwd=HOUSE, env=environment, stdout=output, stderr=output,
        )  # fmt: skip
    server = Server(f"http://127.0.0.1:{port}", data, process, log)
    wait_until_open(server)
    return server


def wait_until_open(server: Server) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end and server.process.poll() is None:
        try:
            with urllib.request.urlopen(f"{server.url}/healthz/", timeout=2):  # noqa: S310 - our own address
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.05)  # a poll for readiness, not a wait for luck
    raise RuntimeError(f"The server did not open:\n{server.log.read_text()}")


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    running = start_server(tmp_path_factory.mktemp("house"))
    yield running
    running.stop()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = os.environ.get("BROWSER_PATH") or next((found for name in BROWSERS if (found := shutil.which(name))), None)
    assert path, "No Chromium on this machine: `make test` installs one."
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield running
        running.close()


OpenContext = Callable[..., BrowserContext]


@pytest.fixture
def open_context(browser: Browser, server: Server) -> Iterator[OpenContext]:
    """Opens browser contexts, each a person's own browser; options as in Playwright's `new_context`."""
    opened: list[BrowserContext] = []

    def open_one(**options: Any) -> BrowserContext:
        options = {"base_url": server.url, "reduced_motion": "reduce", **options}
        context = browser.new_context(**options)
        context.set_default_timeout(PATIENCE)
        opened.append(context)
        return context

    yield open_one
    for context in opened:
        context.close()


def next_page(page: Page) -> AbstractContextManager[object]:
    """Waits, once its block has been left, for the page that the block leads to: loaded, its scripts run.

    Playwright's click and press come back as soon as the browser has heard of them, so whatever is read next without
    a retry may still be read from the page before, or from half a page.
    """
    return page.expect_navigation(wait_until="load")


def follow(way: Locator) -> None:
    """Presses a link or a button that leads to another page, and waits until that page is there."""
    with next_page(way.page):
        way.click()


@pytest.fixture
def phone(open_context: OpenContext) -> Page:
    """A page on a phone of 360 × 740."""
    return open_context(**PHONE).new_page()


@pytest.fixture
def phone_without_scripts(open_context: OpenContext) -> Page:
    return open_context(**PHONE, java_script_enabled=False).new_page()


@pytest.fixture
def desktop(open_context: OpenContext) -> Page:
    return open_context(**DESKTOP).new_page()


@pytest.fixture
def house(tmp_path: Path) -> Iterator["House"]:
    """A house of this test's own, which it may kill."""
    from tests.live import House

    opened = House(tmp_path)
    opened.open()
    yield opened
    if opened.process.poll() is None:
        opened.kill()
