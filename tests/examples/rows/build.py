"""Writes the made-up rows of this folder from the compact description below: ``python tests/examples/rows/build.py``.

The files are what the simulator and the tests read; a test holds them equal to what this writes. Nobody and nothing
here exists, but for the parties and their seats, which are those of the days used.
"""

import json
import re
import uuid
from collections.abc import Sequence
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent

# 150 seats, on 6, 13 and 27 February and 5 March 2024.
FULL = (
    "PVV 37, GroenLinks-PvdA 25, VVD 24, NSC 20, D66 9, BBB 7, CDA 5, SP 5, ChristenUnie 3, DENK 3, FVD 3, PvdD 3, "
    "SGP 3, Volt 2, JA21 1"
)
# 150 seats, in June 2026: GroenLinks-PvdA has become PRO, 50PLUS is back under a new record.
LATER = (
    "D66 26, PVV 19, VVD 22, PRO 20, CDA 18, JA21 9, FVD 7, Groep Markuszower 7, BBB 3, ChristenUnie 3, DENK 3, "
    "PvdD 3, SGP 3, SP 3, 50PLUS 2, Volt 1, Lid Keijzer 1"
)
FOUR = "PVV, VVD, NSC, BBB"  # 88 seats
ELEVEN = "GroenLinks-PvdA, D66, CDA, SP, ChristenUnie, DENK, FVD, PvdD, SGP, Volt, JA21"  # 62
HALF = "PVV, VVD, BBB, CDA, Volt"  # 75

ROWS: dict[str, list[dict[str, Any]]] = {}


