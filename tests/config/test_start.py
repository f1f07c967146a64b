"""Every way a start can go wrong ends in one sentence that says what to do."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

HOUSE = Path(settings.BASE_DIR)
START = HOUSE / "config" / "start.py"


def run(code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs `start.py run` in a Python where `code` has changed something first."""
    start = f"sys.argv = ['start.py', 'run']\nrunpy.run_path({str(START)!r}, run_name='__main__')"
    program = f"import sys, runpy\n{code}\n{start}"
    return subprocess.run(
        [sys.executable, "-c", program],
        env={"PATH": os.environ["PATH"], "HOME": "/nowhere", **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def free_port() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


def manage(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=HOUSE,
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def one_sentence(result: subprocess.CompletedProcess[str]) -> str:
    assert result.returncode == 1
    (sentence,) = [line for line in result.stderr.splitlines() if line.strip()]
    assert "Traceback" not in sentence
    return sentence


def test_an_old_python_is_told() -> None:
    sentence = one_sentence(run("sys.version_info = (3, 9, 2)"))
    assert "needs Python 3.11 or newer, and this is 3.9" in sentence
    assert "make run PYTHON=" in sentence


def test_start_can_be_read_by_an_old_python() -> None:
    import ast

    ast.parse(START.read_text(), feature_version=(3, 4))


def test_a_missing_venv_module_is_told(tmp_path: Path) -> None:
    sentence = one_sentence(run("sys.modules['venv'] = None", DATA_DIR=str(tmp_path), PORT=free_port()))
    assert "apt-get install python3-venv" in sentence


def test_a_port_in_use_is_told(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        sentence = one_sentence(run("", PORT=str(port), DATA_DIR=str(tmp_path)))
    assert sentence == f"Port {port} is in use: stop what uses it, or choose another with `make run PORT=8001`."


@pytest.mark.parametrize("port", ["0", "70000", "eight", "-1", "80 80"])
def test_a_port_that_is_none_is_told(tmp_path: Path, port: str) -> None:
    assert "not a number from 1 to 65535" in one_sentence(run("", PORT=port, DATA_DIR=str(tmp_path)))


def test_a_data_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    sentence = one_sentence(run("", PORT=free_port(), DATA_DIR=str(tmp_path / "file" / "data")))
    assert "cannot be written" in sentence
    assert "DATA_DIR=" in sentence


STRONG = "a-strong-key-for-this-test-" + "0123456789abcdef" * 2

WRONG_SETTINGS = [
    ({"SITE_HOST": "moments.example.org"}, "SECRET_KEY is missing"),
    ({"SITE_HOST": "moments.example.org", "SECRET_KEY": "short"}, "SECRET_KEY is too weak"),
    ({"SECRET_KEY": "a" * 60}, "SECRET_KEY is too weak"),
    ({"SECRET_KEY": "django-insecure-" + STRONG}, "SECRET_KEY is too weak"),
    ({"SITE_HOST": "https://moments.example.org", "SECRET_KEY": STRONG}, "SITE_HOST is"),
    ({"SITE_HOST": "moments.example.org:443", "SECRET_KEY": STRONG}, "SITE_HOST is"),
    ({"SITE_HOST": "*", "SECRET_KEY": STRONG}, "SITE_HOST is"),
    ({"LEAVE_URL": "http://example.org"}, "LEAVE_URL is"),
    ({"LEAVE_URL": "javascript:alert(1)"}, "LEAVE_URL is"),
    ({"TRUSTED_PROXIES": "10.0.0.1, everyone"}, "TRUSTED_PROXIES: 'everyone'"),
    ({"DATABASE_URL": "oracle-of-delphi"}, "DATABASE_URL"),
    ({"DATABASE_URL": "mysql://a/b"}, "DATABASE_URL: give sqlite"),
    ({"CACHE_URL": "nonsense://x"}, "CACHE_URL"),
    ({"CONTENT_DIR": "no-such-folder"}, "CONTENT_DIR: "),
]


@pytest.mark.parametrize(
    ("environment", "words"), WRONG_SETTINGS, ids=[str(case[1]) + str(n) for n, case in enumerate(WRONG_SETTINGS)]
)
def test_a_missing_or_weak_setting_stops_the_start(tmp_path: Path, environment: dict[str, str], words: str) -> None:
    assert words in one_sentence(manage("check", DATA_DIR=str(tmp_path), **environment))


def test_a_local_run_makes_its_secret_key_once_for_its_owner_alone(tmp_path: Path) -> None:
    for _ in range(2):
        assert manage("check", DATA_DIR=str(tmp_path)).returncode == 0
    key = tmp_path / "secret-key"
    assert key.stat().st_mode & 0o777 == 0o600
    assert len(key.read_text()) >= 50
    before = key.read_text()
    manage("check", DATA_DIR=str(tmp_path))
    assert key.read_text() == before


def test_a_key_file_that_was_cut_short_is_told(tmp_path: Path) -> None:
    (tmp_path / "secret-key").write_text("cut")
    assert "delete that file" in one_sentence(manage("check", DATA_DIR=str(tmp_path)))


def test_a_database_that_is_none_is_told(tmp_path: Path) -> None:
    (tmp_path / "small-moments.sqlite3").write_text("this is no database, only some words in a file")
    result = manage("prepare", DATA_DIR=str(tmp_path))
    assert result.returncode == 1
    assert "The database cannot be used" in result.stderr
    assert "Traceback" not in result.stderr


def test_the_deployment_check_is_clean_with_a_host(tmp_path: Path) -> None:
    result = manage(
        "check", "--deploy", "--fail-level", "WARNING",
        DATA_DIR=str(tmp_path), SITE_HOST="moments.example.org", SECRET_KEY=STRONG,
    )  # fmt: skip
    assert result.returncode == 0, result.stderr


def test_a_host_turns_on_https(tmp_path: Path) -> None:
    program = (
        "import django; django.setup()\n"
        "from django.test import Client\n"
        "one = Client().get('/about/', headers={'host': 'moments.example.org'})\n"
        "print(one.status_code, one.headers['Location'])\n"
        "two = Client().get('/about/', secure=True, headers={'host': 'moments.example.org'})\n"
        "print(two.status_code, two.headers['Strict-Transport-Security'])\n"
        "three = Client(REMOTE_ADDR='203.0.113.9').get('/about/', headers={'host': 'moments.example.org',"
        " 'x-forwarded-proto': 'https'})\n"
        "print(three.status_code)\n"
        "four = Client(REMOTE_ADDR='127.0.0.1').get('/about/', headers={'host': 'moments.example.org',"
        " 'x-forwarded-proto': 'https'})\n"
        "print(four.status_code)\n"
        "from django.conf import settings\n"
        "print(settings.SESSION_COOKIE_NAME, settings.SESSION_COOKIE_SECURE)\n"
    )
    (tmp_path / "static" / "css").mkdir(parents=True)
    subprocess.run(
        [sys.executable, "manage.py", "collectstatic", "--noinput", "-v0"], cwd=HOUSE, check=True,
        env={"PATH": os.environ["PATH"], "DATA_DIR": str(tmp_path)},
    )  # fmt: skip
    environment = {"PATH": os.environ["PATH"], "DATA_DIR": str(tmp_path), "SITE_HOST": "moments.example.org"}
    environment |= {"SECRET_KEY": STRONG, "DJANGO_SETTINGS_MODULE": "config.settings"}
    result = subprocess.run(
        [sys.executable, "-c", program], cwd=HOUSE, env=environment, capture_output=True, text=True, check=False
    )
    assert result.stdout.splitlines() == [
        "301 https://moments.example.org/about/",
        "200 max-age=31536000; includeSubDomains",
        "301",  # a stranger may write any forwarding header
        "200",  # our own proxy is believed
        "__Host-session True",
    ], result.stderr
