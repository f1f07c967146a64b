"""The paths file: each way it can be wrong gets one sentence."""

from pathlib import Path

import pytest

from articles.paths import PathsError, library, load

GOOD = '[[path]]\nslug = "a"\ntitle = "A"\nsummary = "About A."\n'


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "there is no"),
        ("[[path]", "this is not TOML"),
        ('[[path]]\nslug = "a"\n', "has exactly these keys: slug, title, summary"),
        (GOOD + 'colour = "red"\n', "has exactly these keys"),
        (GOOD + GOOD, "two paths bear the same slug"),
        (GOOD.replace('"A"', '""'), "title is empty"),
        (GOOD + "[[window]]\n", r"\[\[window\]\] is not known"),
        (GOOD + '[[said_also]]\nwords = "one"\n', "words is empty or not a list"),
    ],
)
def test_a_wrong_file_is_told(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "paths.toml"
    path.write_text(text)
    with pytest.raises(PathsError, match=words):
        load(path)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(PathsError, match="the file is missing"):
        load(tmp_path / "paths.toml")


def test_bytes_that_are_no_text_are_told(tmp_path: Path) -> None:
    path = tmp_path / "paths.toml"
    path.write_bytes(b"\xff")
    with pytest.raises(PathsError, match="not UTF-8"):
        load(path)


def test_the_seven_paths_stand_in_their_order() -> None:
    assert [path.slug for path in library().paths] == [
        "start-here",
        "why-it-happens",
        "finding-your-way-back",
        "rupture-and-repair",
        "getting-help",
        "partners-and-family",
        "for-professionals",
    ]
