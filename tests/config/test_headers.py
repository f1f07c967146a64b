"""The security headers, on every response there is."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from tests.public_pages import PUBLIC_PAGES

REQUIRED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
}
POLICY = {
    "default-src": ["'none'"],
    "img-src": ["'self'"],
    "connect-src": ["'self'"],
    "manifest-src": ["'self'"],
    "worker-src": ["'self'"],
    "form-action": ["'self'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
    "require-trusted-types-for": ["'script'"],
    "trusted-types": ["'none'"],
}


def policy_of(response: Any) -> dict[str, list[str]]:
    parts = [part.split() for part in response.headers["Content-Security-Policy"].split(";") if part.strip()]
    return {name: values for name, *values in parts}


def missing(response: Any) -> list[str]:
    """What a response lacks of what every response must carry."""
    lacking = [name for name, value in REQUIRED.items() if response.headers.get(name) != value]
    policy = policy_of(response)
    lacking += [name for name, value in POLICY.items() if policy.get(name) != value]
    for name in ("script-src", "style-src"):
        own, *hashes = policy[name]
        if own != "'self'" or len(hashes) != 1 or not re.fullmatch(r"'sha256-[\w+/=]+'", hashes[0]):
            lacking.append(name)
    if "camera=()" not in response.headers["Permissions-Policy"]:
        lacking.append("Permissions-Policy")
    return lacking


@pytest.fixture
def walked(client: Client, request: pytest.FixtureRequest) -> dict[str, Any]:
    """Every public page's response, asked for once a run: rendering a hundred pages takes a while."""
    if not _walked:
        request.getfixturevalue("library")
        _walked.update({page: client.get(page) for page in PUBLIC_PAGES})
    return _walked


_walked: dict[str, Any] = {}


def test_every_public_page_and_the_404_carry_every_header(walked: dict[str, Any]) -> None:
    assert {page: found for page, response in walked.items() if (found := missing(response))} == {}


def test_every_public_page_answers(walked: dict[str, Any]) -> None:
    codes = {page: response.status_code for page, response in walked.items() if response.status_code != 200}
    assert codes == {"/no-such-page/": 404}


def test_no_public_page_sets_a_cookie(walked: dict[str, Any]) -> None:
    assert [page for page, response in walked.items() if response.cookies] == []


def test_no_public_page_varies_by_cookie(walked: dict[str, Any]) -> None:
    assert [page for page, response in walked.items() if "Cookie" in response.headers.get("Vary", "")] == []


@pytest.mark.django_db
def test_the_500_page_carries_every_header(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError("her words")

    monkeypatch.setattr("config.pages.render", broken)
    client.raise_request_exception = False
    response = client.get("/about/")
    assert response.status_code == 500
    assert missing(response) == []


def test_a_wrong_host_gets_a_400_with_every_header(client: Client) -> None:
    response = client.get("/about/", headers={"host": "somewhere.else"})
    assert response.status_code == 400
    assert missing(response) == []


@pytest.mark.django_db  # closing a response lets Django look at its connections
def test_a_static_file_carries_every_header(client: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "some.css").write_text("p{}")
    monkeypatch.setattr(settings, "STATIC_ROOT", tmp_path)
    response = Client().get("/static/some.css")
    assert response.status_code == 200
    assert missing(response) == []
    assert "Access-Control-Allow-Origin" not in response.headers
    response.close()


def test_the_policy_names_exactly_what_stands_in_the_page(client: Client) -> None:
    import base64
    import hashlib

    response = client.get("/about/")
    text = response.content.decode()
    policy = policy_of(response)
    for tag, directive in (("style", "style-src"), ("script", "script-src")):
        inline = re.findall(rf"<{tag}>(.*?)</{tag}>", text, flags=re.DOTALL)
        digests = [base64.b64encode(hashlib.sha256(part.encode()).digest()).decode() for part in inline]
        assert [f"'sha256-{digest}'" for digest in digests] == policy[directive][1:]


def test_the_script_that_stands_in_a_page_is_under_200_bytes() -> None:
    from config.critical import theme_script

    assert len(theme_script().encode()) < 200