def guid(*name: object) -> str:
    """Return the id of what is called that: the same at every run."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, "made-up/" + "/".join(map(str, name))))


def row(entity: str, id: str, **fields: Any) -> str:
    """Keep a row and return its id; what is not given is null."""
    fields = {name: value for name, value in fields.items() if value is not None}
    changed = {"GewijzigdOp": fields.pop("GewijzigdOp", "2026-07-01T12:00:00+02:00")}
    deleted = {"Verwijderd": fields.pop("Verwijderd", False)}
    ROWS.setdefault(entity, []).append({"Id": id, **fields, **changed, **deleted})
    return id


def listed(names: str) -> list[str]:
    """Return the names in "A, B"."""
    return [name for part in names.split(",") if (name := part.strip())]


def seats(house: str) -> dict[str, int]:
    """Return the seats in "PVV 37, VVD 24"."""
    return {name: int(size) for name, _, size in (item.rpartition(" ") for item in listed(house))}


def dossier(number: int, title: str, addition: str | None = None) -> str:
    """Add a dossier."""
    id = guid("dossier", number, addition)
    return row("Kamerstukdossier", id, Nummer=number, Toevoeging=addition, Titel=title, Kamer="Tweede Kamer")


def sitting(name: str, date: str, start: str | None = None) -> str:
    """Add a sitting."""
    return row(
        "Activiteit",
        guid("sitting", name),
        Soort="Stemmingen",
        Nummer=f"2099A{len(ROWS.get('Activiteit', [])):05}",
        Onderwerp="Stemmingen",
        Datum=date,
        Aanvangstijd=start or date,
        Status="Uitgevoerd",
    )


def item(name: str, title: str, sitting: str | None, order: int = 1, **fields: Any) -> str:
    """Add an agenda item."""
    number = f"2099P{len(ROWS.get('Agendapunt', [])):05}"
    id = guid("item", name)
    return row(
        "Agendapunt", id, Nummer=number, Onderwerp=title, Volgorde=order, Activiteit_Id=sitting, **fields
    )


def zaak(number: str, sort: str, paper: int | None, dossiers: list[str], subject: str, **fields: Any) -> str:
    """Add a Zaak; its number is what it is called by in the tests."""
    return row(
        "Zaak",
        guid("zaak", number),
        Nummer=number,
        Soort=sort,
        Volgnummer=paper,
        Onderwerp=subject,
        Status="Vrijgegeven",
        GestartOp="2024-01-30T00:00:00+01:00",
        _Kamerstukdossier_Ids=dossiers,
        **fields,
    )


def decided(zaken: list[str], item: str | None, order: int, sort: str, text: str, **fields: Any) -> str:
    """Add a Besluit; ``votes`` are its vote rows, ``method`` H (show of hands) or R (roll call)."""
    count = len(ROWS.get("Besluit", []))
    method = {"H": "Met handopsteken", "R": "Hoofdelijk", None: None}[fields.pop("method", None)]
    votes = fields.pop("votes", None)
    id = guid("besluit", count)
    if votes:
        votes = [
            {"Id": guid("stemming", count, index), "Verwijderd": False, **vote}
            for index, vote in enumerate(votes)
        ]
    return row(
        "Besluit",
        id,
        Agendapunt_Id=item,
        StemmingsSoort=method,
        BesluitSoort=sort,
        BesluitTekst=text,
        AgendapuntZaakBesluitVolgorde=order,
        Status=fields.pop("Status", "Besluit"),
        _Zaak_Ids=zaken,
        Stemming=votes,
        **fields,
    )


def vote(party: str, side: str, size: int | None, **fields: Any) -> dict[str, Any]:
    """Return one vote row: of a party, or with ActorNaam and Persoon_Id of a member."""
    own = {
        "ActorNaam": party,
        "ActorFractie": party,
        "Fractie_Id": guid("fractie", party),
        "Vergissing": False,
    }
    return {"Soort": side, "FractieGrootte": size, **own, **fields}


def hands(for_: str, *, absent: str = "", house: str = FULL, lost: str = "") -> list[dict[str, Any]]:
    """Return the rows of a show of hands: those named for, the rest against; ``lost`` have no row."""
    sides = dict.fromkeys(listed(for_), "Voor") | dict.fromkeys(listed(absent), "Niet deelgenomen")
    return [
        vote(party, sides.get(party, "Tegen"), size)
        for party, size in seats(house).items()
        if party not in listed(lost)
    ]


def member(party: str, number: int, side: str, size: int, **fields: Any) -> dict[str, Any]:
    """Return the row of a member, called after the party and a number."""
    name = f"{party.replace(' ', '')}{number:02}{' van der' if number == 2 else ''}, A.B. (Anna)"
    return vote(
        party, side, size, **{"ActorNaam": name, "Persoon_Id": guid("persoon", party, number)} | fields
    )


def roll_call(
    for_: str, *, absent: Sequence[tuple[str, int]] = (), mistaken: tuple[str, int] = ("", 0)
) -> list[dict[str, Any]]:
    """Return 150 rows of a roll call: parties vote as one, but for absent members."""
    return [
        member(
            party,
            number,
            "Niet deelgenomen" if (party, number) in absent else "Voor" if party in listed(for_) else "Tegen",
            size,
            Vergissing=(party, number) == mistaken,
        )
        for party, size in seats(FULL).items()
        for number in range(1, size + 1)
    ]


ADOPTED, REJECTED = "Stemmen - aangenomen", "Stemmen - verworpen"

# number | voting order (in tens, parts between) | subject | what became of it.
# "+ X" is adopted with X for, "- X" rejected; the rest against.
AMENDMENTS = f"""
 8 | 13 | Amendement van het lid Aalders over een evaluatie na drie jaar | - {ELEVEN}
 9 |    | Amendement van het lid Bakema over een horizonbepaling | ingediend
