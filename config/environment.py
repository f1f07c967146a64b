"""What the surroundings tell us, read once, each with one clear sentence where it is missing or weak."""

import os
import secrets
import sys
from ipaddress import ip_network
from pathlib import Path
from typing import NoReturn

SECRET_KEY_LENGTH = 50


def stop(sentence: str) -> NoReturn:
    """Ends the start with one sentence instead of a traceback: the reader is an operator, not a developer."""
    sys.stderr.write(f"{sentence}\n")
    raise SystemExit(1)


def data_dir(default: Path) -> Path:
    """The folder for everything that must outlive a restart, made with mode 0700 if it is not there."""
    folder = Path(os.environ.get("DATA_DIR") or default).absolute()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        stop(f"DATA_DIR: the folder {folder} cannot be made ({error.strerror}): name one that can.")
    return folder


def content_dir(default: Path) -> Path:
    """The folder of our texts: the one of the house, or a copy of it that the desk's exports may be written to."""
    folder = Path(os.environ.get("CONTENT_DIR") or default).absolute()
    if not (folder / "en" / "paths.toml").is_file():
        stop(f"CONTENT_DIR: {folder} holds no en/paths.toml: name a copy of the folder content/, or leave it out.")
    return folder


def secret_key(folder: Path, *, site_host: str) -> str:
    """SECRET_KEY from the environment; for a local run (no SITE_HOST) one made once into the data folder."""
    if key := os.environ.get("SECRET_KEY", ""):
        if len(key) < SECRET_KEY_LENGTH or len(set(key)) < 5 or key.startswith("django-insecure-"):
            stop(f"SECRET_KEY is too weak: give {SECRET_KEY_LENGTH} or more random characters.")
        return key
    if site_host:
        stop("SECRET_KEY is missing: with SITE_HOST set, give 50 or more random characters that stay the same.")
    return _local_key(folder / "secret-key")


def _local_key(path: Path) -> str:
    try:
        # Made with its final mode, and only by the first of several workers that start together.
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(64))
    except FileExistsError:
        pass
    except OSError as error:
        stop(f"The secret key cannot be written to {path} ({error.strerror}): make the folder writable.")
    key = path.read_text().strip()
    if len(key) < SECRET_KEY_LENGTH:
        stop(f"The secret key in {path} is too short: delete that file and start again.")
    return key


def site_host() -> str:
    """The public name of the site, such as moments.example.org, or nothing for a local run."""
    host = os.environ.get("SITE_HOST", "").strip().lower()
    if host and (any(c in host for c in "/:@ *,") or "." not in host):
        stop(f"SITE_HOST is {host!r}: give the bare name, such as moments.example.org, with no https:// and no port.")
    return host


def check_database_url() -> None:
    """Stops where DATABASE_URL is of a kind we do not know, before a library can complain with its passphrase in it."""
    url = os.environ.get("DATABASE_URL", "")
    if url and not url.startswith(("sqlite://", "postgres://", "postgresql://")):
        stop("DATABASE_URL: give sqlite:///path or postgres://user:passphrase@host/name; nothing else is tried.")


def leave_url() -> str:
    """Where Leave goes: a harmless https page. By default the weather, from the World Meteorological Organization: the
    same page for everyone, with nothing on it that knows her."""
    url = os.environ.get("LEAVE_URL") or "https://worldweather.wmo.int/en/home.html"
    if not url.startswith("https://") or any(c.isspace() for c in url):
        stop(f"LEAVE_URL is {url!r}: give an address that begins with https://.")
    return url


def operator_address() -> str:
    """How to reach whoever runs the site, shown as text where a number may be wrong; nothing by default."""
    address = os.environ.get("OPERATOR_ADDRESS", "").strip()
    if len(address) > 200 or not address.isprintable():
        stop("OPERATOR_ADDRESS: give one line of at most 200 characters, such as a mail address.")
    return address


def trusted_proxies() -> list[str]:
    """The addresses whose forwarding headers are believed; this machine by default."""
    text = os.environ.get("TRUSTED_PROXIES", "127.0.0.1,::1")
    networks = [part.strip() for part in text.split(",") if part.strip()]
    for network in networks:
        try:
            ip_network(network)
        except ValueError:
            stop(f"TRUSTED_PROXIES: {network!r} is not an address or network, such as 10.0.0.0/8.")
    return networks


def joining_is_open() -> bool:
    """The operator's switch: JOINING=closed lets nobody new in."""
    text = os.environ.get("JOINING") or "open"
    if text not in ("open", "closed"):
        stop(f"JOINING is {text!r}: say open or closed.")
    return text == "open"
