"""`check_content` on a practice with one thing wrong: file, line and rule are told, and the command fails."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tests.articles.good_article import file_text, write_content
from tests.practices.good_practice import practice_text, write_practices

pytestmark = pytest.mark.django_db


@pytest.fixture
def content(tmp_path: Path, settings: Any) -> Path:
    """A content folder with one good article."""
    settings.CONTENT_DIR = tmp_path / "content"
    return write_content(settings.CONTENT_DIR, plain_page=file_text(practice="plain"))


def told(content: Path, capsys: pytest.CaptureFixture[str], *changes: tuple[str, str]) -> str:
    write_practices(content, plain=practice_text(*changes))
    with pytest.raises(CommandError):
        call_command("check_content")
    captured = capsys.readouterr()
    return captured.out + captured.err


def test_a_good_practice_passes(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_practices(content, plain=practice_text())
    call_command("check_content")
    assert "1 practices follow the rules" in capsys.readouterr().out


def test_an_unknown_kind_of_step(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = told(content, capsys, ("kind: words", "kind: dance"))
    assert "plain.md:26" in said
    assert "kind is 'dance': it must be one of text, choice, scale, timer, words." in said


def test_an_option_without_its_label(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = told(content, capsys, ("[a cup, a chair]", "[a cup, {hint: to sit on}]"))
    assert "plain.md:19" in said
    assert "the key label is missing" in said


def test_a_step_without_its_question(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = told(content, capsys, ("    ask: What is it like?\n", ""))
    assert "plain.md:25" in said
    assert "the key ask is missing" in said


def test_a_practice_that_does_not_say_when_to_stop(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "the key stop is missing" in told(content, capsys, ("stop: Stop when you have had enough.\n", ""))


def test_a_stop_rule_that_is_empty(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "stop is empty" in told(content, capsys, ("stop: Stop when you have had enough.", "stop:"))


def test_a_question_over_its_limit(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = told(content, capsys, ("What is it like?", "x" * 161))
    assert "plain.md:27" in said
    assert "ask has 161 characters; 160 is the most." in said


def test_a_text_below_the_keys_over_its_limit(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    long = ("You can look at a thing", "You can look at a thing " + "again and again " * 100)
    said = told(content, capsys, long)
    assert "practice-length" in said
    assert "300 is the most" in said
