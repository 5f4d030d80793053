"""The form of the Senate's overview: its words, in one place.

``render/text.py`` writes these words and ``readers/overview.py`` reads them, so that what Kamerstem writes it can
read back. The form is that of the overviews which the staff of the Senate file; the words for what their example
does not show are those of the House (Reglement van Orde, Handelingen). Reading knows more variants than writing
uses.
"""

import re
from collections.abc import Iterable
from datetime import date

from kamerstem.language import MONTHS, Lang, Words
from kamerstem.model.votes import Kind, Method, Result, Side, StatementKind, Status, Step

# --- decisions ------------------------------------------------------------------------------------------------------

# Every way in which a decision can end: the pairs that are not here do not occur. A tie that settles the matter
# is VOTE/REJECTED with a tied count.
OUTCOMES: dict[tuple[Step, Result | None], Words] = {
    (Step.VOTE, Result.ADOPTED): Words("aangenomen", "adopted"),
    (Step.VOTE, Result.REJECTED): Words("verworpen", "rejected"),
    (Step.VOTE, Result.TIED): Words("de stemmen staken", "the votes are tied"),
    (Step.VOTE, Result.UNDETERMINED): Words(
        "de uitslag kan niet worden vastgesteld", "the result cannot be determined"
    ),
    (Step.VOTE, Result.VOID): Words("ongeldige stemming", "void vote"),
    (Step.VOTE, None): Words("gestemd, uitslag niet vermeld", "voted on, result not stated"),
    (Step.WITHOUT_VOTE, Result.ADOPTED): Words("zonder stemming aangenomen", "adopted without a vote"),
    (Step.WITHOUT_VOTE, Result.REJECTED): Words("zonder stemming verworpen", "rejected without a vote"),
    (Step.WITHOUT_VOTE, None): Words("zonder stemming afgedaan", "settled without a vote"),
    (Step.HOLD_OVER, None): Words("aangehouden", "held over"),
    (Step.POSTPONE, None): Words("stemming uitgesteld", "vote postponed"),
    (Step.WITHDRAW, None): Words("ingetrokken", "withdrawn"),
    (Step.TAKE_OVER, None): Words("overgenomen", "taken over"),
    (Step.LAPSE, None): Words("vervallen", "lapsed"),
    (Step.INADMISSIBLE, None): Words("ontoelaatbaar verklaard", "declared inadmissible"),
    (Step.BY_CONSEQUENCE, Result.ADOPTED): Words("als aangenomen beschouwd", "deemed adopted"),
    (Step.BY_CONSEQUENCE, Result.REJECTED): Words("als verworpen beschouwd", "deemed rejected"),
    (Step.BY_CONSEQUENCE, None): Words("beslist door een ander besluit", "settled by another decision"),
}

METHODS: dict[Method, Words] = {
    Method.SHOW_OF_HANDS: Words("met handopsteken", "by show of hands"),
    Method.ROLL_CALL: Words("bij hoofdelijke stemming", "by roll call"),
    Method.BALLOT: Words("bij schriftelijke stemming", "by ballot"),
    Method.SITTING_STANDING: Words("bij zitten en opstaan", "by sitting and standing"),
}
SIDES: dict[Side, Words] = {
    Side.FOR: Words("Voor", "For"),
    Side.AGAINST: Words("Tegen", "Against"),
    Side.NOT_VOTING: Words("Afwezig", "Absent"),
}
NOBODY = Words("niemand", "nobody")
NO_DATE = Words("datum niet vermeld", "date not stated")
NO_METHOD = Words("wijze van stemmen niet vermeld", "method not stated")
NO_DECISION = Words("geen besluit vermeld", "no decision stated")
NO_PARTY = Words("fractie niet vermeld", "party not stated")
MISTAKE = Words("vergissing", "mistake")
CAUSED_BY = Words("als gevolg van het besluit over", "in consequence of the decision on")

