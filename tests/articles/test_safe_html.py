"""From a text to HTML that may be trusted: what our language is, and every attack we know of."""

import re
from html.parser import HTMLParser
from typing import Any

import pytest
from bleach._vendor import html5lib  # bleach brings its own parser; a tree is a tree
from hypothesis import given, settings
from hypothesis import strategies as st

from articles import safe_html
from articles.markup import MOST_CHARACTERS, parse
from articles.references import Reference
from articles.safe_html import ATTRIBUTES, TAGS, render, render_json_ld, render_markdown, sanitize_with_nh3

SOURCES = {
    identity: Reference(
        identity,
        'A "title" <b>',
        ("Robson", "Kumar"),
        "1980",
        "Journal",
        "136",
        "4",
        "347-353",
        doi,
        url,
        checked,
        "One study.",
    )
    for identity, doi, url, checked in (
        ("robson1980", "10.1192/bjp.136.4.347", "", True),
        ("other1999", "", "https://example.org/a?b=c&d=e", False),
        ("nowhere1953", "", "", False),
    )
}


@pytest.fixture(autouse=True)
def _sources(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(safe_html, "references", lambda: SOURCES)


class Elements(HTMLParser):
    """Every start tag of a piece of HTML, with its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def harm(html: str) -> list[str]:
    """What of it could do harm: anything outside the allow-list, read by a parser that is not the sanitizer's."""
    svg = {"svg", "path", "circle", "g", "line", "ellipse", "rect", "polyline", "text"}
    found = []
    for tag, attributes in Elements(html).found:
        if tag in svg:
            continue
        if tag not in TAGS:
            found.append(f"<{tag}>")
        for name, value in attributes.items():
            if name not in ATTRIBUTES.get(tag, ()) or (name == "href" and not _leads_well(value or "")):
                found.append(f"<{tag} {name}={value!r}>")
    return found


def _leads_well(href: str) -> bool:
    return bool(re.match(r"https://[^/]|/(?![/\\])|#", href)) or href == "/"


ATTACKS = {
    "script": "<script>alert(1)</script>",
    "script in a block": "::: fact\n<script>alert(1)</script>\n:::",
    "image with a handler": '<img src=x onerror="alert(1)">',
    "svg with a handler": "<svg/onload=alert(1)>",
    "comment that opens": "<!--><script>alert(1)</script>-->",
    "half a tag": "<iframe src=//evil.example",
    "style element": "<style>@import '//evil.example'</style>",
    "noscript mutation": '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    "math mutation": "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "template": "<template><script>alert(1)</script></template>",
    "javascript link": "[a](javascript:alert(1))",
    "javascript link in capitals": "[a](JaVaScRiPt:alert(1))",
    "javascript link with a tab": "[a](java\tscript:alert(1))",
    "javascript link in entities": "[a](&#106;avascript:alert(1))",
    "javascript link in percents": "[a](%6Aavascript:alert(1))",
    "javascript reference": "[a]\n\n[a]: javascript:alert(1)",
    "javascript autolink": "<javascript:alert(1)>",
    "data link": "[a](data:text/html;base64,PHNjcmlwdD4=)",
    "vbscript link": "[a](vbscript:msgbox)",
    "file link": "[a](file:///etc/passwd)",
    "plain http link": "[a](http://example.org/)",
    "link without a scheme": "[a](//evil.example/)",
    "link with a backslash": "[a](/\\evil.example/)",
    "link with two backslashes": "[a](\\\\evil.example/)",
    "https with a backslash": "[a](https:\\\\evil.example/)",
    "https with a user": "[a](https://bank.example@evil.example/)",
    "telephone link": "[call](tel:911)",
    "mail link": "[write](mailto:a@b.example)",
    "link that breaks out": '[a](https://example.org/"onmouseover=alert(1))',
    "link in angle brackets that breaks out": '[a](<https://example.org/"onmouseover="alert(1)>)',
    "title that breaks out": '[a](https://example.org/ "x\\" onmouseover=\\"alert(1)")',
    "image": "![a](https://evil.example/pixel.png)",
    "image with javascript": "![a](javascript:alert(1))",
    "image reference": "![a]\n\n[a]: https://evil.example/pixel.png",
    "block title that breaks out": '::: fact "><script>alert(1)</script>\ntext\n:::',
    "block kind that breaks out": '::: fact"onclick="alert(1)\ntext\n:::',
    "drawing that breaks out": '::: drawing x"><script>alert(1)</script>\ntext\n:::',
    "drawing from elsewhere": "::: drawing ../../etc/passwd\ntext\n:::",
    "drawing imitated in HTML": '<figure class="drawing drawing--out-of-step"><script>alert(1)</script></figure>',
    "heading address that breaks out": '## A heading {#a" onclick="alert(1)}',
    "heading with HTML": "## <img src=x onerror=alert(1)>",
    "heading address of the page": "## Text {#main}",
    "citation that breaks out": '[^robson1980"><script>alert(1)</script>]',
    "own note": "A[^mine]\n\n[^mine]: <script>alert(1)</script>",
    "own note under a real name": "A[^robson1980]\n\n[^robson1980]: [x](javascript:alert(1))",
    "inline note": "A^[<script>alert(1)</script>]",
    "code with HTML": "`<script>alert(1)</script>`",
    "fence with HTML": "```html\n<script>alert(1)</script>\n```",
    "fence whose language breaks out": '```"><script>alert(1)</script>\nx\n```',
    "strength with HTML": "Strength: <script>alert(1)</script>",
    "entity for a bracket": "&lt;script&gt;alert(1)&lt;/script&gt;",
    "NUL": "<scr\0ipt>alert(1)</scr\0ipt>",
    "right-to-left override": "[a](https://example.org/\u202egpj.exe)",
    "lone surrogate": "\ud800<script>alert(1)</script>",
    "table with a handler": "| a |\n|---|\n| <img onerror=alert(1)> |",
    "meta refresh": '<meta http-equiv="refresh" content="0;url=//evil.example">',
    "base": '<base href="//evil.example/">',
    "form": '<form action="//evil.example"><button>Sign in</button></form>',
    "ordered list with a bad start": '99999999999999999999. <a onclick="alert(1)">x</a>',
}


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_comes_to_nothing(name: str) -> None:
    assert harm(render_markdown(ATTACKS[name])) == []


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_comes_to_nothing_in_the_middle_of_a_text(name: str) -> None:
    text = (
        f"## Before\n\nA sentence.[^robson1980]\n\n> {ATTACKS[name]}\n\n- {ATTACKS[name]}\n\n{ATTACKS[name]}\n\nAfter."
    )
    assert harm(render_markdown(text)) == []


@pytest.mark.parametrize("name", ATTACKS)
def test_the_first_layer_holds_without_the_second(name: str) -> None:
    assert harm(parse(ATTACKS[name], SOURCES).html) == []


def test_the_test_for_harm_would_find_some() -> None:
    assert harm('<a href="javascript:alert(1)" onclick=x>x</a><script></script>') != []


@pytest.mark.parametrize("layer", ["the allow-list alone", "nh3 alone"])
@pytest.mark.parametrize(
    "html",
    [
        '<a href="//evil.example/">',
        '<a href="/\\\\evil.example/">',
        '<a href="javascript:x">',
        "<script>x</script>",
        '<p onclick="x">',
        '<p style="x">',
    ],
)
def test_the_second_layer_holds_without_the_first(layer: str, html: str) -> None:
    sanitize = safe_html._sanitize_with_bleach if layer == "the allow-list alone" else sanitize_with_nh3
    assert harm(sanitize(html)) == []


SAMPLE = """## Three things

A sentence with *stress*, **weight** and a [link](/articles/small-moments/).[^robson1980][^other1999]

Strength: One study.

### Deeper

::: try-this One minute
- First
- Second
:::

::: get-help
Call today.
:::

> A quote with `code` and [far away](https://example.org/a?b=c&d=e).

1. One
2. Two

::: drawing out-of-step
Two lines.
:::

***

Again.[^robson1980]
"""


def tree(html: str) -> Any:
    document = html5lib.parseFragment(html, namespaceHTMLElements=False)
    return [(e.tag, sorted(e.attrib.items()), (e.text or "").strip(), (e.tail or "").strip()) for e in document.iter()]


def test_nh3_gives_the_same_tree_over_what_our_renderer_makes() -> None:
    for text in (SAMPLE, *ATTACKS.values()):
        html = parse(text.encode("utf-8", "replace").decode(), SOURCES).html
        assert tree(sanitize_with_nh3(html)) == tree(safe_html._sanitize_with_bleach(html))


def test_a_block_has_its_kind_and_its_title() -> None:
    html = render("::: try-this\nDo it.\n:::\n\n::: myth As they say\n“So.” No.\n:::").body
    assert '<div class="block block--try-this">\n<p class="block__title">Try this</p>' in html
    assert '<p class="block__title">As they say</p>' in html


def test_a_help_block_leads_to_the_numbers() -> None:
    assert 'href="/support/#now"' in render("::: get-help\nCall.\n:::").body


def test_a_strength_line_is_marked_and_loses_its_word() -> None:
    assert '<p class="strength">One study.</p>' in render("Strength: One study.").body


def test_a_citation_leads_to_its_note_and_the_note_back_to_each_sentence() -> None:
    rendered = render("One.[^robson1980] Two.[^other1999] Three.[^robson1980]")
    assert 'href="#ref-robson1980" id="cite-robson1980-1"' in rendered.body
    assert 'id="cite-robson1980-2"' in rendered.body
    assert '<li id="ref-robson1980" class="note">' in rendered.notes
    assert 'href="#cite-robson1980-1"' in rendered.notes
    assert 'href="#cite-robson1980-2"' in rendered.notes
    assert rendered.notes.index("ref-robson1980") < rendered.notes.index("ref-other1999")


def test_a_note_says_what_the_source_can_carry_and_whether_it_was_checked() -> None:
    notes = render("One.[^robson1980] Two.[^other1999]").notes
    assert notes.count('<p class="strength">One study.</p>') == 2
    assert "We have seen a stored copy" in notes
    assert "Not yet checked against its publisher." in notes
    assert 'href="https://doi.org/10.1192/bjp.136.4.347" rel="noreferrer noopener"' in notes


def test_a_source_that_stands_nowhere_on_the_web_has_no_link() -> None:
    assert "noreferrer" not in render("One.[^nowhere1953]").notes


def test_a_citation_behind_an_unclosed_block_still_finds_its_note() -> None:
    assert "ref-robson1980" in render("One.[^robson1980]\n\n```\nopen").notes


def test_an_unknown_citation_stays_as_typed() -> None:
    assert "[^nosuch2000]" in render("One.[^nosuch2000]").body


def test_headings_have_addresses_that_stay_and_make_the_contents() -> None:
    rendered = render("## Three things\n\n## Three things\n\n### Deeper *down* {#deep}\n\n## Main")
    assert [(h.level, h.address, h.words) for h in rendered.headings] == [
        (2, "three-things", "Three things"),
        (2, "three-things-2", "Three things"),
        (3, "deep", "Deeper down"),
        (2, "section-main", "Main"),
    ]
    assert 'id="deep"' in rendered.body
    assert "{#deep}" not in rendered.body


def test_no_heading_outranks_the_title_of_the_page() -> None:
    assert "<h1" not in render("# Loud").body
    assert "<h4" not in render("#### Deep").body


def test_a_link_out_tells_nothing_and_a_link_within_stays_plain() -> None:
    body = render("[out](https://example.org/) [in](/support/)").body
    assert '<a href="https://example.org/" rel="noreferrer noopener">' in body
    assert '<a href="/support/">' in body


def test_a_drawing_is_put_in_from_the_house() -> None:
    body = render("::: drawing out-of-step\nTwo lines part and meet.\n:::").body
    assert '<figure class="drawing"><svg' in body.replace("\n", "")
    assert "Two lines part and meet." in body


def test_a_text_beyond_the_limit_is_shown_as_typed() -> None:
    body = render("*a* " * MOST_CHARACTERS).body
    assert body.startswith("<pre>*a* *a*")


def test_structured_data_cannot_end_its_element() -> None:
    data = render_json_ld({"headline": "</script><script>alert(1)</script>&"})
    assert "<" not in data
    assert "&" not in data


SIGNS = "ab <>[](){}#*_`:!|&;\\\"'/^-+=~\n\t.0123456789é\0\ud800\u202e"
WORDS = ("::: ", "fact", "javascript:", "https://", "[^robson1980]", "<script>")
MARKDOWN = st.lists(
    st.sampled_from([*SIGNS, *WORDS]),
    max_size=120,
).map("".join)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(MARKDOWN)
def test_no_text_raises_or_does_harm(text: str) -> None:
    assert harm(render_markdown(text)) == []


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def test_no_text_at_all_raises_or_does_harm(text: str) -> None:
    assert harm(render_markdown(text)) == []


NESTED = [
    "> ",
    "- ",
    "*a ",
    "[",
    "![",
    "`",
    "::: fact\n",
    "[^robson1980]",
    "<",
    "```\n",
    "# a\n",
    "**a *b ",
    "[a](/b) ",
]


@pytest.mark.parametrize("piece", NESTED)
@pytest.mark.parametrize("size", [MOST_CHARACTERS, 100_000])
def test_deep_nesting_renders_and_does_no_harm(piece: str, size: int) -> None:
    # How long it takes is measured in `make bench`; here it must end, and end well.
    assert harm(render_markdown(piece * (size // len(piece)))) == []
