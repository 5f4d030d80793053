"""Markdown: the form in headings and paragraphs, what is added in quotes and tables, and no text of others as marks."""

from collections.abc import Iterator

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from kamerstem.language import Lang
from kamerstem.model import form
from kamerstem.render import md
from kamerstem.render.document import compose
from tests import factories
from tests.render.test_pdf import MADE, texts

_READER = MarkdownIt("commonmark").enable("table")


def blocks(text: str) -> Iterator[tuple[str, Token]]:
    """Yield every run of text with the block that it stands in: h2, p, td, or quote."""
    inside: list[str] = []
    for token in _READER.parse(text):
        inside += [token.tag] if token.nesting == 1 else []
        if token.nesting == -1:
            inside.pop()
        if token.type == "inline":
            yield ("quote" if "blockquote" in inside else inside[-1]), token


def plain(token: Token) -> str:
    return "".join(child.content for child in token.children or [] if child.type == "text")


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("name", MADE)
def test_headings_and_paragraphs_hold_the_form(name: str, lang: Lang) -> None:
    overview = MADE[name]()
    shown = [plain(token) for block, token in blocks(md.render(overview, lang)) if block[0] in "hp"]
    unexplained = form.NO_EXPLANATION.in_(lang)
    assert [text.removeprefix(form.PROSE) for text in shown if text != unexplained] == texts(
        compose(overview, lang)
    )


def test_money_where_it_moves_is_a_table_and_a_quote() -> None:
    shown = [(block, plain(token)) for block, token in blocks(md.render(factories.budget_bill()))]
    assert ("quote", "Wat het amendement zou verschuiven, in euro's") in shown
    assert [text for block, text in shown if block == "td" and "7.000.000" in text] == [
        "+7.000.000", "+7.000.000", "−7.000.000", "−7.000.000",
    ]  # fmt: skip
    assert ("quote", "Per saldo kost het niets: het amendement dekt zichzelf.") in shown


def test_what_is_added_stands_in_quotes_and_tables() -> None:
    found = [(block, plain(token)) for block, token in blocks(md.render(factories.big_bill()))]
    assert ("quote", "149 zetels voor, niemand tegen; JA21 (1) nam niet deel.") in found
    cells = [text for block, text in found if block in ("th", "td")]
    assert cells[:8] == ["Fractie", "Voor", "Tegen", "Niet deelgenomen", "SP", "5", "–", "–"]
    assert "139–10" in cells
    assert found.index(("quote", "Alle uitslagen")) == found.index(("th", "Nummer")) - 1


@pytest.mark.parametrize(
    "text",
    [
        "*a* _b_ **c** `d` [e](http://f) ![g](h) <b>i</b> &amp; \\j | k # ~~l~~ <http://m>",
        "# kop",
        "- punt",
        "+ punt",
        "1. punt",
        "12) punt",
        "> citaat",
        "===",
        "---",
        "| a | b |",
        "```",
        "    code",
        "<script>alert(1)</script>",
        "[a]: http://b",
    ],
)
def test_a_text_of_others_is_never_a_mark(text: str) -> None:
    tokens = _READER.parse(f"voor\n\n{md.escaped(text)}\n\nna")
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"] * 3
    assert {child.type for child in tokens[4].children or []} <= {"text", "text_special"}
    assert "".join(child.content for child in tokens[4].children or []) == text.strip()
    whole = _READER.parse(md.render(factories.hostile(text)))
    kinds = {child.type for token in whole for child in token.children or []}
    assert kinds <= {"text", "text_special", "strong_open", "strong_close", "softbreak"}
    assert not {token.type for token in whole} & {"html_block", "fence", "code_block", "hr"}