STATEMENTS: dict[StatementKind, Words] = {
    StatementKind.MISTAKE: Words("Vergissing", "Mistake"),
    StatementKind.AGAINST_NOTED: Words("Aantekening tegen", "Against noted"),
    StatementKind.DEEMED_FOR: Words("Geacht voor te hebben gestemd", "Deemed to have voted for"),
    StatementKind.DEEMED_AGAINST: Words("Geacht tegen te hebben gestemd", "Deemed to have voted against"),
    StatementKind.EXPLANATION: Words("Stemverklaring", "Explanation of vote"),
    StatementKind.OPPOSITION: Words("Verzet", "Opposition"),
}

# --- headings -------------------------------------------------------------------------------------------------------

STATUSES: dict[Status, Words] = {
    Status.ADOPTED: Words("aangenomen", "adopted"),
    Status.REJECTED: Words("verworpen", "rejected"),
    Status.WITHDRAWN: Words("ingetrokken", "withdrawn"),
    Status.LAPSED: Words("vervallen", "lapsed"),
    Status.HELD_OVER: Words("aangehouden", "held over"),
    Status.TAKEN_OVER: Words("overgenomen", "taken over"),
    Status.INADMISSIBLE: Words("niet toegelaten", "inadmissible"),
    Status.PENDING: Words("nog niet besliste", "pending"),
    Status.UNKNOWN: Words("", ""),
}

# Singular and plural. The Senate's form has bills, amendments, sub-amendments and motions.
KINDS: dict[Kind, tuple[Words, Words]] = {
    Kind.BILL: (Words("wetsvoorstel", "bill"), Words("wetsvoorstellen", "bills")),
    Kind.BILL_PART: (
        Words("afgesplitst wetsvoorstel", "split-off bill"),
        Words("afgesplitste wetsvoorstellen", "split-off bills"),
    ),
    Kind.AMENDMENT: (Words("amendement", "amendment"), Words("amendementen", "amendments")),
    Kind.SUB_AMENDMENT: (Words("subamendement", "sub-amendment"), Words("subamendementen", "sub-amendments")),
    Kind.MOTION: (Words("motie", "motion"), Words("moties", "motions")),
    Kind.LETTER: (Words("brief", "letter"), Words("brieven", "letters")),
    Kind.COMMITTEE_PROPOSAL: (
        Words("commissievoorstel", "committee proposal"),
        Words("commissievoorstellen", "committee proposals"),
    ),
    Kind.ORDER_REQUEST: (Words("ordevoorstel", "order request"), Words("ordevoorstellen", "order requests")),
    Kind.RULES_CHANGE: (
        Words("wijziging van het Reglement van Orde", "change of the rules of procedure"),
        Words("wijzigingen van het Reglement van Orde", "changes of the rules of procedure"),
    ),
    Kind.NOMINATION: (Words("voordracht", "nomination"), Words("voordrachten", "nominations")),
    Kind.UNKNOWN: (
        Words("onbekend voorstel", "unknown proposal"),
        Words("onbekende voorstellen", "unknown proposals"),
    ),
}
NEUTER = frozenset(
    {
        Kind.UNKNOWN,
        Kind.BILL,
        Kind.BILL_PART,
        Kind.AMENDMENT,
        Kind.SUB_AMENDMENT,
        Kind.COMMITTEE_PROPOSAL,
        Kind.ORDER_REQUEST,
    }
)

