"""Names of a list that runs over two lines."""

import pytest

from kamerstem.readers.grammar.lexicon import lexicon
from kamerstem.readers.grammar.names import read_names


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # A member whose surname is a party's name too: initials alone are never a name.
        (
            "G.F.C. van Meijeren (FVD), M.C.G.\nKeijzer (BBB)",
            [("G.F.C. van Meijeren", "FVD"), ("M.C.G. Keijzer", "BBB")],
        ),
        ("M.C.G. Keijzer\n(BBB), E.R.F.\nEsser (PVV)", [("M.C.G. Keijzer", "BBB"), ("E.R.F. Esser", "PVV")]),
        ("W.\nOmtzigt (CDA) en F.\nAzarkan (DENK)", [("W. Omtzigt", "CDA"), ("F. Azarkan", "DENK")]),
        ("SP\nKeijzer\nVVD", [("SP", None), ("Keijzer", None), ("VVD", None)]),
        ("SP,\nKeijzer (BBB)", [("SP", None), ("Keijzer", "BBB")]),
    ],
)  # fmt: skip
def test_a_name_over_two_lines(text: str, wanted: list[tuple[str, str | None]]) -> None:
    names = read_names(lexicon().spans(text), text)
    assert names is not None
    assert [(name.text, name.party) for name in names.names] == wanted
