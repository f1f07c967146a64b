"""The glossary and the claims: what their files must be, what their pages show, and how a text leads to a word."""

from pathlib import Path

import pytest
from django.test import Client

from articles.back_matter import BackMatterError, Claim, Forms, Term, claims, glossary, load_claims, load_glossary
from articles.back_matter_rules import RULES, claim_findings, glossary_findings
from articles.content import ArticleFile
from articles.library import back_matter_findings, read_shelf
from articles.markup import parse
from articles.models import Article
from articles.references import references

BOND = Term("bond", "Bond", ("bond", "bonding"), "What you feel.", "")
TERM = '[[term]]\nslug = "bond"\nword = "Bond"\nmeaning = "What you feel."\n'
CLAIM = '[[claim]]\nnumber = "C01"\nwords = "It matters."\n'


def linked(text: str) -> str:
    return parse(text, references(), Forms([BOND])).html


def article(slug: str = "a", *, audience: str = "mother", numbers: tuple[str, ...] = (), body: str = "") -> ArticleFile:
    return ArticleFile(f"{slug}.md", "", {"slug": slug, "audience": audience, "claims": list(numbers), "body": body}, 1)


# --- A word leads to its meaning -------------------------------------------------------------------------------------


def test_only_the_first_use_of_a_word_is_linked() -> None:
    html = linked("A bond grows.\n\nThe bond is slow, and bonding takes time.")
    assert html.count("/articles/glossary/#bond") == 1
    assert '<a href="/articles/glossary/#bond">bond</a> grows' in html


def test_a_word_keeps_the_shape_it_was_written_in() -> None:
    assert '<a href="/articles/glossary/#bond">Bonding</a> is' in linked("Bonding is slow.")


def test_a_part_of_a_longer_word_is_not_linked() -> None:
    assert "glossary" not in linked("A bondage, a re-bond, and unbonding.")


@pytest.mark.parametrize(
    "text",
    [
        "## The bond\n",
        "[a bond](/about/)",
        "> a bond",
        "Strength: A study of the bond, 1980.",
        "::: get-help\nThe bond.\n:::",
        "::: words-to-say\n- The bond.\n:::",
        "::: try-this\nThe bond.\n:::",
        "::: drawing three-things\nThe bond.\n:::",
    ],
)
def test_what_she_acts_on_or_says_aloud_is_left_alone(text: str) -> None:
    assert "glossary" not in linked(text)


def test_the_first_use_outside_such_places_is_the_one_that_is_linked() -> None:
    html = linked("::: try-this\nThe bond.\n:::\n\nThen the bond comes.")
    assert html.index("glossary") > html.index("Then")


def test_words_inside_emphasis_are_linked() -> None:
    assert '<em><a href="/articles/glossary/#bond">bond</a></em>' in linked("A *bond* grows.")


def test_citations_stay_where_they_are() -> None:
    html = linked("A bond grows.[^robson1980] The bond is slow.")
    assert html.index("glossary") < html.index("cite-robson1980-1")


