"""Letters that were encoded twice: read as they were meant where that is certain, found and compared so."""

from dataclasses import replace

import pytest
from tests import needs
from tests.factories import seed

from kamerstem import checks
from kamerstem.checks.compare import compare, same_words
from kamerstem.model.fields import unmangled
from kamerstem.readers.overview import read


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("financi\u00c3\u00able", "financi\u00eble"),
        ("co\u00c3\u00b6rdinatie", "co\u00f6rdinatie"),
        ("\u00e2\u20ac\u2122s avonds", "\u2019s avonds"),
        ("EU \u00e2\u20ac\u201c NAVO", "EU \u2013 NAVO"),
        ("\u00e2\u201a\u00ac 5 miljoen", "\u20ac 5 miljoen"),
        ("Kosti\u00c4\u2021", "Kosti\u0107"),
        ("\u00c5\u00a1", "\u0161"),
        ("financi\u00c3\u0192\u00c2\u00able", "financi\u00eble"),  # encoded three times
        ("financi\u00eble", "financi\u00eble"),
        (
            "\u201c\u00c4\u201d is een letter, \u00c5\u2019s ook; 10 \u00c5\u00a0lang",
            "\u201c\u00c4\u201d is een letter, \u00c5\u2019s ook; 10 \u00c5\u00a0lang",
        ),
        ("ch\u00e2teau, \u201cp\u00e2t\u00e9\u201d", "ch\u00e2teau, \u201cp\u00e2t\u00e9\u201d"),
        ("S\u00e3o Paulo", "S\u00e3o Paulo"),
        ("\u00c3 en \u00c2", "\u00c3 en \u00c2"),
    ],
)
def test_what_was_encoded_twice_is_read_as_it_was_meant(said: str, meant: str) -> None:
    assert unmangled(said) == meant
    assert unmangled(meant) == meant
    assert same_words(said, meant)


def test_the_record_has_the_finding_and_not_the_document_that_spells_it_right() -> None:
    right = seed()
    [amendment] = right.amendments
    record = replace(
        right, amendments=(replace(amendment, zaak="2023Z20532", subject="het financi\u00c3\u00able effect"),)
    )
    document = replace(right, amendments=(replace(amendment, subject="het financi\u00eble effect"),))
    assert "subject-differs" not in {each.check for each in compare(document, record)}
    [found] = [each for each in checks.run(record) if each.check == "double-encoding"]
    assert (found.found, found.expected) == ("financi\u00c3\u00able", "financi\u00eble")
    assert "double-encoding" not in {each.check for each in checks.run(document)}


@needs.official
def test_a_clerks_right_spelling_is_no_difference() -> None:
    folder = needs.shared("cases/01-mojibake")
    clerk, made = (read((folder / name).read_bytes()) for name in ("clerk.txt", "made.txt"))
    assert "subject-differs" not in {each.check for each in compare(clerk, made)}
