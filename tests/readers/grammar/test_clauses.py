"""One grammar for what is said of a vote: what each clause says, what is not read, and what no change may turn into."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

from kamerstem.model import form
from kamerstem.model.votes import Side
from kamerstem.readers import grammar
from kamerstem.readers.grammar import Clause, Name, Names, Unread
from kamerstem.readers.grammar.lexicon import FILE, Entry, Lexicon, entries
from kamerstem.readers.grammar.rules import RULES
from tests.readers.grammar.clauses import DECISIONS, LISTS, OTHERS, UNREAD

PACKAGE = FILE.parent
ENTRIES = list(entries(FILE.read_text(encoding="utf-8")))
GOOD = [*DECISIONS, *LISTS, *OTHERS]
STOPS = [entry.phrase for entry in ENTRIES if entry.type == "stop"]
BEGUN = {stop: [e.phrase for e in ENTRIES if e.phrase.startswith(f"{stop.lower()} ")] for stop in STOPS}
ONLY = {entry.phrase for entry in ENTRIES if entry.type == "only"}
_WORDS = {
    "amendment": "amendement", "motion": "motie", "bill": "wetsvoorstel", "none": "voorstel",
    "adopted": "aangenomen", "rejected": "verworpen", "tied": "staken",
    "withdraw": "ingetrokken", "hold_over": "aangehouden", "lapse": "vervallen", "take_over": "overgenomen",
    "without_vote": "zonder_stemming", "by_consequence": "gevolg",
    "show_of_hands": "handopsteken", "roll_call": "hoofdelijk",
    "for": "voor", "against": "tegen", "not_voting": "afwezig",
    "mistake": "vergissing", "against_noted": "aantekening",
}  # fmt: skip


def _dutch(value: object) -> str:
    return _WORDS.get(str(value).lower(), str(value))


def _name(name: Name) -> str:
    brackets = f"({name.party or name.seats})" if name.party or name.seats else ""
    but = "".join(f"-{each}" for each in name.without) + ("-?" if name.some else "")
    return f"{name.text}{brackets}{but}{'!' if name.mistake else ''}"


def _names(names: Names) -> str:
    if names.rest or names.everyone:
        but = ",".join(_name(name) for name in names.without)
        return ("overige" if names.rest else "alle") + (f"-{but}" if but else "")
    return ",".join(_name(name) for name in names.names) or "niemand"


def said(clause: Clause) -> str:
    """Write down every slot that is filled."""
    pieces = [] if str(clause.form) in ("decision", "list") else [str(clause.form)]
    pieces += [_dutch(kind) for kind, _ in clause.kinds]
    pieces += [f"onderdeel:{clause.parts}"] if clause.parts else []
    pieces += ["overige"] if clause.others else []
    pieces += (
        [_dutch(clause.step)] if clause.step and str(clause.step) != "vote" and clause.result is None else []
    )
    if clause.result is not None:
        pieces += [_dutch(clause.step)] if str(clause.step) != "vote" else []
        pieces.append(_dutch(clause.result))
    pieces += ["onbeslist"] if clause.undecided else []
    pieces += ["open"] if clause.pending else []
    pieces += [day.date.isoformat() if day.date else day.text for day in clause.days]
    pieces += ["unaniem"] if clause.unanimous else []
    pieces += [_dutch(clause.method)] if clause.method else []
    pieces += [f"{clause.tally[0]}-{clause.tally[1]}{'?' * clause.winner}"] if clause.tally else []
    pieces += [f"oorzaak:{clause.cause}"] if clause.cause else []
    pieces += [f"geen:{each}" for each in sorted(clause.unstated) if each != "decision"]
    pieces += [f"artikel:{';'.join(clause.articles)}"] if clause.articles is not None else []
    if not clause.unanimous:
        pieces += [f"{_dutch(side)}={_names(names)}" for side, names in clause.sides.items()]
    pieces += [f"{_dutch(side)}:{count.number}" for side, count in clause.counts.items()]
    pieces += [f"{_dutch(each.kind)}:{_names(each.names)}" for each in clause.noted if each.names]
    pieces += [f"({each.words})" for each in clause.noted if each.words]
    pieces += [f"vervangt:{','.join(clause.replaces)}"] if clause.replaces else []
    pieces += [f"wijzigt:{','.join(clause.amends)}"] if clause.amends else []
    pieces += [f"nr:{','.join(clause.papers)}"] if clause.papers else []
    return " ".join(pieces)


def reading(text: str, words: Lexicon | None = None) -> str | None:
    """Return what a text says as one clause; ``None`` where it is not read, or holds more than one."""
    clause = grammar.read_clause(text, words)
    return said(clause) if clause is not None else None


@pytest.mark.parametrize(("text", "wanted"), {**DECISIONS, **LISTS, **OTHERS}.items())
def test_what_a_clause_says(text: str, wanted: str) -> None:
    assert reading(text) == wanted


@pytest.mark.parametrize("text", UNREAD)
def test_what_is_turned_bounded_or_doubted_is_not_read(text: str) -> None:
    assert [each for each in grammar.read(text) if isinstance(each, Clause)] == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Verworpen, voor: SP en Volt.", ["verworpen", "voor=SP,Volt"]),
        ("Voor: PVV, VVD Tegen: SP, DENK.", ["voor=PVV,VVD", "tegen=SP,DENK"]),
        ("Voor: PVV, VVD; Tegen: SP.", ["voor=PVV,VVD", "tegen=SP"]),
        ("Aangenomen (onderdelen I en II). Voor: SP.", ["onderdeel:I en II aangenomen", "voor=SP"]),
        ("Verworpen\nVoor: SP\nTegen:\nFVD", ["verworpen", "voor=SP", "tegen=FVD"]),
        (
            "Voor: SP en Partij X.\nOnderdeel II: verworpen.",
            ["voor=SP,Partij X", "onderdeel:II verworpen"],
        ),
        ("Verworpen. Voor: SP?. Tegen: FVD.", ["verworpen", None, "tegen=FVD"]),
    ],
)
def test_where_a_clause_ends(text: str, wanted: list[str | None]) -> None:
    assert [said(each) if isinstance(each, Clause) else None for each in grammar.read(text)] == wanted


def test_what_looks_like_a_vote_and_is_not_read_is_suspect_and_prose_is_not() -> None:
    suspect = [
        "Verworpen worden voorstellen.",
        "Voor: PVV?, VVD.",
        "Het amendement is bijna aangenomen.",
        "SP en PVV deden mee, CDA voor.",
        "Onderdeel niet I is verworpen.",
    ]
    prose = [
        "Voor het jaar 2024 wordt geld gezocht.",
        "De SP wil dat dit amendement helpt.",
        "Toelichting op de begroting.",
    ]
    found = {text: grammar.read(text) for text in (*suspect, *prose)}
    assert all(len(each) == 1 and isinstance(each[0], Unread) for each in found.values())
    assert [
        text for text, (each, *_) in found.items() if isinstance(each, Unread) and each.suspect
    ] == suspect


LABELS = {
    "Voor:": "for",
    "Tegen (49):": "against",
    "Voor (31 zetels):": "for",
    "Tegen stemden:": "against",
    "Voor de motie:": "for",
    "Niet deelgenomen:": "not_voting",
}


@pytest.mark.parametrize(("text", "side"), LABELS.items())
def test_a_label_is_of_its_side(text: str, side: str) -> None:
    assert grammar.label_of(text) == side
    assert grammar.begins_labelled(text)


@pytest.mark.parametrize("names", ["SP", "SP,:", "SP:", "SP en Volt", "niemand", "alle fracties"])
@pytest.mark.parametrize("label", ["Voor:", "Voor (31):", "Tegen stemden:"])
def test_a_label_with_names_after_it_is_a_list_and_no_label(label: str, names: str) -> None:
    assert grammar.label_of(f"{label} {names}") is None
    assert grammar.begins_labelled(f"{label} {names}")


@pytest.mark.parametrize(
    "text", ["Voor SP:", "Voor SP", "Voor het jaar 2024", "Het voorstel:", "SP: voor", ""]
)
def test_what_is_no_label(text: str) -> None:
    assert grammar.label_of(text) is None


# --- what no change may turn into another reading -------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("text", GOOD)
def test_a_stop_word_anywhere_is_never_read_over(text: str) -> None:
    """Unless a rule or a phrase takes it: "alleen" before names, "nog niet in stemming gebracht"."""
    before = reading(text)
    words = text.split(" ")
    for at in range(len(words) + 1):
        for stop in STOPS[(at + len(text)) % 4 :: 4]:  # each place has its quarter of them
            changed = " ".join([*words[:at], stop, *words[at:]])
            phrase = f"{stop} {words[at]}" if at < len(words) else ""
            if (stop in ONLY and text not in DECISIONS) or any(
                each.startswith(phrase.lower()) for each in BEGUN[stop] if phrase
            ):
                continue
            found = [said(each) if isinstance(each, Clause) else None for each in grammar.read(changed)]
            assert found != [before], changed
            if text not in OTHERS and not (at == len(words) and text.endswith(".")):
                assert before not in found, changed


@pytest.mark.slow
def test_without_any_one_entry_no_clause_says_something_else() -> None:
    """A phrase that is not known leaves a clause unread; it never makes another of it."""
    texts = {text: reading(text) for text in GOOD}
    for left_out in ENTRIES:
        others = [entry for entry in ENTRIES if entry != left_out]
        words = Lexicon(others)
        touched = left_out.phrase.split()[0]
        for text, before in texts.items():
            if touched in text.lower().replace("é", "e"):
                assert reading(text, words) in (before, None), (left_out, text)
    assert len(texts) > 70


def test_each_phrase_stands_once_and_every_type_is_taken_by_a_rule() -> None:
    phrases = [entry.phrase for entry in ENTRIES if entry.type != "stop"]
    assert sorted({phrase for phrase in phrases if phrases.count(phrase) > 1}) == []
    assert Entry("aangenomen", "outcome", "vote adopted") in ENTRIES
    with pytest.raises(ValueError, match="no type"):
        list(entries("woord = iets"))


def test_every_word_that_is_written_is_in_the_lexicon() -> None:
    for words in [
        *form.OUTCOMES.values(),
        *form.METHODS.values(),
        form.NO_DATE,
        form.NO_METHOD,
        form.NO_DECISION,
    ]:
        assert " , ".join(words.nl.split(", ")).lower() in {entry.phrase for entry in ENTRIES} or reading(
            f"{words.nl}."
        ), words.nl
    for side in Side:
        assert reading(f"{form.SIDES[side].nl}: SP.") is not None


# --- its shape ------------------------------------------------------------------------------------------------------


def test_patterns_stand_in_the_scanner_only() -> None:
    for file in PACKAGE.glob("*.py"):
        if file.name not in ("scanner.py", "citations.py"):  # each the one place for what it reads (ADR 33)
            assert (
                re.search(r"^(?:import|from) re\b|\bre\.\w+\(", file.read_text(encoding="utf-8"), re.M)
                is None
            ), file


def test_the_rules_are_few_and_know_no_dutch() -> None:
    assert len(RULES) < 80
    source = (PACKAGE / "rules.py").read_text(encoding="utf-8")
    code = re.sub(r'""".*?"""|#.*', "", source, flags=re.S)
    literals = set(re.findall(r'"([^"\n]*)"', code))
    types = {entry.type for entry in ENTRIES}
    dutch = {entry.phrase for entry in ENTRIES if len(entry.phrase) > 3} - types
    assert not literals & dutch


def test_reading_is_linear() -> None:
    """Twice the text is twice the spans; nothing is read again."""
    from kamerstem.readers.grammar.lexicon import lexicon

    text = "Voor: " + ", ".join(f"Groep Bedacht{number}" for number in range(2000)) + "."
    (clause,) = grammar.read(text)
    assert isinstance(clause, Clause)
    assert len(clause.sides[Side.FOR].names) == 2000
    spans = lexicon().spans(text)
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert Path(FILE).is_file()
