"""The rules of the house, as DESIGN states them: who may know whom, what is open, who may vouch for what."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver

HOUSE = Path(settings.BASE_DIR)
ROOMS = ("articles", "practices", "support", "accounts", "reflections")

# Who may import whom. Nobody imports `reflections`; `articles`, `support` and `accounts` know nobody.
MAY_IMPORT = {
    "articles": set(),
    "support": set(),
    "accounts": set(),
    "practices": {"articles"},
    "reflections": {"accounts", "articles", "practices"},
}

OPEN_TO_ALL = {
    "home",
    "about",
    "evidence",
    "privacy",
    "leave",
    "healthz",
    "sitemap",
    "articles:index",
    "articles:search",
    "articles:feed",
    "articles:glossary",
    "articles:detail",
    "articles:read",
    "fewer-traces",
    "practices:index",
    "practices:detail",
    "support:index",
    "support:country",
    "support:check-in",
    "support:note",
    "support:after-a-loss",
    "support:worried-about-someone",
    "support:questions",
    "support:download",
    "accounts:join",
    "accounts:sign_in",
    "accounts:recover",
    "articles:changes",
    # The desk: the way to sign in; and texts may arrive signed out, and are handed back.
    "desk:login",
    "desk:articles_manuscript_add",
    "desk:articles_manuscript_change",
    "shared",
    # Words may arrive signed out or locked: these decide for themselves, and hand back what they cannot save.
    "reflections:new",
    "reflections:edit",
    "reflections:draft",
    "reflections:keep",
    "reflections:lock",
    "reflections:forgot",
}
POSTS_WITHOUT_TOKEN = {
    "privacy",
    "articles:index",
    "articles:read",
    "support:index",
    "support:check-in",
    "support:note",
    "practices:detail",
    "reflections:keep",
}


def python_files(*folders: str) -> Iterator[Path]:
    for folder in folders:
        yield from (path for path in (HOUSE / folder).rglob("*.py") if "migrations" not in path.parts)


def imported_packages(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return {name.split(".")[0] for name in names}


def named_patterns(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            inner = f"{prefix}{entry.namespace}:" if entry.namespace else prefix
            yield from named_patterns(entry, inner)
        else:
            yield f"{prefix}{entry.name}", entry


@pytest.mark.parametrize("room", ROOMS)
def test_imports_between_rooms_go_one_way(room: str) -> None:
    allowed = MAY_IMPORT[room] | {room}
    strangers = {
        f"{path.relative_to(HOUSE)} imports {package}"
        for path in python_files(room)
        for package in imported_packages(path) & set(ROOMS)
        if package not in allowed
    }
    assert strangers == set()


def test_the_list_of_views_open_to_all_is_pinned() -> None:
    opened = {
        name
        for name, pattern in named_patterns(get_resolver())
        if not getattr(pattern.callback, "login_required", True)
    }
    assert opened == OPEN_TO_ALL


def test_the_list_of_views_that_take_posts_without_a_token_is_pinned() -> None:
    without = {
        name for name, pattern in named_patterns(get_resolver()) if getattr(pattern.callback, "csrf_exempt", False)
    }
    assert without == POSTS_WITHOUT_TOKEN


def test_only_one_module_vouches_for_html() -> None:
    vouching = {
        str(path.relative_to(HOUSE))
        for path in python_files("config", *ROOMS)
        if re.search(r"\bmark_safe\b|\bSafeString\(|\bSafeText\(|\.__html__", path.read_text())
    }
    assert vouching == {"articles/safe_html.py"}


def test_no_template_vouches_for_a_string() -> None:
    vouching = [
        f"{path.relative_to(HOUSE)}: {line.strip()}"
        for path in (HOUSE / "templates").rglob("*.html")
        for line in path.read_text().splitlines()
        if re.search(r"\|\s*safe(seq)?\b|autoescape\s+off", line)
    ]
    assert vouching == []


def test_cryptography_stays_where_the_keys_are() -> None:
    users = {
        path.relative_to(HOUSE).parts[0]
        for path in python_files("config", *ROOMS)
        if "cryptography" in imported_packages(path)
    }
    assert users <= {"accounts", "reflections"}


def test_no_template_has_an_inline_script_or_style() -> None:
    # The one script and the one style that stand in a page come from `inline/`, and a hash names each.
    allowed = ('<script>{% include "inline/theme.js" %}</script>', '<style>{% include "inline/critical.css" %}</style>')
    found = []
    for path in (HOUSE / "templates").rglob("*.html"):
        text = path.read_text()
        for part in allowed:
            text = text.replace(part, "")
        for pattern in (
            r"<script(?![^>]*\b(?:src=|type=\"application/ld\+json\"))",
            r"<style",
            r"\sstyle=",
            r"\son[a-z]+=[\"']",
        ):
            found += [f"{path.relative_to(HOUSE)}: {match}" for match in re.findall(pattern, text)]
    assert found == []


def test_no_file_names_a_place_on_a_machine_or_a_package_index() -> None:
    pattern = re.compile(r"(?<![\w.])/(?:root|home|work)/\w|index-url|find-links|/simple/[\"\s]")
    suffixes = {".py", ".toml", ".txt", ".md", ".html", ".css", ".js", ".yml", ".json", ""}
    skipped = {".git", ".venv", "var", "node_modules", ".mypy_cache", ".ruff_cache", ".hypothesis"}
    found = []
    for path in HOUSE.rglob("*"):
        if not path.is_file() or path.suffix not in suffixes or skipped & set(path.relative_to(HOUSE).parts):
            continue
        if path == Path(__file__) or "__pycache__" in path.parts:
            continue
        if pattern.search(path.read_text(errors="replace")):
            found.append(str(path.relative_to(HOUSE)))
    assert found == []


def test_styles_use_logical_properties_so_that_right_to_left_works() -> None:
    physical = re.compile(
        r"(?<![\w-])(?:(?:margin|padding|border)-(?:left|right|top|bottom)|left|right|top|bottom|width|height"
        r"|max-width|min-width|max-height|min-height)\s*:|text-align\s*:\s*(?:left|right)"
    )
    found = []
    for path in (HOUSE / "static" / "css").glob("*.css"):
        text = re.sub(r"/\*.*?\*/|\([^)]*(?:width|height):[^)]*\)", "", path.read_text(), flags=re.DOTALL)
        found += [f"{path.name}: {match}" for match in physical.findall(text)]
    assert found == []


def test_scripts_stand_alone_and_write_no_markup() -> None:
    forbidden = re.compile(
        r"^\s*import\b|\bimport\(|innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(", re.M
    )
    found = {path.name: forbidden.findall(path.read_text()) for path in (HOUSE / "static" / "js").glob("*.js")}
    assert {name: matches for name, matches in found.items() if matches} == {}


def test_no_file_of_ours_has_over_300_lines() -> None:
    long = {
        str(path.relative_to(HOUSE)): count
        for path in python_files("config", *ROOMS)
        if (count := len(path.read_text().splitlines())) > 300
    }
    assert long == {}