10 | 14 | Amendement van de leden Cools en Dros over de reikwijdte | parts I - {ELEVEN} / II + {FOUR} / III + {FOUR}
11 | 15 | Amendement van het lid Eerkens c.s. over de overgangstermijn | parts I - {ELEVEN} / II - {ELEVEN}
12 | 16 | Amendement van het lid Fikkert over de tarieven | Stemmen - ingetrokken: Ingetrokken.
13 | 17 | Amendement van het lid Geel over de inspectie | Stemmen - ingetrokken (al tijdens debat): Eerder ingetrokken (tijdens debat).
14 | 18 | Amendement van het lid Haan over delegatie | Stemmen - vervallen: Vervallen (Stemmen indien 10 verworpen).
15 |  3 | Gewijzigd amendement van het lid Bakema ter vervanging van nr. 9 over een horizonbepaling | + {FOUR}
16 |  4 | Nader gewijzigd amendement van de leden Ibema en Jol t.v.v. nr. 17 over de bewaartermijn | - {ELEVEN}
17 |    | Gewijzigd amendement van de leden Ibema en Jol over de bewaartermijn | ingediend
18 |  1 | Subamendement van het lid Kas op het amendement van het lid Aalders (nr. 8) over een kortere evaluatietermijn | - {ELEVEN}
19 | 19 | Amendement van het lid Lam over een meldplicht | Overgenomen: Overgenomen.
20 | 20 | Amendement van het lid Mos over de inwerkingtreding | Stemmen - uitstellen: Stemming uitgesteld.
21 |  5 | Amendement van het lid Nauta over een register | + {FOUR}
22 | 21 | Amendement van het lid Oud over een fonds | proposed
23 |  6 | Amendement van het lid Pos over toezicht | twin - {ELEVEN}
24 |  7 | Amendement van het lid Quist over boetes | double - {ELEVEN}
25 |  8 | Amendement van het lid Ras over een commissie | both + {FOUR}
26 |  9 | Amendement van het lid Smit over een drempel | apart - {ELEVEN}
27 | 10 | Amendement van het lid Tol over een plafond | lost - {ELEVEN}
28 | 11 | Amendement van het lid Uil over een vrijstelling | deleted besluit - {ELEVEN}
29 | 12 | Amendement van het lid Vos over een uitzondering | deleted rows - {ELEVEN}
30 | 22 | Amendement van het lid Wal over een hardheidsclausule | deleted zaak - {ELEVEN}
31 | 23 | Amendement van het lid Xhofleer over een verslag | + {FOUR}, {ELEVEN}
32 | 24 | Amendement van het lid Yland over een proef | absent - {ELEVEN}
33 | 25 | Amendement van het lid Zaal over een loket | Stemmen - verworpen: Verworpen
34 | 26 | Amendement van het lid Aalders over een leeftijd | tie {HALF}
35 | 27 | Amendement van het lid Bakema over een grondslag | tie later {HALF}
36 | 28 | Amendement van de vaste commissie voor Voorbeelden over een verwijzing | - {ELEVEN}
37 | 29 | Amendement van het lid Cools c.s. over een raad | - {ELEVEN}
38 | 30 | Amendement van het lid Dros over een paspoort | unknown person - {ELEVEN}
39 | 31 | Amendement van het lid Eerkens over een loterij | no rows
40 | 32 | Amendement van het lid Fikkert over een termijn | remark - {ELEVEN}
41 | 33 | Amendement van het lid Geel over een nulmeting | - {ELEVEN}
42 |  2 | Gewijzigd subamendement van de leden Haan en Kas op het amendement van de leden Cools en Dros (nr. 10) over de kring van belanghebbenden | + {FOUR}
43 | 34 | Amendement van het lid Ibema over een bijlage | - {ELEVEN}
44 | 35 | Amendement van het lid Jol over een citeertitel | + {FOUR}
45 | 36 | Amendement van het lid Lam over een mandaat | two signed - {ELEVEN}
46 | 37 | Amendement van het lid Mos over een bezwaartermijn | - {ELEVEN}
47 | 38 | Amendement van het lid Nauta over een slotbepaling | + {FOUR}
48 | 39 | Amendement van het lid Oud over een overgangsbepaling | - {ELEVEN}
"""  # noqa: E501


VOTED = re.compile(r"(?:(?P<how>[a-z ]+) )?(?P<sign>[+-]) (?P<for_>.+)")


def voted(sign: str, for_: str, **how: Any) -> dict[str, Any]:
    """Return sort, text, method and rows of a vote."""
    sort, text = (ADOPTED, "Aangenomen.") if sign == "+" else (REJECTED, "Verworpen.")
    return {"sort": sort, "text": text, "method": "H", "votes": how.pop("votes", None) or hands(for_, **how)}


def amendments() -> None:
    """99001: a bill with 40 amendments (and one deleted), and motions of four kinds."""
    title = "Regels over voorbeelden (Voorbeeldenwet)"
    own = dossier(99001, title)
    afternoon = sitting("6 feb", "2024-02-06T15:00:00+01:00")
    week_later = sitting("13 feb", "2024-02-13T15:00:00+01:00")
    bill_item = item("99001", f"Stemmingen in verband met: {title}", afternoon, 3)
    later_item = item("99001 later", f"Stemming in verband met: {title}", week_later, 1)
    bill = zaak(
        "2024Z90000", "Wetgeving", 0, [own], title, Titel=title, _Agendapunt_Ids=[bill_item, later_item]
    )
    row("Agendapunt", guid("item", "deleted"), Verwijderd=True, _Zaak_Ids=[bill], Activiteit_Id=week_later)
    decided([bill], later_item, 3, ADOPTED, "Aangenomen.", method="H", votes=hands(f"{FOUR}, CDA, SGP"))
    for line in AMENDMENTS.strip().splitlines():
        number, order, subject, fate = (part.strip() for part in line.split(" | "))
        amendment(int(number), 10 * int(order or 0), subject, fate, own, bill_item, later_item, title)
    motions(own, title, afternoon, week_later)


def amendment(
    number: int, order: int, subject: str, fate: str, own: str, now: str, later: str, title: str
) -> None:
    """Add one amendment of the table."""
    gone = fate.startswith("deleted zaak")
    id = zaak(
        f"2024Z900{number:02}",
        "Amendement",
        number,
        [own],
        subject,
        Titel=title,
        Kabinetsappreciatie="Ontraden" if number % 2 else "Oordeel Kamer",
        Verwijderd=gone,
        _Agendapunt_Ids=[now],
        _VervangenVanuit_Ids=[guid("zaak", "2024Z90009")] if number == 15 else None,
    )
    debate = guid("item", "99001 debate")
    decided([id], debate, 0, "Ingediend", "Ingediend.")
    found = VOTED.fullmatch(fate)
    how, sign, for_ = found.group("how", "sign", "for_") if found else ("", "", "")
    if ": " in fate:
        sort, text = fate.split(": ")
        decided([id], now, order, sort, text, votes=hands(ELEVEN) if sort == REJECTED else None)
        if number == 20:
            decided([id], later, 1, **voted("+", FOUR))
    elif fate.startswith("parts "):
        for place, part in enumerate(fate.removeprefix("parts ").split(" / ")):
            label, sign, for_ = part.split(" ", 2)
            made = voted(sign, for_)
            text = f"Onderdeel {label} {made['text'].lower()}"
            decided([id], now, order + place, **made | {"text": text})
    elif fate.startswith("tie"):
        half = fate.removeprefix("tie").removeprefix(" later")
        if "later" not in fate:
            decided(
                [id],
                now,
                order,
                "Stemmen - niet aangenomen",
                "Niet aangenomen.",
                method="H",
                votes=hands(half),
            )
        else:
            decided(
                [id], now, order, "Stemmen - aangehouden", "Aanhouden (75-75).", method="H", votes=hands(half)
            )
            decided([id], later, 2, **voted("+", f"{half}, JA21"))
    elif fate == "proposed":
        decided([id], now, order, **voted("+", FOUR), Status="Voorstel")
        decided([id], now, order, **voted("-", ELEVEN), Status="Concept voorstel")
    elif fate == "no rows":
        decided([id], now, order, ADOPTED, "Aangenomen.", method="H")
    elif fate != "ingediend":
        votes = hands(for_)
        if how == "double":
            votes += [vote("SP", "Voor", 5)]
        elif how == "both":
            votes += [vote("D66", "Voor", 9)]
        elif how == "apart":
            votes += [member("PVV", 2, "Voor", 37)]
        elif how == "unknown person":
            votes += [member("VVD", 2, "Voor", 24, Persoon_Id=guid("persoon", "nobody"))]
        elif how == "lost":
            votes = hands(for_, lost="JA21")
        elif how == "absent":
            votes = hands(for_, absent="JA21")
        elif how == "deleted rows":
            votes += [vote("PVV", "Voor", 37, Verwijderd=True)]
        made = voted(sign, for_, votes=votes)
        remark = "De fractie van D66 wenst geacht te worden tegen dit amendement te hebben gestemd."
        decided([id], now, order, **made, Opmerking=remark if how == "remark" else None)
        if how == "twin":
            decided([id], now, order, **made)
        elif how == "deleted besluit":
            decided([id], now, order, **voted("+", FOUR), Verwijderd=True)
    signatures(id, number)


def signatures(id: str, number: int) -> None:
    """Add who submitted it, where the record says so."""
    if number in (8, 45):
        submitted(
            id, "Aalders van, C.D. (Cor)", "D66", "Indiener", "Tweede Kamerlid", Persoon_Id=guid("persoon", 1)
        )
        submitted(
            id, "X", "SP", "Medeindiener", "Tweede Kamerlid", Persoon_Id=guid("persoon", 9), Verwijderd=True
        )
        submitted(id, "Voorbeelden", None, "Volgcommissie", None, Commissie_Id=guid("commissie", 1))
    if number == 45:
        submitted(id, "Lam, E. (Eef)", "SP", "Medeindiener", "Tweede Kamerlid", Persoon_Id=guid("persoon", 2))
    if number == 36:
        name = "vaste commissie voor Voorbeelden"
        submitted(id, name, None, "Indiener", None, Commissie_Id=guid("commissie", 1))


def submitted(id: str, name: str, party: str | None, role: str, office: str | None, **fields: Any) -> None:
    """Add a ZaakActor."""
    row(
        "ZaakActor",
        guid("actor", id, role, name),
        Zaak_Id=id,
        ActorNaam=name,
        ActorFractie=party,
        Relatie=role,
        Functie=office,
        **fields,
    )


def motions(own: str, title: str, afternoon: str, week_later: str) -> None:
    """Motions: on the bill's own item, submitted at its debate, held over from it, and elsewhere in the dossier."""
    debate = item(
        "99001 debate", "Debat over een voorbeeld", sitting("1 feb", "2024-02-01T10:15:00+01:00"), 1
    )
    at_debate = item("99001 motions", f"Moties ingediend bij de {title.partition(' (')[0]}", afternoon, 4)
    held_over = item("99001 held over", "Stemmingen over aangehouden moties", week_later, 2)
    elsewhere = item("99001 elsewhere", "Moties ingediend bij het debat over iets anders", afternoon, 5)

    def motion(number: int, subject: str, items: list[str], dossiers: list[str] | None = None) -> str:
        made = zaak(
            f"2024Z901{number:02}",
            "Motie",
            number,
            dossiers or [own],
            subject,
            Titel=title,
            _Agendapunt_Ids=items,
        )
        decided([made], debate if number == 50 else items[0], 0, "Ingediend", "Ingediend.")
        return made

    first = motion(50, "Motie van het lid Pos over een voorlichting", [guid("item", "99001")])
    decided([first], guid("item", "99001"), 400, **voted("-", ELEVEN))
    second = motion(51, "Motie van de leden Ras en Smit over een jaarlijkse brief", [at_debate])
    decided([second], at_debate, 1, **voted("+", FOUR))
    third = motion(52, "Motie van het lid Tol c.s. over een onderzoek", [at_debate, held_over])
    decided([third], at_debate, 2, "Stemmen - aangehouden", "Aangehouden.")
    decided([third], held_over, 1, **voted("-", ELEVEN))
    fourth = motion(53, "Motie van het lid Uil over een conferentie", [at_debate])
    decided(
        [fourth], at_debate, 3, "Stemmen - aangehouden (al tijdens debat)", "Aangehouden (tijdens debat)."
    )
    term = "Termijn - vervallen in verband met verstrijken termijn"
    decided([fourth], held_over, 9, term, "Vervallen in verband met verstrijken termijn.")
    fifth = motion(54, "Motie van het lid Vos over iets anders", [elsewhere])
    decided([fifth], elsewhere, 1, **voted("-", ELEVEN))
    sixth = motion(55, "Motie van het lid Wal over nog iets anders", [elsewhere])
    decided([sixth], elsewhere, 2, "Stemmen - ingetrokken", "Ingetrokken.")
    both = [own, dossier(99011, "Moties van allerlei aard")]
    seventh = motion(56, "Motie van het lid Yland over twee dossiers", [at_debate], both)
    decided([seventh], at_debate, 4, **voted("+", FOUR))