# --- The files -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("nonsense", "this is not TOML"),
        ('[[word]]\na = "b"', "[[term]] entries are expected"),
        ('term = "x"', "[[term]] entries are expected"),
        (TERM + 'color = "red"\n', "color is not a key"),
        ('[[term]]\nslug = "bond"\nword = "Bond"\n', "the key meaning is missing"),
        (TERM.replace('"Bond"', '""'), "word is empty"),
        (TERM.replace('"bond"', '"Bond!"'), "a slug has"),
        (TERM + "find = [3]\n", "find is a list of words"),
        (TERM + TERM, "the slug bond stands there twice"),
        (TERM + 'find = ["tie"]\n' + TERM.replace('"bond"', '"tie"') + 'find = ["Tie"]\n', "the form tie stands there"),
    ],
)
def test_a_broken_glossary_says_what_is_wrong(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "glossary.toml"
    path.write_text(text)
    with pytest.raises(BackMatterError, match=r"glossary\.toml") as raised:
        load_glossary(path)
    assert says in str(raised.value)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (CLAIM.replace("C01", "1"), "a number looks like C07"),
        (CLAIM + CLAIM, "the number C01 stands there twice"),
        (CLAIM + "left_out = true\n", "left_out is empty or not a str"),
    ],
)
def test_a_broken_list_of_claims_says_what_is_wrong(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "claims.toml"
    path.write_text(text)
    with pytest.raises(BackMatterError) as raised:
        load_claims(path)
    assert says in str(raised.value)


def test_a_missing_or_unreadable_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(BackMatterError, match="the file is missing"):
        load_claims(tmp_path / "claims.toml")
    (tmp_path / "glossary.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(BackMatterError, match="not UTF-8"):
        load_glossary(tmp_path / "glossary.toml")


# --- The rules -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("term", "rule"),
    [
        (Term("x", "X", (), "word " * 61, ""), "term-length"),
        (Term("x", "X", (), "Interdisciplinary psychopharmacological considerations.", ""), "term-grade"),
        (Term("x", "X", (), "A word.", "no-such-page"), "term-article"),
        (Term("x", "X", ("never said",), "A word.", ""), "term-unused"),
        (Term("x", "X", (), "This is simply a word.", ""), "forbidden-words"),
        (Term("x", "X", (), "What a word!", ""), "exclamation-mark"),
    ],
)  # fmt: skip
def test_each_rule_of_the_glossary_is_checked(term: Term, rule: str) -> None:
    assert rule in [finding.rule for _, finding in glossary_findings([term], [article(body="The bond.")])]


def test_a_good_term_has_nothing_against_it() -> None:
    assert list(glossary_findings([BOND], [article(body="The bond.")])) == []


ALL = [Claim(f"C{number:02}", "It matters.", "") for number in range(1, 99)]
TOLD = article(numbers=tuple(claim.number for claim in ALL))


def test_98_claims_that_are_told_have_nothing_against_them() -> None:
    assert list(claim_findings(ALL, [TOLD])) == []


@pytest.mark.parametrize(
    ("listed", "articles", "says"),
    [
        (ALL[1:], [TOLD], "C01 is missing"),
        ([*ALL, Claim("C99", "It matters.", "")], [TOLD, article("b", numbers=("C99",))], "C99 is not one of"),
        ([Claim("C01", "It matters.", "why"), *ALL[1:]], [TOLD], "C01 is told to parents"),
        (ALL, [article(audience="professional", numbers=("C01",))], "C01 is told to no parent"),
        ([Claim("C01", "word " * 41, ""), *ALL[1:]], [TOLD], "C01: 41 words"),
    ],
)
def test_each_rule_of_the_claims_is_checked(listed: list[Claim], articles: list[ArticleFile], says: str) -> None:
    assert any(says in finding.message for _, finding in claim_findings(listed, articles))


def test_every_rule_is_told_to_writers() -> None:
    guide = (Path(__file__).parent.parent.parent / "docs" / "the-library.md").read_text()
    assert [name for name, asks in RULES.items() if f"`{name}`" not in guide or asks.rstrip(".") not in guide] == []


# --- What is really there --------------------------------------------------------------------------------------------


def test_the_real_glossary_and_claims_keep_their_rules(content: Path) -> None:
    assert back_matter_findings(content, read_shelf(content)) == []


def test_the_glossary_has_the_words_it_promised() -> None:
    slugs = {term.slug for term in glossary()}
    assert {"bond", "attachment", "rupture", "repair", "perinatal", "pmh-c"} <= slugs
    assert len(slugs) >= 26


def test_every_claim_of_the_ledger_is_accounted_for() -> None:
    assert [claim.number for claim in claims()] == [f"C{number:02}" for number in range(1, 99)]


@pytest.mark.usefixtures("library")
def test_the_glossary_page_shows_every_word_where_texts_point(client: Client) -> None:
    page = client.get("/articles/glossary/").content.decode()
    for term in glossary():
        assert f'id="{term.slug}"' in page
    assert 'href="/articles/how-to-repair/"' in page


@pytest.mark.usefixtures("library")
def test_an_article_leads_to_the_glossary_without_a_script(client: Client) -> None:
    page = client.get("/articles/out-of-step/").content.decode()
    assert '<a href="/articles/glossary/#rupture">rupture</a>' in page


@pytest.mark.usefixtures("library")
def test_the_evidence_page_shows_every_claim_and_every_reason(client: Client) -> None:
    page = client.get("/about/evidence/").content.decode().replace("&#x27;", "'").replace("&quot;", '"')
    for claim in claims():
        assert f'id="{claim.number}"' in page
        assert claim.words in page
        assert claim.left_out in page


@pytest.mark.usefixtures("library")
def test_the_evidence_page_names_the_pages_that_correct_a_claim(client: Client) -> None:
    page = client.get("/about/evidence/").content.decode()
    entry = page[page.index('id="C48"') : page.index('id="C50"')]
    assert "(corrected)" in entry
    assert "/articles/is-this-hurting-my-baby/" in entry


@pytest.mark.usefixtures("library")
def test_the_evidence_page_follows_the_articles(client: Client) -> None:
    Article.objects.filter(slug="good-enough").update(claims=[])
    page = client.get("/about/evidence/").content.decode()
    entry = page[page.index('id="C93"') : page.index('id="C94"')]
    assert "/articles/good-enough/" not in entry


@pytest.mark.parametrize("address", ["/articles/glossary/", "/about/evidence/"])
@pytest.mark.django_db
def test_they_are_the_same_for_everyone_and_only_to_read(client: Client, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 200
    assert "Set-Cookie" not in response.headers
    assert response.headers["Cache-Control"].startswith("public")
    assert client.post(address).status_code in (404, 405)
