"""Chains of versions: their order, who joined and left, what is unknown, circles; and over the whole sample."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests import needs
from tests.entities import SAMPLE, read_entities

from kamerstem.model.entities import Entities
from kamerstem.model.life import Chain, Event, Happening, chains
from kamerstem.model.papers import PaperText
from kamerstem.model.proposals import proposals_of
from kamerstem.model.refs import Dossier, Paper, Ref
from kamerstem.model.titles import own_title
from kamerstem.model.votes import (
    Actor,
    Advice,
    Claim,
    Decision,
    Kind,
    Part,
    Proposal,
    Relation,
    RelationKind,
    Result,
    Sitting,
    Step,
    Submitters,
)

DOSSIER = Dossier(99001)


def paper(number: int) -> Paper:
    return Paper(DOSSIER, str(number))


def version(
    number: int, *replaces: int, names: tuple[str, ...] = ("Aalders",), cs: bool = False, **more: object
) -> Proposal:
    settings: dict[str, object] = {
        "kind": Kind.AMENDMENT,
        "ref": paper(number),
        "submitted": date(2024, 3, number),
        "submitters": Submitters(tuple(Actor(name) for name in names), cs),
        "relations": tuple(Relation(RelationKind.REPLACES, paper(each)) for each in replaces),
        "claims": (Claim(f"s{number}"),),
    }
    return Proposal(**(settings | more))  # type: ignore[arg-type]


def numbers(chain: Chain) -> list[str]:
    return [item.ref.number for item in chain.versions if isinstance(item.ref, Paper)]


def events(chain: Chain, what: Happening) -> list[Event]:
    return [event for event in chain.events if event.what is what]


def test_versions_stand_in_the_order_in_which_they_replace_one_another() -> None:
    first, second, third = version(9), version(4, 9), version(12, 4)
    (chain,) = chains([third, first, second])
    assert numbers(chain) == ["9", "4", "12"]
    assert chain.last is third
    assert [(event.refs, event.date) for event in events(chain, Happening.REPLACED)] == [
        ((paper(4),), date(2024, 3, 4)),
        ((paper(12),), date(2024, 3, 12)),
    ]


def test_one_that_replaces_two() -> None:
    (chain,) = chains([version(1), version(2), version(3, 1, 2)])
    assert numbers(chain) == ["1", "2", "3"]
    assert [event.refs for event in events(chain, Happening.REPLACES)] == [(paper(1), paper(2))]


def test_what_nothing_replaces_stands_by_itself() -> None:
    assert [numbers(chain) for chain in chains([version(1), version(2)])] == [["1"], ["2"]]


def test_a_replaced_paper_that_is_not_here_is_unknown() -> None:
    (chain,) = chains([version(5, 3)])
    assert (chain.unknown, chain.cut) == ((paper(3),), ())


@pytest.mark.parametrize("circle", [[(1, 1)], [(1, 2), (2, 1)], [(1, 3), (2, 1), (3, 2)]])
def test_a_circle_is_cut_and_named(circle: list[tuple[int, int]]) -> None:
    found = chains([version(newer, older) for newer, older in circle])
    assert sum(len(chain.cut) for chain in found) == 1
    assert sorted(number for chain in found for number in numbers(chain)) == sorted(str(n) for n, _ in circle)


def test_who_joined_and_left() -> None:
    (chain,) = chains(
        [
            version(1, names=("Aalders", "Inge van Bakema")),
            version(2, 1, names=("A. Aalders", "Cools")),
        ]
    )
    assert [event.names for event in events(chain, Happening.JOINED)] == [("Cools",)]
    assert [event.names for event in events(chain, Happening.LEFT)] == [("Inge van Bakema",)]


@pytest.mark.parametrize(
    ("before", "after", "told"), [(True, False, ["left"]), (False, True, ["joined"]), (True, True, [])]
)
def test_cs_names_nobody(before: bool, after: bool, told: list[str]) -> None:
    """Of a version signed "c.s." it is not known who else signed it: none can be said to be new, or to be gone."""
    (chain,) = chains([version(1, names=("Aalders",), cs=before), version(2, 1, names=("Cools",), cs=after)])
    moved = [str(event.what) for event in chain.events if event.what in (Happening.JOINED, Happening.LEFT)]
    assert moved == told


def test_the_paper_names_who_cs_are_and_which_version_it_replaces() -> None:
    def signed(*names: str, replaces: tuple[Paper, ...] = ()) -> PaperText:
        return PaperText(submitters=Submitters(tuple(Actor(name) for name in names)), replaces=replaces)

    texts: dict[Ref, PaperText] = {
        paper(1): signed("Aalders", "Bakema"),
        paper(2): signed("Aalders", "Bakema", "Cools"),
        paper(3): signed("Aalders", "Cools", replaces=(paper(2),)),
    }
    versions = [version(1, cs=True), version(2, 1, cs=True), version(3, 1, cs=True)]
    (chain,) = chains(versions, texts)
    assert numbers(chain) == ["1", "2", "3"]
    assert [(event.ref, event.names) for event in events(chain, Happening.LEFT)] == [
        (paper(3), ("Bakema",)),
        (paper(3), ("Bakema",)),
    ]


def test_everything_that_happened_with_its_source() -> None:
    part = Decision(
        step=Step.VOTE, result=Result.REJECTED, sitting=Sitting(date(2024, 4, 2)), claims=(Claim("v1"),)
    )
    consequence = Decision(
        step=Step.BY_CONSEQUENCE, result=Result.REJECTED, sitting=Sitting(date(2024, 4, 2)),
        caused_by=paper(8), text="Als verworpen beschouwd.", claims=(Claim("v2"),),
    )  # fmt: skip
    held = Decision(step=Step.HOLD_OVER, sitting=Sitting(date(2024, 3, 20)), claims=(Claim("v0"),))
    item = version(
        6,
        kind=Kind.SUB_AMENDMENT,
        label="gewijzigd",
        relations=(Relation(RelationKind.AMENDS, paper(2)), Relation(RelationKind.REPLACES, paper(5))),
        advice=Advice("ontraden", "Ontraden"),
        decisions=(held,),
        parts=(Part("I", None, (part,)), Part("II-V", None, (consequence,))),
        derived=("/amends", "/submitters"),
    )
    (chain,) = chains([item])
    assert [(str(event.what), event.part, event.sources) for event in chain.events] == [
        ("submitted", None, ("s6",)),
        ("replaces", None, ("s6",)),
        ("amends", None, ("s6",)),
        ("advised", None, ("s6",)),
        ("decided", None, ("v0",)),
        ("decided", "I", ("v1",)),
        ("decided", "II-V", ("v2",)),
    ]
    submitted, replaces, amends, *_, last = chain.events
    assert (submitted.text, submitted.derived) == ("gewijzigd", True)
    assert (replaces.refs, replaces.derived, amends.refs, amends.derived) == (
        (paper(5),),
        False,
        (paper(2),),
        True,
    )
    assert (last.refs, last.text) == ((paper(8),), "Als verworpen beschouwd.")


@given(st.lists(st.tuples(st.integers(1, 12), st.integers(1, 14)), max_size=30))
def test_any_links_make_chains_without_circles(links: list[tuple[int, int]]) -> None:
    """Each proposal stands in one chain, after all that it replaces; each link is used, unknown or cut."""
    replaces: dict[int, list[int]] = {number: [] for number in range(1, 13)}
    for newer, older in links:
        replaces[newer].append(older)
    found = chains([version(number, *dict.fromkeys(older)) for number, older in replaces.items()])
    assert sorted(int(number) for chain in found for number in numbers(chain)) == list(range(1, 13))
    for chain in found:
        place = {number: index for index, number in enumerate(numbers(chain))}
        cut = {(newer, older) for newer, older in chain.cut}
        for item in chain.versions:
            assert isinstance(item.ref, Paper)
            for ref in item.related(RelationKind.REPLACES):
                assert isinstance(ref, Paper)
                assert (
                    ref in chain.unknown
                    or (item.ref, ref) in cut
                    or place[ref.number] < place[item.ref.number]
                )


@pytest.mark.parametrize(
    ("text", "label", "replaces", "amends"),
    [  # the forms in which the House writes it; the words around them are made up
        ("Gewijzigd amendement van het lid Aalders ter vervanging van nr. 7 over x", "gewijzigd", ["7"], None),
        ("Amendement van het lid Aalders ter vervanging van nr. 12 over x", None, ["12"], None),
        ("Nader gewijzigd amendement van het lid Aalders t.v.v. nr. 9 over x", "nader gewijzigd", ["9"], None),
        ("Nader gew amendement van het lid Aalders tvv nr. 9 over x", "nader gew", ["9"], None),
        (
            "Tweede nader gewijzigd amendement van de leden Aalders en Bakema ter vervanging van dat gedrukt onder "
            "nr. 49 over x",
            "tweede nader gewijzigd", ["49"], None,
        ),
        (
            "Derde nader gewijzigd amendement van het lid-Aalders c.s. ter vervanging van nrs. 12 en 14 over x",
            "derde nader gewijzigd", ["12", "14"], None,
        ),
        (
            "Gewijzigde motie van het lid Aalders over x (t.v.v. 36600-XV-26)",
            "gewijzigde", [Paper(Dossier(36600, "XV"), "26")], None,
        ),
        (
            "Gewijzigde motie van het lid Aalders over x (t.v.v. 34228, nr.21)",
            "gewijzigde", [Paper(Dossier(34228), "21")], None,
        ),
        (
            "Gewijzigd subamendement van de leden Aalders en Bakema ter vervanging van nr. 44 op het amendement "
            "van het lid Cools (nr. 41) over x",
            "gewijzigd", ["44"], "41",
        ),
        ("Subamendement van het lid Aalders op het gewijzigde amendement Cools (nr. 41) over x", None, [], "41"),
        # A misprint is a version too.
        (
            "Gewijzgide motie van het lid Aalders over x (t.v.v. 34228-21)",
            "gewijzgide", [Paper(Dossier(34228), "21")], None,
        ),
        ("Motie van het lid Aalders over het ter vervanging van gasketels plaatsen van x", None, [], None),
    ],
)  # fmt: skip
def test_how_the_house_writes_that_it_is_changed(
    text: str, label: str | None, replaces: list[Paper | str], amends: str | None
) -> None:
    own = own_title(text)
    assert own is not None
    assert (own.label, list(own.replaces), own.amends) == (label, replaces, amends)


@needs.official
@pytest.mark.whole
def test_over_all_proposals_of_the_sample() -> None:
    """Each that says it is changed replaces something known, or named as unknown; no chain is a circle."""
    entities: Entities = read_entities(SAMPLE)
    zaken = [zaak for zaak in entities.all("Zaak") if zaak["Soort"] in ("Motie", "Amendement")]
    proposals = list(proposals_of(entities, zaken))
    found = chains(proposals)
    count = Counter(
        proposals=len(proposals),
        changed=sum(item.label is not None for item in proposals),
        replacing=sum(bool(item.related(RelationKind.REPLACES)) for item in proposals),
        links=sum(len(item.related(RelationKind.REPLACES)) for item in proposals),
        unplaced=sum(len(item.unplaced) for item in proposals),
        unknown=sum(len(chain.unknown) for chain in found),
        cut=sum(len(chain.cut) for chain in found),
        chains=sum(len(chain.versions) > 1 for chain in found),
        longest=max(len(chain.versions) for chain in found),
        sub=sum(bool(item.related(RelationKind.AMENDS)) for item in proposals),
    )
    assert sum(len(chain.versions) for chain in found) == len(proposals)
    assert (
        dict(count)
        == {
            "proposals": 6026,
            "changed": 654,
            "replacing": 766,  # 137 of them do not call themselves changed: "Amendement ... ter vervanging van nr. 12"
            "links": 769,
            "unplaced": 24,  # amendments whose dossier the sample does not have
            "unknown": 735,  # the sample holds what was voted on, and hardly what was replaced before that
            "cut": 0,
            "chains": 58,
            "longest": 2,
            "sub": 3,
        }
    )
    # Of what is certain, nothing that was replaced was voted on.
    assert not any(item.decisions for chain in found for item in chain.versions[:-1])