def bills() -> None:
    """99002-99008: one bill for each way a final vote can go."""
    day = sitting("27 feb", "2024-02-27T15:00:00+01:00")

    def bill(
        number: int, title: str, sort: str = "Wetgeving", addition: str | None = None, place: int = 1
    ) -> tuple[str, str, str]:
        its_dossier = dossier(number, title, addition)
        name = f"{number}{addition or ''}"
        its_item = item(name, f"Stemming in verband met: {title}", day, place)
        zaaknummer = f"2024Z9{number - 99000:02}{place:02}"
        made = zaak(zaaknummer, sort, 0, [its_dossier], title, Titel=title, _Agendapunt_Ids=[its_item])
        return made, its_item, its_dossier

    # 99-45, six members not there: PVV 37 + VVD 24 + NSC 20 + D66 9 + BBB 7 + CDA 5 = 102, three of them absent;
    # 48 others, three of them absent.
    made, at, _ = bill(
        99002, "Voorstel van wet van het lid Aalders houdende een hoofdelijk voorbeeld", "Initiatiefwetgeving"
    )
    absent = [("PVV", 1), ("PVV", 2), ("NSC", 20), ("SP", 5), ("JA21", 1), ("GroenLinks-PvdA", 25)]
    votes = roll_call(f"{FOUR}, D66, CDA", absent=absent, mistaken=("D66", 2))
    decided([made], at, 1, ADOPTED, "Aangenomen. (99-45)", method="R", votes=votes)

    made, at, _ = bill(99003, "Wijziging van enkele wetten (hamerstuk)")
    against = "De fractie van de SP wenst geacht te worden tegen te hebben gestemd"
    noted = f"Wetsvoorstel zonder stemming aannemen ({against})"
    decided([made], at, 1, "Stemmen - zonder stemming aannemen", noted)

    reading = "Verandering in de Grondwet van een voorbeeld"
    # PVV 37 + GroenLinks-PvdA 25 + VVD 24 + D66 9 = 95, needed is 100 of 150.
    carried = "PVV, GroenLinks-PvdA, VVD, D66"
    for number, sort, text in ((99004, REJECTED, "Verworpen."), (99005, ADOPTED, "Aangenomen.")):
        made, at, its_dossier = bill(number, reading)
        sort_of_paper = "Voorstel van wet (tweede lezing)"
        row(
            "Document",
            guid("document", number),
            Soort=sort_of_paper,
            DocumentNummer=f"2024D{number}",
            Datum="2024-01-09T00:00:00+01:00",
            Volgnummer=2,
            _Zaak_Ids=[made],
            _Kamerstukdossier_Ids=[its_dossier],
        )
        row("Document", guid("document", number, "deleted"), Verwijderd=True, _Zaak_Ids=[made])
        decided([made], at, 1, sort, text, method="H", votes=hands(carried))

    made, at, its_dossier = bill(99006, "Regels over een splitsing")
    decided([made], at, 1, "Stemmen - uitstellen", "Stemming uitgesteld.")
    later = item(
        "99006 parts",
        "Stemming in verband met: Regels over een splitsing",
        sitting("5 mrt", "2024-03-05T15:00:00+01:00"),
    )
    for number, sign, for_ in ((16, "+", FOUR), (17, "-", ELEVEN)):
        label = "I" if number == 16 else "II"
        title = f"Regels over een splitsing, wetsvoorstel {label}"
        part = zaak(
            f"2024Z906{number}",
            "Wetgeving",
            number,
            [its_dossier],
            title,
            Titel=title,
            _Agendapunt_Ids=[later],
        )
        decided([part], later, number - 15, **voted(sign, for_))

    made, at, its_dossier = bill(
        99007, "Regels voor de landen van het Koninkrijk (Rijkswet voorbeelden)", addition="(R2299)"
    )
    decided([made], at, 2, **voted("+", FOUR))
    title = "Amendement van de bijzondere gedelegeerde Bakhuis over de inwerkingtreding"
    from_afar = zaak("2024Z90799", "Amendement", 9, [its_dossier], title, _Agendapunt_Ids=[at])
    submitted(from_afar, "Bakhuis, F.", None, "Indiener", "Bijzondere gedelegeerde")
    decided([from_afar], at, 1, **voted("-", ELEVEN))

    for place, addition in enumerate(("VI", "XX"), 1):
        title = f"Vaststelling van de begrotingsstaten van een ministerie ({addition}) voor het jaar 2099"
        made, at, its_dossier = bill(99008, title, "Begroting", addition, place)
        decided([made], at, 2, **voted("+", FOUR))
        subject = f"Amendement van het lid Dros over geld voor hoofdstuk {addition}"
        change = zaak(f"2024Z9089{place}", "Amendement", 4, [its_dossier], subject, _Agendapunt_Ids=[at])
        decided([change], at, 1, **voted("-", ELEVEN))
        if place == 1:
            submitted(change, "minister van Voorbeelden", None, "Indiener", "minister van Voorbeelden")


