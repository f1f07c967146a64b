"""What the glossary and the claims must keep to: plain, kind, complete. `check_content` prints what is not."""

from collections.abc import Iterable, Iterator, Sequence

from articles.back_matter import Claim, Forms, Term
from articles.content import ArticleFile
from articles.finding import Finding
from articles.language import reading_grade
from articles.markup import parse
from articles.phone_numbers import phone_number_findings
from articles.prose import Passage, passages
from articles.rules import HIGHEST_CLAIM
from articles.safe_messaging import suicide_findings
from articles.wording import forbidden_findings, sign_findings

RULES = {
    "term-length": "A meaning in the glossary has 60 words or fewer.",
    "term-grade": "All meanings together read at grade 8 or below.",
    "term-article": "A term leads to an article that exists.",
    "term-unused": "Each form that a text is searched for stands in a text (warns).",
    "claim-missing": "Each claim of the ledger, C01 to C98, stands in claims.toml, and no other.",
    "claim-reason": "A claim says why it is left out exactly where no page for mothers or family tells it.",
    "claim-words": "A claim is told in 40 words or fewer.",
}
GLOSSARY, CLAIMS = "glossary.toml", "claims.toml"
LONGEST_MEANING, LONGEST_CLAIM = 60, 40  # words
HIGHEST_GRADE = 8.0  # US school years
Told = tuple[str, Finding]


def glossary_findings(terms: Sequence[Term], articles: Sequence[ArticleFile]) -> Iterator[Told]:
    """What is wrong with the glossary, each finding with the name of its file."""
    slugs = {article.slug for article in articles}
    linked = _linked(terms, articles)
    for term in terms:
        if (count := len(term.meaning.split())) > LONGEST_MEANING:
            yield _told(GLOSSARY, "term-length", f"{term.word}: {count} words; {LONGEST_MEANING} is the most.")
        if term.article and term.article not in slugs:
            yield _told(GLOSSARY, "term-article", f"{term.word}: there is no article {term.article}.")
        if term.find and term.slug not in linked:
            yield _told(GLOSSARY, "term-unused", f"{term.word}: no article uses it.", level="warning")
        yield from _wording(GLOSSARY, term.word, term.meaning)
    grade = round(reading_grade(s.text for term in terms for p in passages(term.meaning) for s in p.sentences), 1)
    if grade > HIGHEST_GRADE:
        yield _told(GLOSSARY, "term-grade", f"the meanings read at grade {grade}; {HIGHEST_GRADE:g} is the most.")


def claim_findings(claims: Sequence[Claim], articles: Sequence[ArticleFile]) -> Iterator[Told]:
    """What is wrong with the list of claims, each finding with the name of its file."""
    wanted = {f"C{number:02}" for number in range(1, HIGHEST_CLAIM + 1)}
    there = {claim.number for claim in claims}
    for number in sorted(wanted ^ there):
        what = "is missing" if number in wanted else "is not one of the ledger's"
        yield _told(CLAIMS, "claim-missing", f"{number} {what}.")
    told = {
        number[:3]
        for article in articles
        if article.values["audience"] != "professional"
        for number in article.values["claims"]
    }
    for claim in claims:
        if claim.number in told and claim.left_out:
            yield _told(CLAIMS, "claim-reason", f"{claim.number} is told to parents: take its reason out.")
        if claim.number not in told and not claim.left_out:
            yield _told(CLAIMS, "claim-reason", f"{claim.number} is told to no parent: say why in left_out.")
        if (count := len(claim.words.split())) > LONGEST_CLAIM:
            yield _told(CLAIMS, "claim-words", f"{claim.number}: {count} words; {LONGEST_CLAIM} is the most.")


def _linked(terms: Iterable[Term], articles: Iterable[ArticleFile]) -> set[str]:
    forms = Forms(terms)
    pages = [parse(article.body, {}, forms).html for article in articles]
    return {term.slug for term in terms if any(f'/articles/glossary/#{term.slug}"' in page for page in pages)}


def _wording(name: str, word: str, text: str) -> Iterator[Told]:
    shown: list[Passage] = passages(text)
    for finding in (
        *forbidden_findings(shown),
        *sign_findings(shown),
        *suicide_findings(shown),
        *phone_number_findings(shown),
    ):
        yield name, Finding(1, finding.rule, f"{word}: {finding.message}", finding.level)


def _told(name: str, rule: str, message: str, *, level: str = "error") -> Told:
    return name, Finding(line=1, rule=rule, message=message, level="warning" if level == "warning" else "error")