CONCERNING = Words("Betreffende", "Concerning")
DOSSIER = Words("dossier", "dossier")  # that no bill is in
# The styles of a Word file: of an explanation, and of what is added to the form (notes, findings, tables).
EXPLANATION_STYLE = "Toelichting"
ADDED_STYLES = ("Aanvulling", "Bevinding", "Tabeltekst")
# The heading over the form in a page that shows the same facts in another way first; and the id it has in HTML.
AS_THE_SENATE = Words("In de vorm van de Eerste Kamer", "In the form of the Senate")
SENATE_ID = "senate"
MADE = Words(
    "Gemaakt met Kamerstem.", "Made with Kamerstem."
)  # at the foot of a document that has more than the form
FINAL_VOTE = Words("Eindstemming wetsvoorstel", "Final vote on the bill")
ARTICLE = (Words("Artikel", "Article"), Words("Artikelen", "Articles"))
NO_ARTICLE = Words("Geen artikel", "No article")
NO_NUMBER = Words("Zonder nummer", "No number")
NO_EXPLANATION = Words("Zonder toelichting.", "No explanation.")
PART = Words("Onderdeel", "Part")
REPLACES = Words("Ter vervanging van", "Replacing")
AMENDS = Words("Wijzigt", "Amends")
# Of a sub-amendment that stands under its amendment: the article headings above it are the amendment's.
TOUCHES = Words("Betreft", "Concerns")
NO_SUBMITTER = Words("indiener niet vermeld", "submitter not stated")
ABOUT = Words("over", "on")
THE_MEMBER = Words("het lid", "member")
# A subject that begins with one of these says by itself how it goes on; any other is "about" something.
CONNECTIVE = re.compile(
    r"(?:inzake|tot|ter|houdende|strekkende|waarmee|waardoor|betreffende|met)\s", re.IGNORECASE
)
AND_OTHERS = Words("c.s.", "and others")
AND = Words("en", "and")


def heading(kind: Kind, status: Status, lang: Lang, *, plural: bool) -> str:
    """Return a heading such as "Verworpen amendement" or "Aangehouden moties"."""
    noun = KINDS[kind][plural].in_(lang)
    adjective = STATUSES[status].in_(lang)
    if lang == "nl" and status is Status.PENDING and kind in NEUTER and not plural:
        adjective = "nog niet beslist"
    words = f"{adjective} {noun}".strip()
    return words[0].upper() + words[1:]


# --- dates ----------------------------------------------------------------------------------------------------------

DATE = r"(?:\d{1,2}(?:e|ste|de)?\s+\w{3,9}\.?\s+\d{4}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}|\d{4}-\d{2}-\d{2})"


def write_date(day: date, lang: Lang = "nl") -> str:
    """Return "21 december 2023" or "21 December 2023"."""
    return f"{day.day} {MONTHS[lang][day.month - 1]} {day.year:04d}"


def read_date(text: str) -> date | None:
    """Return the day that a Dutch text gives; ``None`` where there is no such day."""
    text = " ".join(text.lower().split())
    if match := re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", text):
        year, month, day = (int(part) for part in match.groups())
    elif match := re.fullmatch(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})", text):
        day, month, year = (int(part) for part in match.groups())
    elif match := re.fullmatch(r"(\d{1,2})(?:e|ste|de)?\s+([a-zé]+)\.?\s+(\d{4})", text):
        name = match[2]
        months = [
            number for number, full in enumerate(MONTHS["nl"], 1) if len(name) >= 3 and full.startswith(name)
        ]
        if name == "mrt":
            months = [3]
        if not months:
            return None
        day, month, year = int(match[1]), months[0], int(match[3])
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


# --- lists of names -------------------------------------------------------------------------------------------------

# A body's name may hold "en" and commas ("vaste commissie voor Justitie en Veiligheid"): it is never taken apart.
_BODY = re.compile(r"(?:de\s+)?(?:\w+\s+)?(?:commissie|minister|staatssecretaris|presidium)\b", re.IGNORECASE)


def is_body(text: str) -> bool:
    """Tell whether a name is that of a body: its "en" and its commas part nothing."""
    return _BODY.match(text) is not None


def join_list(names: Iterable[str], lang: Lang = "nl") -> str:
    """Return "A, B en C"; with semicolons, and one at the end of a single name, where a name holds a separator."""
    names = list(names)
    if any(re.search(r"[,;/]|\ben\b|\band\b", name) for name in names):
        return "; ".join(names) + (";" if len(names) == 1 else "")
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {AND.in_(lang)} {names[-1]}"


