"""Gets the house ready and opens it: `make run`, `make test`, `make check` come here.

Plain Python with nothing installed, and written so that an old Python can at least read it and say that it is too
old. Every way this can go wrong ends in one sentence that says what to do.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time

HOUSE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(HOUSE, ".venv")
VENV_PYTHON = os.path.join(VENV, "bin", "python")
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def stop(sentence):
    # type: (str) -> None
    """Prints the one sentence and ends with exit code 1."""
    sys.stderr.write("\n" + sentence + "\n")
    sys.exit(1)


def say(line):
    # type: (str) -> None
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


# --- A Python of our own ---------------------------------------------------------------------------------------------


def need_a_new_python():
    # type: () -> None
    if sys.version_info < (3, 11):
        stop(
            "Small Moments needs Python 3.11 or newer, and this is %d.%d: install a newer one and run "
            "`make run PYTHON=python3.11` with its name." % sys.version_info[:2]
        )


def need_venv():
    # type: () -> None
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError:
        stop(
            "Python's venv module is missing: install it (on Debian and Ubuntu: apt-get install python3-venv) "
            "and run this again."
        )


def make_venv():
    # type: () -> None
    if os.path.exists(VENV_PYTHON) and subprocess.call([VENV_PYTHON, "-c", "import pip"]) == 0:
        return
    say("Making .venv (first start only) ...")
    if subprocess.call([sys.executable, "-m", "venv", "--clear", VENV]) != 0:
        stop("Python could not make %s: see the lines above, then run this again." % VENV)


def install(lock):
    # type: (str) -> None
    """Installs a lock file into .venv, once for each content of that file, saying what it is at."""
    path = os.path.join(HOUSE, lock)
    with open(path, "rb") as file:
        content = file.read()
    import hashlib

    stamp = os.path.join(VENV, "installed-" + lock)
    wanted = hashlib.sha256(content).hexdigest()
    if os.path.exists(stamp) and open(stamp).read() == wanted:
        return
    names = sorted(line.split(b"==")[0].decode() for line in content.splitlines() if b"==" in line[:60])
    say("Installing %d packages from %s (first start only) ..." % (len(names), lock))
    command = [VENV_PYTHON, "-m", "pip", "install", "--require-hashes", "--no-deps", "--no-input", "-r", path]
    pip = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, universal_newlines=True)
    tail = []  # type: list[str]
    seen = 0
    for line in pip.stdout or ():
        tail = (tail + [line])[-15:]
        if line.startswith(("Collecting ", "Requirement already satisfied: ")):
            seen += 1
            say("  %d of %d  %s" % (seen, len(names), line.split(": ")[-1].split("==")[0].split(" ")[-1].strip()))
        elif line.startswith("Installing collected"):
            say("  unpacking ...")
    if pip.wait() != 0:
        say("".join(tail))
        stop("The packages could not be installed: is this machine online? Then run the same command again.")
    with open(stamp, "w") as file:
        file.write(wanted)


def ready(lock):
    # type: (str) -> None
    need_a_new_python()
    need_venv()
    make_venv()
    install(lock)


# --- make run --------------------------------------------------------------------------------------------------------


def data_folder():
    # type: () -> str
    folder = os.path.abspath(os.environ.get("DATA_DIR") or os.path.join(HOUSE, "var"))
    try:
        if not os.path.isdir(folder):
            os.makedirs(folder, 0o700)
        probe = os.path.join(folder, ".writable-%d" % os.getpid())
        with open(probe, "w"):
            pass
        os.remove(probe)
    except OSError as error:
        stop(
            "The data folder %s cannot be written (%s): make it writable or name another with DATA_DIR=..."
            % (folder, error.strerror)
        )
    return folder


def port():
    # type: () -> int
    text = os.environ.get("PORT") or "8000"
    if not text.isdigit() or not 0 < int(text) < 65536:
        stop("PORT is %r, which is not a number from 1 to 65535: try `make run PORT=8001`." % text)
    probe = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    # A port that a stopped server still holds for a minute counts as free, as it does for the server itself.
    probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        probe.bind(("127.0.0.1", int(text)))
    except PermissionError:
        stop("Port %s needs special rights: choose one above 1023, as in `make run PORT=8001`." % text)
    except OSError:
        stop("Port %s is in use: stop what uses it, or choose another with `make run PORT=8001`." % text)
    finally:
        probe.close()
    return int(text)


def answers(number):
    # type: (int) -> bool
    try:
        with socket.create_connection(("127.0.0.1", number), timeout=1) as line:
            line.sendall(b"GET /healthz/ HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n")
            return b" 200 " in line.recv(64)
    except OSError:
        return False


def run():
    # type: () -> None
    started = time.time()
    need_a_new_python()
    number, folder = port(), data_folder()
    ready("requirements.txt")
    environment = dict(os.environ, DATA_DIR=folder)
    if subprocess.call([VENV_PYTHON, os.path.join(HOUSE, "manage.py"), "prepare"], env=environment) != 0:
        stop("Small Moments did not start: the line above says why.")
    server = subprocess.Popen(
        [
            os.path.join(VENV, "bin", "granian"), "--interface", "wsgi", "config.wsgi:application",
            "--host", "127.0.0.1", "--port", str(number), "--no-ws", "--log-level", "error",
            "--workers", str(os.cpu_count() or 1), "--blocking-threads", "8", "--workers-kill-timeout", "10",
        ],
        cwd=HOUSE, env=environment,
    )  # fmt: skip
    for name in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(name, lambda number, frame: server.terminate())
    while server.poll() is None and not answers(number):
        if time.time() - started > 600:
            server.terminate()
            stop("The server does not answer on port %d: see the lines above." % number)
        time.sleep(0.05)
    if server.poll() is None:
        say(
            "\nSmall Moments is open at http://127.0.0.1:%d  (%.1f s; data in %s; Ctrl+C closes it)"
            % (number, time.time() - started, folder)
        )
    code = server.wait()
    if code not in (0, -signal.SIGTERM, -signal.SIGINT):
        stop("The server stopped by itself with code %d: see the lines above." % code)
    say("Small Moments is closed.")


# --- make test, make check -------------------------------------------------------------------------------------------


def find_browser():
    # type: () -> str
    """The Chromium that is there; else one from the system's package manager where it may; else one sentence."""
    for name in BROWSERS:
        found = shutil.which(name)
        if found:
            return found
    rights = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if shutil.which("apt-get") and (not rights or subprocess.call(rights + ["true"], stderr=subprocess.DEVNULL) == 0):
        say("Installing Chromium with apt-get (first test only) ...")
        quiet = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
        subprocess.call(rights + ["apt-get", "update", "-qq"], env=quiet)
        subprocess.call(
            rights + ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"],
            env=quiet, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        found = shutil.which("chromium")
        if found:
            return found
    stop("The tests need Chromium: install it (on Debian: apt-get install chromium) and run `make test` again.")
    return ""


def steps(everything):
    # type: (bool) -> list[tuple[str, list[str], dict[str, str]]]
    """What is checked, as (what it is, its command, settings it needs)."""
    python = [VENV_PYTHON]
    manage = python + ["manage.py"]
    strict = {"SITE_HOST": "example.org", "SECRET_KEY": "only-for-this-check-" + "0123456789abcdef" * 3}
    templates = sorted(
        os.path.join(folder, name)
        for folder, _, names in os.walk(os.path.join(HOUSE, "templates"))
        for name in names
        if name.endswith((".html", ".xml"))
    )
    some = [] if everything else ["-m", "not browser"]
    return [
        ("lint", python + ["-m", "ruff", "check", "."], {}),
        ("format", python + ["-m", "ruff", "format", "--check", "."], {}),
        ("templates", [os.path.join(VENV, "bin", "djade"), "--check", "--target-version", "5.2"] + templates, {}),
        ("types", python + ["-m", "mypy", "."], {}),
        ("deployment", manage + ["check", "--deploy", "--fail-level", "WARNING"], strict),
        ("migrations", manage + ["makemigrations", "--check", "--dry-run"], {}),
        ("content", manage + ["check_content"], {}),
        (
            "tests",
            python
            + ["-m", "pytest", "-q", "-n", "2", "--dist", "loadgroup", "-p", "no:cacheprovider", "--durations=12"]
            + some,
            {},
        ),
    ]


def check(everything):
    # type: (bool) -> None
    started = time.time()
    ready("requirements-test.txt")
    # Nothing of a local run and nothing set by hand may reach the checks; what they write goes away with them.
    import tempfile

    scratch = tempfile.mkdtemp(prefix="small-moments-")
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR", "CI") if name in os.environ}
    environment = dict(kept, DATA_DIR=scratch, PYTHONDONTWRITEBYTECODE="1")
    if everything:
        environment["BROWSER_PATH"] = find_browser()
    failed = []
    todo = steps(everything)
    try:
        for at, (name, command, extra) in enumerate(todo, 1):
            say("\n[%d of %d] %s" % (at, len(todo), name))
            if subprocess.call(command, cwd=HOUSE, env=dict(environment, **extra)) != 0:
                failed.append(name)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    seconds = time.time() - started
    if failed:
        stop("Not green after %.0f s: %s." % (seconds, ", ".join(failed)))
    say("\nAll green: %d steps in %.0f s." % (len(todo), seconds))


def prepare_venv():
    # type: () -> None
    ready("requirements-test.txt")


ACTS = {"run": run, "test": lambda: check(True), "check": lambda: check(False), "venv": prepare_venv}

if __name__ == "__main__":
    need_a_new_python()
    if len(sys.argv) != 2 or sys.argv[1] not in ACTS:
        stop("Say what to do: python3 config/start.py " + " | ".join(sorted(ACTS)))
    ACTS[sys.argv[1]]()