def dates_and_names() -> None:
    """99009: days that are none, and local time; 99010: parties that changed their name or record."""
    own = dossier(99009, "Dagen")
    for index, (date, text) in enumerate(
        (
            ("0001-01-01T00:00:00Z", "no date"),
            ("1899-12-30T00:00:00+00:20", "no date either"),
            ("5008-02-06T15:00:00+01:00", "a slip"),
            ("2024-02-05T23:30:00Z", "6 February in Amsterdam"),
            ("2024-02-06T00:00:00+01:00", "6 February"),
            ("2024-02-06T22:59:00Z", "6 February still"),
        ),
        1,
    ):
        at = item(f"99009 {index}", "Stemmingen", sitting(f"day {index}", date), index)
        made = zaak(
            f"2024Z9090{index}", "Motie", index, [own], f"Motie van het lid Geel over dag {index}", Titel=text
        )
        decided([made], at, 1, **voted("+", FOUR))
    nowhere = zaak("2024Z90907", "Motie", 7, [own], "Motie van het lid Geel over geen dag", Titel="Dagen")
    decided([nowhere], None, 1, **voted("+", FOUR))

    own = dossier(99010, "Namen")
    june = item("99010", "Stemmingen", sitting("11 jun 2026", "2026-06-11T10:15:00+02:00"))
    first = zaak("2026Z91001", "Motie", 1, [own], "Motie van het lid Haan over een naam", Titel="Namen")
    votes = hands("D66, PRO, CDA, 50PLUS", house=LATER)
    for one in votes:
        if one["ActorFractie"] == "50PLUS":
            one["Fractie_Id"] = guid("fractie", "50PLUS of 2012")
        if one["ActorFractie"] == "PRO":
            one["Fractie_Id"] = guid("fractie", "GroenLinks-PvdA")
    decided([first], june, 1, **voted("-", "", votes=votes))
    # A day on which nobody counted, and on which one row was lost: nothing tells how large the House was.
    other = item("99010 lost", "Stemmingen", sitting("4 jun 2026", "2026-06-04T10:15:00+02:00"))
    second = zaak(
        "2026Z91002", "Motie", 2, [own], "Motie van het lid Haan over een andere naam", Titel="Namen"
    )
    old = LATER.replace("PRO", "GroenLinks-PvdA")
    decided([second], other, 1, **voted("-", "D66, GroenLinks-PvdA, CDA", house=old, lost="Volt"))