def split_list(text: str) -> tuple[str, ...]:
    """Return the names of "A, B en C", "A/B" or "A; B en C"."""
    text = text.strip()
    if ";" in text:
        parts = text.split(";")
    elif _BODY.match(text):
        parts = [text]
    else:
        parts = re.split(r"\s*,\s*(?:en\s+)?|\s+en\s+|\s*/\s*", text)
    return tuple(part.strip() for part in parts if part.strip())


def join_articles(labels: Iterable[str], lang: Lang = "nl") -> str:
    """Return "3 en 5" or "I, onderdeel A en 5": a label's own comma is known by the word after it."""
    labels = list(labels)
    return f" {AND.in_(lang)} ".join([", ".join(labels[:-1]), labels[-1]] if len(labels) > 1 else labels)


# --- structure ------------------------------------------------------------------------------------------------------

# An invisible word joiner at the start of a line says: this is prose, however much it looks like structure. It keeps
# an explanation that quotes an overview from being read as one.
PROSE = "\u2060"


# What is said beside the form, each on a line of its own: readers pass over these lines, and no others.
_INCOMPLETE = Words(
    "NB: onvolledig: {named} van de {seats} stemmen.",
    "NB: incomplete: {named} of the {seats} votes.",
)
VOTES_MISSING = Words(
    "NB: wie voor en wie tegen was, staat niet in de gegevens.",
    "NB: who was for and who against is not in the data.",
)
VOTES_AWAITED = Words(
    "NB: wie voor en wie tegen was, volgt.", "NB: who was for and who against is to follow."
)
ORDER_DERIVED = Words(
    "De volgorde van de fracties is afgeleid: de zitplaatsen van die dag zijn niet bekend.",
    "The order of the parties is derived: where they sat that day is not known.",
)
ORDER_NOTE = Words(f"NB: de{ORDER_DERIVED.nl[2:]}", f"NB: the{ORDER_DERIVED.en[3:]}")


def incomplete_note(named: int, seats: int, lang: Lang) -> str:
    """Return the line that says how many votes of the House are there."""
    return _INCOMPLETE.in_(lang).format(named=named, seats=seats)


_NOTES = re.compile(
    "|".join(
        re.escape(words.in_(lang)).replace(r"\{named\}", r"\d+").replace(r"\{seats\}", r"\d+")
        for words in (_INCOMPLETE, VOTES_MISSING, VOTES_AWAITED, ORDER_NOTE)
        for lang in MONTHS
    )
)


def is_note(text: str) -> bool:
    """Return whether a line is one that is said beside the form."""
    return text.startswith("NB: ") and _NOTES.fullmatch(text) is not None


def is_order_note(text: str) -> bool:
    """Return whether a line says that the order of the parties is derived; any other note is on the vote before it."""
    return text in (ORDER_NOTE.nl, ORDER_NOTE.en)


