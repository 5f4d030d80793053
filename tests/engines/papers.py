"""Made-up papers to search for: bills, amendments and motions with titles that put search to the test."""

# ruff: noqa: E501  # tables are read by row

from collections.abc import Iterable

from kamerstem.model.feed import Entry
from kamerstem.store import Store
from kamerstem.sync import sync
from tests.engines.feed import Feed, at, entry, read

# name: kind, dossier, paper, title of the dossier, subject, submitter, his party, outcome
PAPERS = {
    "wet": ("Wetgeving", "36700", 0, "Regels over toeslagen voor ouders (Wet herziening toeslagen)", None, None, "aangenomen"),
    "kot": ("Motie", "36701", 8, "Herziening", "Motie van het lid Grinwis c.s. over de kinderopvangtoeslag verhogen", "Grinwis P.A.|ChristenUnie", "verworpen"),
    "affaire": ("Motie", "36701", 9, "Herziening", "Motie van de leden Omtzigt en Leijten over excuses in de toeslagenaffaire", "Leijten R.M.|SP", "aangenomen"),
    "begroting": ("Begroting", "36470-VI", 0, "Vaststelling van de begrotingsstaten van het Ministerie van Justitie (VI)", None, None, "aangenomen"),
    "amendement": ("Amendement", "36470-VI", 4, "Vaststelling van de begrotingsstaten van het Ministerie van Justitie (VI)", "Amendement van het lid Grinwis c.s. over geld voor wijkagenten", "Grinwis P.A.|ChristenUnie", "verworpen"),
    "nr40": ("Motie", "36470-VI", 40, "Begroting Justitie", "Motie van het lid Mutluer over gevangenissen in kleine steden", "Mutluer S.|PvdA", "aangenomen"),
    "tvv": ("Motie", "36471", 12, "Politie", "Gewijzigde motie van het lid Van der Plas over boerderijen (t.v.v. 36470-VI-40)", "Plas van der, C.A.M.|BBB", "ingetrokken"),
    "stad": ("Motie", "36472", 4, "Ruimte", "Motie van het lid Bontenbal over woningbouw in de stad Gröningen", "Bontenbal H.|CDA", "aangenomen"),
    "kinderen": ("Motie", "36472", 5, "Jeugd", "Motie van het lid Westerveld over huisjes voor pleegkinderen", "Westerveld E.M.|GroenLinks", "verworpen"),
    "klimaat": ("Motie", "36473", 6, "Klimaat", "Motie van het lid Slagt-Tichelman over een eerlijk klimaatbeleid", "Slagt-Tichelman E.|PvdA", "aangenomen"),
    "leden": ("Motie", "36474", 7, "Reglement", "Motie van het lid Eerdmans over vergoedingen van Kamerleden", "Eerdmans B.J.|JA21", "verworpen"),
    "provincies": ("Motie", "36475", 8, "Decentraal", "Motie van het lid Flach over provinciën die een voorstel verwerpen", "Flach A.|SGP", "aangenomen"),
    "emoji": ("Motie", "36476", 9, "Overig", "Motie van het lid Test over “foto’s” met een 😀 en 12.000 handtekeningen", "Test T.|DENK", "aangenomen"),
    "onderzoek": ("Motie", "36476", 10, "Overig", "Motie van het lid Kostić over een onderzoek naar RI&E-verplichtingen", "Kostić I.|PvdD", "verworpen"),
}  # fmt: skip


def papers() -> Feed:
    feed = Feed()
    dossiers: dict[str, None] = {}
    for number, (name, (_, dossier, _, title, subject, actor, outcome)) in enumerate(PAPERS.items()):
        if dossier not in dossiers:
            dossiers[dossier] = None
            plain, _, addition = dossier.partition("-")
            fields = {"Nummer": int(plain), "Toevoeging": addition or None, "Titel": title}
            feed.add(entry("Kamerstukdossier", dossier, fields))
        feed.add(zaak(name, subject=subject, number=number))
        if actor:
            who, _, party = actor.partition("|")
            said = {"ActorNaam": who, "ActorFractie": party, "Relatie": "Indiener"}
            feed.add(entry("ZaakActor", f"door {name}", said, {"Zaak": [name]}))
        day = f"2024-02-{number + 1:02}T00:00:00"
        feed.add(
            entry("Activiteit", f"dag {name}", {"Datum": day, "Nummer": f"2024A{number:05}"}),
            entry("Agendapunt", f"punt {name}", {"Volgorde": 1}, {"Activiteit": [f"dag {name}"]}),
        )
        feed.add(*decided(name, outcome))
    return feed


def zaak(name: str, *, subject: str | None, number: int, day: int = 1, deleted: bool = False) -> Entry:
    sort, dossier, paper, title, *_ = PAPERS[name]
    fields = {"Nummer": f"2024Z{number:05}", "Soort": sort, "Titel": title, "Onderwerp": subject or title}
    relations: dict[str, Iterable[str]] = {"Kamerstukdossier": [dossier], "Agendapunt": [f"punt {name}"]}
    return entry("Zaak", name, fields | {"Volgnummer": paper}, relations, changed=at(day), deleted=deleted)


def decided(name: str, outcome: str, *, day: int = 1) -> list[Entry]:
    fields = {"BesluitSoort": f"Stemmen - {outcome}", "BesluitTekst": f"{outcome}.", "Status": "Besluit"}
    if outcome != "ingetrokken":
        fields["StemmingsSoort"] = "Met handopsteken"
    besluit = entry(
        "Besluit",
        f"besluit {name}",
        fields,
        {"Zaak": [name], "Agendapunt": [f"punt {name}"]},
        changed=at(day),
    )
    sides = {"VVD": "Voor", "SP": "Tegen"} if outcome == "aangenomen" else {"VVD": "Tegen", "SP": "Voor"}
    if outcome == "ingetrokken":
        return [besluit]
    return [
        besluit,
        *(
            entry(
                "Stemming",
                f"{party} over {name}",
                {"Soort": side, "FractieGrootte": 24, "ActorNaam": party, "ActorFractie": party},
                {"Besluit": [f"besluit {name}"]},
                changed=at(day),
            )
            for party, side in sides.items()
        ),
    ]


def make_record(place: str) -> None:
    """Make a record of them."""
    feed = papers()
    with Store.open(place, read, create=True) as store:
        sync(store, feed, feed.categories)
