# ruff: noqa: E501  # whole sentences stand on one line
import datetime as dt
from dataclasses import replace

import pytest
from tests import factories as f

from kamerstem.language import Lang
from kamerstem.model import plain_words
from kamerstem.model.majorities import MajorityRule
from kamerstem.model.refs import Dossier, Paper
from kamerstem.model.votes import Decision, Feature, Method, Result, Side, Sitting, Step, Tally

REJECTED, ADOPTED = Result.REJECTED, Result.ADOPTED
SENTENCES: list[tuple[Decision, str, str]] = [
    (
        f.vote(REJECTED, f.FOR_4, f.AGAINST_4, "JA21"),
        "Verworpen: 49 zetels voor, 100 tegen; JA21 (1) nam niet deel.",
        "Rejected: 49 seats for, 100 against; JA21 (1) did not vote.",
    ),
    (
        f.vote(ADOPTED, f.ALL_BUT_JA21, "", "JA21"),
        "Aangenomen: 149 zetels voor, niemand tegen; JA21 (1) nam niet deel.",
        "Adopted: 149 seats for, nobody against; JA21 (1) did not vote.",
    ),
    (
        f.vote(ADOPTED, f.ALL_BUT_JA21 + ", JA21", "", ""),
        "Aangenomen: 150 zetels voor, niemand tegen.",
        "Adopted: 150 seats for, nobody against.",
    ),
    (
        f.vote(REJECTED, "", f.ALL_BUT_JA21 + ", JA21", ""),
        "Verworpen: niemand voor, 150 zetels tegen.",
        "Rejected: nobody for, 150 seats against.",
    ),
    (
        f.vote(REJECTED, "SP, VVD", "GroenLinks-PvdA, D66, NSC, PVV, FVD, BBB, CDA, SGP", "JA21, Volt, DENK, PvdD, ChristenUnie"),
        "Verworpen: 29 zetels voor, 109 tegen; 12 zetels namen niet deel.",
        "Rejected: 29 seats for, 109 against; 12 seats did not vote.",
    ),
    (
        f.vote(REJECTED, f.FOR_4, "D66, VVD, NSC, PVV, BBB", "FVD, JA21"),
        "Verworpen: 49 zetels voor, 97 tegen; FVD (3) en JA21 (1) namen niet deel.",
        "Rejected: 49 seats for, 97 against; FVD (3) and JA21 (1) did not vote.",
    ),
    # what the source does not say
    (
        f.vote(REJECTED, f.FOR_4),
        "Verworpen: 49 zetels voor; van 101 zetels is niet vermeld wat zij stemden.",
        "Rejected: 49 seats for; how 101 seats voted is not stated.",
    ),
    (
        f.vote(REJECTED, f.FOR_4, f.AGAINST_4),
        "Verworpen: 49 zetels voor, 100 tegen; van 1 zetel is niet vermeld hoe die stemde.",
        "Rejected: 49 seats for, 100 against; how 1 seat voted is not stated.",
    ),
    (
        f.vote(ADOPTED, f.ALL_BUT_JA21 + ", JA21"),
        "Aangenomen: 150 zetels voor.",
        "Adopted: 150 seats for.",
    ),
    (
        f.vote(REJECTED, f.FOR_4, in_house=False),
        "Verworpen: 49 zetels voor; wie tegen was, is niet vermeld.",
        "Rejected: 49 seats for; who was against is not stated.",
    ),
    (
        f.vote(REJECTED, None, "SP", in_house=False),
        "Verworpen: 5 zetels tegen; wie voor was, is niet vermeld.",
        "Rejected: 5 seats against; who was for is not stated.",
    ),
    (
        f.vote(REJECTED),
        "Verworpen; wie voor en wie tegen was, is niet vermeld.",
        "Rejected; who was for and against is not stated.",
    ),
    (
        f.vote(REJECTED, None, None, "JA21"),
        "Verworpen; wie voor en wie tegen was, is niet vermeld; JA21 (1) nam niet deel.",
        "Rejected; who was for and against is not stated; JA21 (1) did not vote.",
    ),
    (
        f.vote(REJECTED, f.FOR_4, f.AGAINST_4, weighed=False),
        "Verworpen: 8 fracties voor, 6 tegen; hoeveel zetels dat zijn, is niet bekend.",
        "Rejected: 8 parties for, 6 against; how many seats that makes is not known.",
    ),
    # a count that is not whole
    (
        f.vote(REJECTED, f.FOR_4, "D66, VVD, NSC, PVV, FVD", "JA21"),
        "Verworpen: 49 zetels voor, 93 tegen; JA21 (1) nam niet deel; de telling is onvolledig: van 7 zetels ontbreekt de"
        " stem (BBB).",
        "Rejected: 49 seats for, 93 against; JA21 (1) did not vote; the count is incomplete: 7 votes are missing (BBB).",
    ),
    (
        f.vote(REJECTED, f.FOR_4, f.AGAINST_4, "JA21 3"),
        "Verworpen: 49 zetels voor, 100 tegen; JA21 (3) nam niet deel; dat is 2 zetels meer dan de Kamer telde.",
        "Rejected: 49 seats for, 100 against; JA21 (3) did not vote; that is 2 seats more than the House had.",
    ),
    # other majorities
    (
        f.vote(
            ADOPTED,
            "PVV 110",
            "VVD 40",
            "",
            in_house=False,
            features=[Feature.CONSTITUTION_SECOND_READING],
        ),
        "Aangenomen: 110 zetels voor, 40 tegen; nodig waren 100 (twee derde).",
        "Adopted: 110 seats for, 40 against; 100 were needed (two thirds).",
    ),
    (
        f.vote(REJECTED, "PVV 90", "VVD 59", None, in_house=False, rule=MajorityRule("2/3", "votes_cast", "x")),
        "Verworpen: 90 zetels voor, 59 tegen; nodig waren 100 (twee derde).",
        "Rejected: 90 seats for, 59 against; 100 were needed (two thirds).",
    ),
    (
        f.vote(REJECTED, "PVV 90", None, None, in_house=False, rule=MajorityRule("2/3", "votes_cast", "x")),
        "Verworpen: 90 zetels voor; wie tegen was, is niet vermeld; nodig was twee derde van de uitgebrachte stemmen.",
        "Rejected: 90 seats for; who was against is not stated; two thirds of the votes cast were needed.",
    ),
    # ties
    (
        f.vote(REJECTED, "SP 75", "PVV 75", "", in_house=False),
        "Verworpen: 75 zetels voor, 75 tegen; de stemmen staakten.",
        "Rejected: 75 seats for, 75 against; the votes were tied.",
    ),
    (
        f.vote(Result.TIED, "SP 75", "PVV 75", "", in_house=False),
        "De stemmen staken: 75 zetels voor, 75 tegen.",
        "The votes are tied: 75 seats for, 75 against.",
    ),
    # announced
    (
        f.vote(REJECTED, announced=Tally(46, 103)),
        "Verworpen: 46 voor, 103 tegen volgens de Voorzitter; wie dat waren, is niet vermeld.",
        "Rejected: 46 for, 103 against according to the Chair; who they were is not stated.",
    ),
    (
        f.vote(REJECTED, f.FOR_4, f.AGAINST_4, "JA21", announced=Tally(49, 100)),
        "Verworpen: 49 zetels voor, 100 tegen; JA21 (1) nam niet deel.",
        "Rejected: 49 seats for, 100 against; JA21 (1) did not vote.",
    ),
    (
        f.vote(REJECTED, f.FOR_4, f.AGAINST_4, "JA21", announced=Tally(48, 101)),
        "Verworpen: 49 zetels voor, 100 tegen; JA21 (1) nam niet deel; de Voorzitter meldde 48 voor en 101 tegen.",
        "Rejected: 49 seats for, 100 against; JA21 (1) did not vote; the Chair announced 48 for and 101 against.",
    ),
    # roll calls
    (
        f.whole_roll_call(),
        "Verworpen bij hoofdelijke stemming: 61 leden voor, 88 tegen; JA21-lid 1 (JA21) nam niet deel.",
        "Rejected by roll call: 61 members for, 88 against; JA21-lid 1 (JA21) did not vote.",
    ),
    (
        f.roll_call(REJECTED, ([("A", "SP")], [("B", "VVD"), ("C", "VVD")], f.members("PVV")), house=None),
        "Verworpen bij hoofdelijke stemming: 1 lid voor, 2 tegen; 37 leden namen niet deel.",
        "Rejected by roll call: 1 member for, 2 against; 37 members did not vote.",
    ),
    # without a vote
    (Decision(step=Step.WITHOUT_VOTE, result=ADOPTED), "Zonder stemming aangenomen.", "Adopted without a vote."),
    (Decision(step=Step.WITHDRAW), "Ingetrokken.", "Withdrawn."),
    (Decision(step=Step.LAPSE, result=REJECTED), "Vervallen.", "Lapsed."),
    (
        Decision(step=Step.BY_CONSEQUENCE, result=REJECTED, caused_by=Paper(f.SEED, "7")),
        "Als verworpen beschouwd als gevolg van het besluit over nr. 7.",
        "Deemed rejected in consequence of the decision on no. 7.",
    ),
    (
        Decision(step=Step.BY_CONSEQUENCE, result=REJECTED, caused_by=Paper(Dossier(35000), "7")),
        "Als verworpen beschouwd als gevolg van het besluit over 35000, nr. 7.",
        "Deemed rejected in consequence of the decision on 35000, nr. 7.",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("decision", "nl", "en"), SENTENCES, ids=[nl[:60] for _, nl, _ in SENTENCES])
def test_one_sentence(decision: Decision, nl: str, en: str) -> None:
    assert plain_words.sentence(decision, "nl", f.SEED) == nl
    assert plain_words.sentence(decision, "en", f.SEED) == en


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_every_decision_is_one_sentence(lang: Lang) -> None:
    for decision in f.decisions_of_every_kind():
        sentence = plain_words.sentence(decision, lang, f.SEED)
        assert sentence[0].isupper()
        assert sentence.endswith(".")
        assert "None" not in sentence
        assert sentence.replace("nr. ", "").replace("no. ", "").count(".") == 1


def test_an_unsure_house_is_not_called_incomplete() -> None:
    day = dt.date(2024, 6, 30)  # a Sunday, so nothing was counted
    decision = f.vote(REJECTED, "PVV, VVD 23", "GroenLinks-PvdA, NSC, D66, BBB, CDA, SP, ChristenUnie, DENK, FVD, PvdD, SGP, Volt, JA21", "", day=day)  # fmt: skip
    assert decision.house is not None
    assert not decision.house.certain
    sentence = plain_words.sentence(decision, "nl")
    assert "geteld zijn 149 van, voor zover bekend, 150 zetels" in sentence
    assert "onvolledig" not in sentence


def test_who_stands_where_follows_the_seating_of_the_day() -> None:
    decision = f.vote(REJECTED, "CDA, SP", "PVV", "JA21")
    standings = plain_words.standings(decision)
    names = [standing.name("nl") for standing in standings]
    assert names[0] == "SP"
    assert names[-1] == "JA21"  # its place on that day is not known
    assert names.index("CDA") < names.index("PVV")
    by_name = {standing.name("nl"): standing.seats for standing in standings}
    assert by_name["SP"] == {Side.FOR: 5}
    assert by_name["D66"] == {None: 9}
    assert by_name["JA21"] == {Side.NOT_VOTING: 1}
    assert sum(seats for _, _, seats in plain_words.blocks(decision) or ()) == 150


def test_a_party_on_both_sides_keeps_its_size() -> None:
    decision = f.members_apart()
    pvv = next(standing for standing in plain_words.standings(decision) if standing.name("nl") == "PVV")
    assert pvv.seats == {Side.FOR: 1, Side.AGAINST: 36}
    assert plain_words.totals(decision) == {Side.FOR: 101, Side.AGAINST: 48, Side.NOT_VOTING: 1}
    assert "het lid Bosma (PVV)" in (plain_words.names(decision, Side.FOR, "nl") or [])
    assert "PVV (36)" in (plain_words.names(decision, Side.AGAINST, "nl") or [])
    remarks = plain_words.remarks(decision, "nl")
    assert "Bosma (PVV) stemde anders dan de fractie." in remarks
    assert "Vergissing gemeld door FVD; wat geteld is, blijft staan." in remarks


def test_seats_that_are_not_known_are_not_drawn() -> None:
    assert plain_words.blocks(f.vote(REJECTED, f.FOR_4, weighed=False)) is None
    assert plain_words.blocks(Decision(step=Step.WITHDRAW)) is None
    assert plain_words.totals(Decision(step=Step.WITHDRAW)) is None


def test_a_list_not_stated_is_not_an_empty_list() -> None:
    decision = f.vote(REJECTED, f.FOR_4, "", None)
    assert plain_words.names(decision, Side.AGAINST, "nl") == []
    assert plain_words.names(decision, Side.NOT_VOTING, "nl") is None


def test_a_roll_call_names_members_by_party() -> None:
    decision = f.roll_call(REJECTED, ([("B", "VVD"), ("A", "SP"), ("C", "SP")], [], None))
    assert plain_words.names(decision, Side.FOR, "nl") == ["SP: A, C", "VVD: B"]


def test_how_close_it_was() -> None:
    text = " ".join(plain_words.remarks(f.vote(REJECTED, f.FOR_4, f.AGAINST_4, "JA21"), "nl"))
    assert "Nodig waren 75 van de 149 uitgebrachte stemmen; er waren er 26 minder." in text
    assert "PVV had de uitslag alleen al kunnen veranderen." in text
    assert plain_words.remarks(f.vote(ADOPTED, f.ALL_BUT_JA21, "", "JA21"), "nl") == []


def test_derived_values_are_said_to_be() -> None:
    seats = f.vote(REJECTED, f.FOR_4, derived=("/for/0/seats", "/sitting/date"))
    assert plain_words.remarks(seats, "nl") == [
        "De zetels zijn afgeleid van de zetelverdeling van die dag.",
        "Afgeleid, niet in de bron: datum.",
    ]
    assert (
        plain_words.derived(["/submitters", "/features", "/for/0/seats"], "en")
        == "Derived, not in the source: submitters."
    )


def test_days() -> None:
    decision = f.vote(REJECTED)
    assert plain_words.when(decision, "nl") == "21 december 2023"
    assert plain_words.when(decision, "en") == "21 December 2023"
    assert plain_words.when(Decision(step=Step.WITHDRAW), "nl") == "datum niet vermeld"
    impossible = replace(decision, sitting=Sitting(None, date_text="30 februari 2024"))
    assert plain_words.when(impossible, "nl") == "30 februari 2024"


def test_clean_leaves_nothing_that_a_terminal_or_a_reader_obeys() -> None:
    assert plain_words.clean("a\x1b[31mb\x07\u202ec\u200b\u2066d\ud800  e\n\tf\x9b0m") == "a[31mbcd e f0m"
    assert plain_words.clean("Gündoğan – “ja” ½ € é") == "Gündoğan – “ja” ½ € é"


def test_methods_are_named_unless_it_was_the_usual_one() -> None:
    assert plain_words.sentence(f.vote(REJECTED, method=None), "nl").startswith("Verworpen;")
    assert plain_words.sentence(f.vote(REJECTED, method=Method.BALLOT), "nl").startswith(
        "Verworpen bij schriftelijke stemming;"
    )