# BesluitSoort | StemmingsSoort | BesluitTekst: the 20 ways to spell it that differ most from "Aangenomen."
SPELLINGS = """
Stemmen - verworpen | R | Verworpen (46-103).
Stemmen - verworpen | R | Verworpen (Hoofdelijk 39-100)
Stemmen - verworpen | R | Verworpen. (Hoofdelijk 70-79)
Stemmen - verworpen | H | Verworpen
Stemmen - verworpen | H | Verworpen. \x20
Stemmen - aangenomen | R | Aangenomen (72/71)
Stemmen - aangenomen | R | Aangenomen 75-73.
Stemmen - aangenomen | R | Aangenomen.(73-72)
Stemmen - aangenomen | R | Aangenomen. (73-72)
Stemmen - aangenomen | R | Aangenomen (70–67).
Stemmen - gestaakt | R | Gestaakt. (72-72)
Stemmen - gestaakt | R | Stemmen (74-74).
Stemmen - uitstellen | R | Stemming uitgesteld (71-71)
Stemmen - uitstellen | R | Stemming uitstellen. (69-69)
Stemmen - aangehouden | H | Aanhouden (75-75).
[Vrij tekstveld / geen Parlisproces] | R | Verworpen (hoofdelijke stemming: 51-87).
[Vrij tekstveld / geen Parlisproces] |  | Zonder stemming aangenomen
[Vrij tekstveld / geen Parlisproces] |  | Ter kennisname.
Stemmen - vastgesteld |  | Vastgesteld.
[Vervallen] - Initiatiefwetsvoorstel of initiatiefnota als vervallen te beschouwen |  | Vervallen
"""


