"""A house that can be killed, and people who talk to it over HTTP without a browser."""

import http.cookiejar
import os
import re
import signal
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from tests.browser.conftest import HOUSE, Server, free_port, wait_until_open


class Unreachable(Exception):
    """The house did not answer: it may have been killed."""


class House:
    """A data folder, and a server on it that can be killed without warning and opened again."""

    def __init__(self, data: Path, **settings: str) -> None:
        self.data, self.port = data, free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        scratch = data / "tmp"
        scratch.mkdir()
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(data),
            "DATA_DIR": str(data),
            "TMPDIR": str(scratch),
        }
        self.environment |= settings
        self.manage("prepare")

    def manage(self, *command: str) -> bytes:
        """Runs a management command on the data and gives what it printed."""
        whole = [sys.executable, "manage.py", *command]
        return subprocess.run(whole, cwd=HOUSE, env=self.environment, check=True, capture_output=True).stdout

    def open(self) -> None:
        granian = str(Path(sys.executable).with_name("granian"))
        command = [
            granian, "--interface", "wsgi", "config.wsgi:application", "--host", "127.0.0.1", "--port", str(self.port),
            "--no-ws", "--log-level", "error", "--workers", "1", "--blocking-threads", "8",
        ]  # fmt: skip
        log = self.data / "server.log"
        with log.open("ab") as output:
            self.process = subprocess.Popen(
                command, cwd=HOUSE, env=self.environment, stdout=output, stderr=output, start_new_session=True
            )
        wait_until_open(Server(self.url, self.data, self.process, log))

    def kill(self) -> None:
        """SIGKILL for the server and its workers: no handler, no goodbye."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


class Visitor:
    """Somebody with cookies. Every answer is (status, where it leads, body)."""

    def __init__(self, house: House, name: str, passphrase: str) -> None:
        self.house, self.name, self.passphrase = house, name, passphrase
        self.jar = http.cookiejar.CookieJar()
        cookies = urllib.request.HTTPCookieProcessor(self.jar)
        self.opener = urllib.request.build_opener(cookies, _NoRedirect())

    def ask(self, path: str, data: bytes | None = None, **headers: str) -> tuple[int, str, bytes]:
        """Raises Unreachable."""
        request = urllib.request.Request(self.house.url + path, data=data, headers=headers)  # noqa: S310 - our own address
        try:
            try:
                with self.opener.open(request, timeout=30) as answer:
                    return answer.status, "", answer.read()
            except urllib.error.HTTPError as error:
                with error:
                    return error.code, error.headers.get("Location", ""), error.read()
        except OSError as error:
            raise Unreachable from error

    def post(self, path: str, fields: dict[str, Any]) -> tuple[int, str, bytes]:
        """A form, with the token from the page's cookie. Raises Unreachable."""
        token = next((cookie.value for cookie in self.jar if cookie.name == "csrf"), "") or ""
        body = encode_multipart(BOUNDARY, {"csrfmiddlewaretoken": token, **fields})
        return self.ask(path, body, **{"Content-Type": MULTIPART_CONTENT, "Referer": self.house.url + path})

    def join(self) -> str:
        """Joins and gives the recovery code."""
        self.ask("/account/join/")
        status, _where, page = self.post("/account/join/", {"name": self.name, "passphrase": self.passphrase})
        assert status == 302, page.decode()
        groups = re.findall(r"<span>([0-9A-Z]{4})</span>", self.ask("/account/recovery-code/")[2].decode())
        return "-".join(groups)

    def sign_in(self, passphrase: str = "") -> bool:
        """Whether this passphrase lets her in. Raises Unreachable."""
        self.jar.clear()
        self.ask("/account/sign-in/")
        fields = {"name": self.name, "passphrase": passphrase or self.passphrase}
        return self.post("/account/sign-in/", fields)[0] == 302

    def write(self, text: str, **fields: Any) -> str:
        """Saves a new page and gives its id."""
        form = {"form_id": str(uuid4()), "text": text, "base": "0", **fields}
        status, where, page = self.post("/journal/new/", form)
        assert status == 302, page.decode()
        return where.split("/")[2]
