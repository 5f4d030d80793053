"""The form of the Senate's overview: its words, in one place.

``render/text.py`` writes these words and ``readers/overview.py`` reads them, so that what Kamerstem writes it can read
back. The form is that of the overviews which the staff of the Senate file; the words for what their example does not
show are those of the House (Reglement van Orde, Handelingen). Reading knows more variants than writing uses.
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

# What else people write for the same, read and never written. "Met algemene stemmen" also says: nobody against.
VARIANTS: dict[str, tuple[Step, Result | None]] = {
    "niet aangenomen": (Step.VOTE, Result.REJECTED),
    "met algemene stemmen aangenomen": (Step.VOTE, Result.ADOPTED),
    "aangenomen met algemene stemmen": (Step.VOTE, Result.ADOPTED),
    "unaniem aangenomen": (Step.VOTE, Result.ADOPTED),
    "aangenomen zonder stemming": (Step.WITHOUT_VOTE, Result.ADOPTED),
    "als hamerstuk aangenomen": (Step.WITHOUT_VOTE, Result.ADOPTED),
    "als hamerstuk afgedaan": (Step.WITHOUT_VOTE, Result.ADOPTED),
    "afgedaan als hamerstuk": (Step.WITHOUT_VOTE, Result.ADOPTED),
    "hamerstuk": (Step.WITHOUT_VOTE, Result.ADOPTED),
    "gestaakt": (Step.VOTE, Result.TIED),
    "de stemmen staakten": (Step.VOTE, Result.TIED),
    "uitgesteld": (Step.POSTPONE, None),
    "komt niet meer in stemming": (Step.LAPSE, None),
    "ontoelaatbaar": (Step.INADMISSIBLE, None),
    "niet ontvankelijk": (Step.INADMISSIBLE, None),
    "niet-ontvankelijk": (Step.INADMISSIBLE, None),
    "niet ontvankelijk verklaard": (Step.INADMISSIBLE, None),
    "wordt als verworpen beschouwd": (Step.BY_CONSEQUENCE, Result.REJECTED),
    "wordt als aangenomen beschouwd": (Step.BY_CONSEQUENCE, Result.ADOPTED),
}
UNANIMOUS = frozenset(words for words in VARIANTS if "algemene stemmen" in words or "unaniem" in words)

METHODS: dict[Method, Words] = {
    Method.SHOW_OF_HANDS: Words("met handopsteken", "by show of hands"),
    Method.ROLL_CALL: Words("bij hoofdelijke stemming", "by roll call"),
    Method.BALLOT: Words("bij schriftelijke stemming", "by ballot"),
    Method.SITTING_STANDING: Words("bij zitten en opstaan", "by sitting and standing"),
}
METHOD_VARIANTS: dict[str, Method] = {
    "bij handopsteken": Method.SHOW_OF_HANDS,
    "hoofdelijk": Method.ROLL_CALL,
    "na hoofdelijke stemming": Method.ROLL_CALL,
    "in hoofdelijke stemming": Method.ROLL_CALL,
}

SIDES: dict[Side, Words] = {
    Side.FOR: Words("Voor", "For"),
    Side.AGAINST: Words("Tegen", "Against"),
    Side.NOT_VOTING: Words("Afwezig", "Absent"),
}
SIDE_VARIANTS: dict[str, Side] = {
    "vóór": Side.FOR,
    "niet deelgenomen": Side.NOT_VOTING,
    "niet meegestemd": Side.NOT_VOTING,
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
FINAL_VOTES = frozenset(
    {
        "eindstemming wetsvoorstel",
        "eindstemming",
        "eindstemming over het wetsvoorstel",
        "stemming wetsvoorstel",
    }
)
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


_SOME_DATE = (
    rf"(?:{DATE}|\d{{1,2}}(?:\s+[A-Za-zé]+)?)"  # in "16 en 18 april 2024" the last one says month and year
)


def split_dates(text: str) -> list[str]:
    """Return the dates of "16, 18 april en 2 mei 2024", each whole; month and year are taken from the next one."""
    whole: list[str] = []
    month, year = "", ""
    for part in reversed(re.split(r"\s*,\s*|\s+en\s+", text.strip())):
        if re.fullmatch(DATE, part):
            words = part.split()
            month, year = (words[1], words[2]) if len(words) == 3 else ("", "")
            whole.append(part)
        else:
            words = part.split()
            month = words[1] if len(words) > 1 else month
            whole.append(f"{words[0]} {month} {year}")
    return whole[::-1]


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


def split_articles(text: str) -> tuple[str, ...]:
    """Return the labels of "3, 4a en I, onderdeel A"."""
    return tuple(" ".join(label.split()) for label in re.findall(ARTICLE_LABEL, text))


# --- structure ------------------------------------------------------------------------------------------------------

# An invisible word joiner at the start of a line says: this is prose, however much it looks like structure. It keeps
# an explanation that quotes an overview from being read as one.
PROSE = "\u2060"


def _choice(words: Iterable[str]) -> str:
    ordered = sorted(set(words), key=len, reverse=True)
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered if word) + ")"


_OUTCOME = _choice([words.nl for words in OUTCOMES.values()] + list(VARIANTS))
_METHOD = _choice([words.nl for words in METHODS.values()] + list(METHOD_VARIANTS))
_SIDE = _choice([words.nl for words in SIDES.values()] + list(SIDE_VARIANTS))

DECISION = re.compile(
    rf"(?P<outcome>{_OUTCOME})"
    rf"(?:,?\s+(?P<method>{_METHOD}))?"
    rf"(?:,?\s+op\s+(?P<date>{DATE}))?"
    rf"(?:\s*\((?P<announced>(?:hoofdelijk\w*\s+(?:stemming:?\s+)?)?\d+\s*[-–/]\s*\d+)\))?"
    rf"(?P<notes>(?:\s*\({_choice([NO_DATE.nl, NO_METHOD.nl])}\))*)"
    rf"(?:,?\s+{_choice([CAUSED_BY.nl])}\s+(?P<cause>[^.]*?(?:nr\.\s*[^.\s]+)?))?"
    r"\s*\.(?=\s|$)",
    re.IGNORECASE,
)
BILL_DECISION = re.compile(
    rf"Het\s+(?:initiatief)?(?:wetsvoorstel|voorstel\s+van\s+wet)\s+(?:is|werd)"
    rf"(?P<before>(?:\s+(?:op\s+{DATE}|{_METHOD}|\({_choice([NO_DATE.nl, NO_METHOD.nl])}\)|\(\d+\s*[-–/]\s*\d+\)))*)"
    rf"\s+(?P<outcome>{_OUTCOME})"
    rf"(?P<after>(?:,?\s+(?:op\s+{DATE}|{_METHOD}|door\s+de\s+Tweede\s+Kamer))*)\s*\.(?=\s|$)",
    re.IGNORECASE,
)
METHOD = rf"{_METHOD}(?!\w)"
LABEL = re.compile(rf"{_SIDE}\s*:", re.IGNORECASE)
BALLOT_LIST = re.compile(rf"(?:^|(?<=\.))\s*(?P<side>{_SIDE})\s*:\s*", re.IGNORECASE)
_PLAIN_LABEL = (
    r"(?:\d{1,4}(?:[.:]\d{1,4})*[a-z]{0,3}|[IVXLCDM]{1,8}[a-z]?|[A-Z]{1,3})(?![\w])"
    r"(?:,?\s+(?:onderdeel|onderdelen|lid|aanhef|sub)\s+[\w.:]{1,6})*"
)
ARTICLE_LABEL = rf"{_PLAIN_LABEL}(?:\s+(?:t/m|tot\s+en\s+met)\s+{_PLAIN_LABEL})?"
ARTICLE_HEADING = re.compile(
    rf"(?:(?:Artikel|Artikelen|ARTIKEL|ARTIKELEN|artikel|artikelen)\s+"
    rf"(?P<articles>{ARTICLE_LABEL}(?:(?:\s*,\s*|\s+en\s+){ARTICLE_LABEL})*)|(?P<none>[Gg]een artikel))\s*:?"
)
PART_LINE = re.compile(
    r"Onderde(?:el|len)\s+(?P<label>[^:()]{1,60}?)(?:\s*\((?P<articles>[^)]{1,200})\))?\s*:\s*", re.IGNORECASE
)
STATEMENT_LINE = re.compile(
    rf"(?P<kind>{_choice(words.nl for words in STATEMENTS.values())}|Aantekening)\s*:\s*(?P<rest>\S.*)",
    re.DOTALL,
)
REPLACES_LINE = re.compile(r"(?:Ter\s+vervanging\s+van|T\.v\.v\.)\s+(?P<refs>.{1,300}?)\.?", re.IGNORECASE)
AMENDS_LINE = re.compile(r"Wijzigt\s+(?P<refs>.{1,300}?)\.?", re.IGNORECASE)
TOUCHES_LINE = re.compile(rf"{TOUCHES.nl}\s+{ARTICLE_HEADING.pattern}")
REPLACES_TAIL = re.compile(
    r"\s*[,(]\s*(?:t\.v\.v\.|ter vervanging van)\s+(?P<refs>[^()]{1,200}?)\)?\s*\.?$", re.IGNORECASE
)
FURNITURE = re.compile(
    rf"(?:Eerste Kamer der Staten-Generaal|datum\s+{DATE}|(?:ons\s+)?kenmerk\s+\S+"
    r"|dossier\s+\d{2}[. ]?\d{3}(?:[\s-]?[A-Z]{1,8})?(?:,\s+nr\.\s+\w{1,8})?"
    r"|(?:blad|pagina)\s+\d+(?:\s*(?:van|/)\s*\d+)?|\d+\s*/\s*\d+|-\s*\d+\s*-)",
    re.IGNORECASE,
)
DAY_LINE = re.compile(
    r"De\s+stemming(?:en)?\s+over\s+(?P<what>(?:het|de)\s+.{3,120}?)\s+"
    rf"(?:vond(?:en)?\s+plaats|(?:was|waren|is|zijn)\s+gehouden)\s+op\s+"
    rf"(?P<dates>{_SOME_DATE}(?:(?:\s*,\s*|\s+en\s+){_SOME_DATE})*)\s*\.?",
    re.IGNORECASE,
)
METHOD_LINE = re.compile(
    rf"Er\s+is\s+gestemd\s+(?P<method>{_METHOD})(?P<but>,\s+tenzij\s+anders\s+vermeld)?\s*\.", re.IGNORECASE
)
_SUB = KINDS[Kind.SUB_AMENDMENT][0].nl  # one may stand under its amendment, and then says itself what it is
ITEM_LINE = re.compile(
    rf"(?:(?P<noun>[{_SUB[0].upper()}{_SUB[0]}]{_SUB[1:]})\s+)?"
    r"(?P<number>\d{1,5}[a-z]{0,2}|\d{4}[ZD]\d{4,6}"
    r"|\d{2}[. ]?\d{3}\b[^()]{0,30}?(?:nr\.\s*|-)\d{1,5}[a-z]{0,2}|Zonder\s+nummer)"
    r"\s*(?:\((?P<submitters>[^()]*(?:\([^()]*\)[^()]*)*)\)|(?=\s(?:over|inzake|tot|ter|houdende|strekkende|waarmee|met|van)\b))"
    r"\s*(?P<subject>.*)",
    re.DOTALL,
)


def article_heading(text: str) -> re.Match[str] | None:
    """Return the match of a line that is nothing but "Artikel 33" or "Artikelen 3 en 5"."""
    return ARTICLE_HEADING.fullmatch(text) if len(text) <= 300 else None


def section_heading(text: str) -> tuple[Kind, Status] | None:
    """Return the kind and status that a heading such as "Verworpen amendementen" announces, ``None`` if it is none."""
    if len(text) > 100:
        return None
    return _HEADINGS.get(" ".join(text.strip().rstrip(":").lower().split()))


def side_of(label: str) -> Side:
    """Return the side that "Voor", "Tegen", "Afwezig" or a variant of them means."""
    folded = " ".join(label.lower().split())
    return SIDE_VARIANTS.get(folded) or next(
        side for side, words in SIDES.items() if words.nl.lower() == folded
    )


def kind_of_noun(text: str) -> Kind | None:
    """Return the kind that a noun names, in singular or plural; ``None`` if it names none."""
    return _NOUNS.get(" ".join(text.lower().split()).removeprefix("het ").removeprefix("de "))


def kinds_in(text: str) -> frozenset[Kind]:
    """Return the kinds that "het amendement" or "de amendementen en moties" speaks of; amendments take in their own."""
    found = {
        kind for words in re.split(r",\s*|\s+en\s+(?:de\s+|het\s+)?", text) if (kind := kind_of_noun(words))
    }
    return frozenset(found | ({Kind.SUB_AMENDMENT} if Kind.AMENDMENT in found else set()))


_NOUNS: dict[str, Kind] = {words.nl.lower(): kind for kind, pair in KINDS.items() for words in pair}


def _headings() -> dict[str, tuple[Kind, Status]]:
    table: dict[str, tuple[Kind, Status]] = {}
    for kind in KINDS:
        if kind is Kind.BILL:
            continue
        for status in STATUSES:
            for plural in (False, True):
                table[heading(kind, status, "nl", plural=plural).lower()] = (kind, status)
        nouns = [words.nl for words in KINDS[kind]]
        for noun in nouns:
            for adjective, status in (
                ("ontoelaatbaar", Status.INADMISSIBLE),
                ("ontoelaatbare", Status.INADMISSIBLE),
                ("niet aangenomen", Status.REJECTED),
                ("gewijzigde", Status.UNKNOWN),
                ("gewijzigd", Status.UNKNOWN),
                ("ingediende", Status.UNKNOWN),
            ):
                table[f"{adjective} {noun}"] = (kind, status)
    return table


_HEADINGS = _headings()


def looks_structural(text: str) -> bool:
    """Return whether a line, with what follows it in its paragraph, could be read as more than prose."""
    line = text.strip()
    return bool(
        line.startswith(PROSE)
        or DECISION.match(line)
        or BILL_DECISION.match(line)
        or re.match(rf"{_SIDE}\s*:", line, re.IGNORECASE)
        or article_heading(line)
        or PART_LINE.match(line)
        or STATEMENT_LINE.match(line)
        or REPLACES_LINE.match(line)
        or AMENDS_LINE.match(line)
        or TOUCHES_LINE.match(line)
        or FURNITURE.match(line)
        or DAY_LINE.match(line)
        or METHOD_LINE.match(line)
        or ITEM_LINE.match(line)
        or section_heading(line) is not None
        or line.rstrip(":").lower() in FINAL_VOTES
        or line.lower().startswith((CONCERNING.nl.lower(), NO_EXPLANATION.nl.lower()))
    )