def spellings() -> None:
    """99011: no bill, but motions whose decisions are spelt in every way; without vote rows."""
    own = guid("dossier", 99011, None)
    at = item("99011", "Stemmingen", guid("sitting", "27 feb"), 9)
    for number, line in enumerate(SPELLINGS.strip("\n").splitlines(), 1):
        sort, method, text = line.split(" | ")
        made = zaak(
            f"2024Z911{number:02}", "Motie", number, [own], f"Motie van het lid Jol over spelling {number}"
        )
        decided([made], at, number, sort, text, method=method.strip() or None)


def placeholders() -> None:
    """Rows with nothing but an id, and deleted ones, beside those that the tests ask for."""
    row("Fractie", guid("fractie", "placeholder"))
    for party in seats(FULL):
        name = {"NSC": "Nieuw Sociaal Contract"}.get(party, party)
        row("Fractie", guid("fractie", party), Afkorting=name, NaamNL=name, AantalZetels=seats(FULL)[party])
    row("Fractie", guid("fractie", "50PLUS of 2012"), Afkorting="50PLUS", NaamNL="50PLUS", AantalZetels=0)
    row("Persoon", guid("persoon", "PVV", 2), Achternaam="PVV02", Tussenvoegsel="van der", Initialen="A.B.")
    row("Zaak", guid("zaak", "placeholder"), _Kamerstukdossier_Ids=[guid("dossier", 99003, None)])
    row(
        "Kamerstukdossier",
        guid("dossier", "deleted"),
        Verwijderd=True,
        _Zaak_Ids=[guid("zaak", "2024Z90000")],
    )


def build() -> dict[str, str]:
    """Return the text of each file by its name."""
    ROWS.clear()
    amendments()
    bills()
    dates_and_names()
    spellings()
    placeholders()
    return {
        f"{entity}.jsonl": "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        for entity, rows in ROWS.items()
    }


if __name__ == "__main__":
    for name, text in build().items():
        (FOLDER / name).write_text(text, encoding="utf-8")
