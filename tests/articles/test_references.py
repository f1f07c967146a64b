"""The reference list: each way it can be wrong gets one sentence."""

import json
from pathlib import Path
from typing import Any

import pytest

from articles.references import ReferencesError, load, references

GOOD: dict[str, Any] = {
    "id": "robson1980",
    "title": "Delayed onset",
    "author": [{"family": "Robson"}, {"family": "Kumar"}],
    "issued": {"date-parts": [[1980]]},
    "container-title": "British Journal of Psychiatry",
    "volume": "136",
    "issue": "4",
    "page": "347-353",
    "DOI": "10.1192/bjp.136.4.347",
    "url": "https://doi.org/10.1192/bjp.136.4.347",
    "status": "verified:seen",
    "strength": "One study.",
}


def written(folder: Path, *entries: Any) -> Path:
    path = folder / "references.json"
    path.write_text(json.dumps(list(entries)))
    return path


def test_a_reference_is_read(tmp_path: Path) -> None:
    reference = load(written(tmp_path, GOOD))["robson1980"]
    assert reference.byline == "Robson, Kumar"
    assert reference.where == "136(4), 347–353"
    assert reference.is_checked


def test_a_recalled_reference_is_not_checked(tmp_path: Path) -> None:
    assert not load(written(tmp_path, GOOD | {"status": "recalled (high confidence)"}))["robson1980"].is_checked


def test_many_authors_are_three_and_others(tmp_path: Path) -> None:
    authors = [{"family": name} for name in ("A", "B", "C", "D")]
    assert load(written(tmp_path, GOOD | {"author": authors}))["robson1980"].byline == "A, B, C et al."


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"title": ""}, "entry 1 (robson1980): the key title is missing or empty."),
        ({"strength": ""}, "the key strength is missing or empty."),
        ({"id": "Robson 1980"}, "an id has lower-case letters and digits only."),
        ({"DOI": "doi:10.1"}, "doi:10.1 is not a DOI"),
        ({"url": "http://example.org"}, "the url must begin with https://."),
        ({"author": [{}]}, "author needs names"),
        ({"issued": {"date-parts": [[]]}}, "issued needs date-parts"),
        ({"issued": "1980"}, "issued needs date-parts"),
    ],
)
def test_a_wrong_entry_is_named(tmp_path: Path, change: dict[str, Any], words: str) -> None:
    with pytest.raises(ReferencesError) as error:
        load(written(tmp_path, GOOD | change))
    assert words in str(error.value)


def test_an_id_twice_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReferencesError, match="the id robson1980 stands there twice"):
        load(written(tmp_path, GOOD, GOOD))


@pytest.mark.parametrize("content", [b"", b"{", b"{}", b"[1]", b"\xff"])
def test_a_file_that_is_no_list_is_told(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "references.json"
    path.write_bytes(content)
    with pytest.raises(ReferencesError, match=r"references\.json"):
        load(path)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(ReferencesError, match="the file is missing"):
        load(tmp_path / "references.json")


def test_the_real_list_holds_only_what_is_cited(library: None) -> None:
    from articles.models import Article

    cited = {identity for row in Article.objects.all() for identity in row.references}
    assert set(references()) == cited