FURNITURE = re.compile(
    rf"(?:Eerste Kamer der Staten-Generaal|datum\s+{DATE}|(?:ons\s+)?kenmerk\s+\S+"
    r"|dossier\s+\d{2}[. ]?\d{3}(?:[\s-]?[A-Z]{1,8})?(?:,\s+nr\.\s+\w{1,8})?"
    r"|(?:blad|pagina)\s+\d+(?:\s*(?:van|/)\s*\d+)?|\d+\s*/\s*\d+|-\s*\d+\s*-)",
    re.IGNORECASE,
)
# Words without which nothing is decided, and those that begin what else the form holds: a paragraph of prose that has
# one of the first anywhere, or begins with one of the others, is marked. The reader takes for structure no more than
# that (tests/readers/test_placing.py).
_DECIDES = frozenset(
    "meerderheid aanneming verwerping aannemen verwerpen intrekking gevolg unaniem eenstemmig eenparig eenparigheid"
    " algemene handopsteken hoofdelijk hoofdelijke schriftelijk opstaan aangenomen aanvaard verworpen afgewezen aang"
    " verw aangeh ingetr"
    " afgestemd weggestemd staken staakten gestaakt vastgesteld ongeldig ongeldige uitslag gestemd aangehouden"
    " uitgesteld ingetrokken overgenomen vervallen vervalt ingestemd stemt stemming stemmen stemden stemde"
    " ontoelaatbaar ontoelaatbare toegelaten ontvankelijk niet-ontvankelijk beschouwd beslist besliste beslissen"
    " afgedaan afgehandeld verwierp verwierpen verwerpt hamerstuk hamerslag haalde haalden"
    " gehaald geacht aantekening decharge décharge vergissing vermeld geen".split()
)
_SIDES = frozenset(
    "v t voor vóór tegen ervoor ertegen daarvoor daartegen voorstemmers voorstanders tegenstemmers tegenstanders"
    " afwezig afwezigen absent aanwezig deelgenomen meegestemd deel voorgestemd tegengestemd".split()
)
_BEGINS = frozenset(
    "artikel artikelen art onderdeel onderdelen opschrift beweegreden considerans intitule intitulé aanhef"
    " slotformulier begrotingsstaat hoofdstuk paragraaf titel afdeling bijlage deel nr nrs nummer stuk stukken"
    " ter t.v.v wijzigt vervangt betreft betreffende betreffend betr concerning toelichting zonder"
    " stemverklaring stemverklaringen verzet haalde haalden resultaat uitkomst stemdatum eerste"
    " eindstemming stemmingen stemmingsoverzicht stemmingslijst overzicht datum status eindresultaat"
    " indiener indieners ondertekenaar onderwerp"
    " blad pagina kenmerk ons dossier gewijzigd gewijzigde nader tweede derde volgende na dat wetsvoorstel"
    " initiatiefwetsvoorstel initiatiefvoorstel voorstel afgesplitst amendement subamendement motie brief"
    " commissievoorstel ordevoorstel voordracht onbekend wetsvoorstellen rijkswetsvoorstel afgesplitste am mot"
    " eindst wv wetsvst amdt stemuitslag besluit stemdag stemmingsdatum"
    " amendementen subamendementen moties brieven verzoek verzoeken commissievoorstellen ordevoorstellen"
    " aanbeveling aanbevelingen voordrachten onbekende".split()
)
_HEADING = 60  # characters of a line that may be a heading: it has no full stop
# Characters of a paragraph that may be nothing but words of the form: prose of that length is marked.
SHORT = 90
_FIRST = 3  # words of a paragraph of prose that may begin something: an empty one or two may stand before it


def looks_like_heading(text: str) -> bool:
    """Return whether a paragraph of one line may be a heading: short, with a capital, and no mark at its end."""
    return len(text) <= _HEADING and text[:1].isupper() and text[-1:].isalnum()


def looks_structural(text: str, *, title: bool = False) -> bool:
    """Return whether a paragraph of prose could be read as more: the writer then marks it (``PROSE``).

    It says so of more than the reader would take; of a ``title`` only where it begins as the form does. What the
    words mean is the grammar's (``readers/grammar``).
    """
    words = [word.strip(".,:;()[]–-•'\"’“”!?").lower() for word in text.replace("/", " ").split()]
    if not words or text.startswith(PROSE):
        return bool(words)
    telling = [word.partition("-")[0] for word in words if word and word not in ("de", "het", "dit", "deze")]
    return bool(
        not _BEGINS.isdisjoint(telling[: 1 if title else _FIRST])
        or is_note(text)
        or text.lstrip("(").startswith(tuple("0123456789-–—•|*#=_~"))
        or (len(text) <= SHORT and not title)
        or not _DECIDES.isdisjoint(words)
        or (not _SIDES.isdisjoint(words) and any(mark in text for mark in ":–—-"))
    )
