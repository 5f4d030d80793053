"""The budget ledger: from the text of an amendment to a budget bill to what it would move, in euros.

:func:`ledger_of` reads the operative text clause by clause, holds the explanation's words against it, and says where
the money is said to come from. Forms: Rijksbegrotingsvoorschriften, models 4.60-4.62. Nothing is guessed: a sentence
that is not understood whole is kept as not read, with the reason.
"""

import re
from collections.abc import Iterable, Iterator

from kamerstem.budget import amounts, clauses, tables
from kamerstem.budget.clauses import Place, State, Unreadable
from kamerstem.dataclasses import dataclass, field, replace
from kamerstem.errors import BadReference
from kamerstem.language import Words
from kamerstem.model import refs
from kamerstem.model.ledger import (
    Cover,
    CoverWay,
    Entry,
    Ledger,
    Money,
    NotRead,
    Stated,
    TextChange,
)
from kamerstem.model.overview import Overview
from kamerstem.model.papers import Clause, PaperText, Table
from kamerstem.model.refs import Dossier, Paper
from kamerstem.model.titles import features_of
from kamerstem.model.votes import Feature, Kind, Proposal

TABLE_MISSING = Words(
    "Waardoor het artikel vervangen wordt, is niet gelezen.", "What the article is replaced by was not read."
)
NO_TEXT = Words("De tekst van de wijziging ontbreekt.", "The operative text is missing.")


# --- the bill ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Bill:
    """What a budget bill's title says: its budgets by name and chapter, its year, whether it changes a budget."""

    budgets: tuple[tuple[str, str], ...] = ()
    year: int | None = None
    supplementary: bool = False

    def chapter(self, state: State | None) -> str | None:
        """Return the chapter of the begrotingsstaat that a clause means; ``None`` where it could be another."""
        chapters = list(dict.fromkeys(chapter for _, chapter in self.budgets))
        if state is not None and state.of is not None:
            named = re.search(r"\(([IVX]+[A-E]?|[A-Z])\)", state.of)
            if named:
                return named[1]
            wanted = _plain(state.of)
            fits = {chapter for name, chapter in self.budgets if name and (name in wanted or wanted in name)}
            return fits.pop() if len(fits) == 1 else None
        if len(chapters) == 1:
            return chapters[0]
        if state is not None and state.departmental:
            ministries = [chapter for name, chapter in self.budgets if "ministerie" in name]
            return ministries[0] if len(ministries) == 1 else None
        return None


def bill_of(title: str | None, dossier: Dossier | None = None) -> Bill:
    """Return what the title of a budget bill says (official field: Zaak.Titel of the bill)."""
    text = " ".join((title or "").split())
    named = re.findall(r"([^()]{2,300}?)\s*\(([IVX]+[A-E]?|[A-Z])\)", text)
    budgets = tuple(
        (_plain(re.sub(r"^.*\bbegrotingssta\w+\s+(?:van|voor)\b", "", name)), chapter)
        for name, chapter in named
    )
    if not budgets and dossier is not None and dossier.addition and not dossier.addition.isdigit():
        budgets = ((_plain(text), dossier.addition),)
    said = re.search(r"\bvoor (?:het jaar )?((?:19|20)\d\d)\b", text)
    years = {said[1]} if said else set(re.findall(r"\b(?:19|20)\d\d\b", text))
    return Bill(
        budgets,
        int(years.pop()) if len(years) == 1 else None,
        re.match(r"(?i)wijziging\b|.*\bsuppletoire\b", text) is not None,
    )


def is_budget(title: str | None) -> bool:
    """Return whether a bill's title is that of a budget."""
    return Feature.BUDGET in features_of(title)


def _plain(text: str) -> str:
    return re.sub(
        r"^(?:en |van |voor |het |de )+", "", " ".join(re.sub(r"[^\w ]", " ", text.lower()).split())
    )


# --- the operative text -----------------------------------------------------------------------------------------------


def ledger_of(paper: PaperText, title: str | None, ref: Paper | None = None) -> Ledger | None:
    """Return what an amendment would move; ``None`` where it is none, or not to a budget.

    ``title`` is that of the bill (Zaak.Titel), from which the chapter and the year follow; ``ref`` the paper's own
    where it does not state it. A paper without operative text gives a ledger that says so.
    """
    if paper.kind not in (Kind.AMENDMENT, Kind.SUB_AMENDMENT, None):
        return None
    if not is_budget(title) and not (title is None and _speaks_of_budget(paper)):
        return None
    ref = paper.ref or ref
    bill = bill_of(title, ref.dossier if ref else None)
    reader = _Operative(bill)
    reader.read(paper)
    ledger = Ledger(
        entries=tuple(reader.entries),
        texts=tuple(reader.texts),
        unread=tuple(reader.unread),
        supplementary=bill.supplementary,
    )
    explanation = paper.explanation or ()
    found = tuple(amount for paragraph in explanation for amount in amounts.said(paragraph))
    return replace(
        ledger,
        amounts=found,
        stated=_stated(ledger, found),
        cover=tuple(_covers(explanation, ledger, bill, ref.dossier if ref else None)),
    )


def with_ledgers(overview: Overview) -> Overview:
    """Return the overview with the ledger of each amendment to a budget whose paper it holds."""
    texts = {paper.of: paper.text for paper in overview.papers}
    if not texts:
        return overview

    def with_ledger(item: Proposal) -> Proposal:
        text = texts.get(item.ref) if item.ref is not None else None
        if text is None or item.kind not in (Kind.AMENDMENT, Kind.SUB_AMENDMENT):
            return item
        title = (
            overview.bill.title
            if overview.bill and overview.bill.title
            else item.title or overview.subject.title
        )
        ref = item.ref if isinstance(item.ref, Paper) else None
        return replace(item, ledger=ledger_of(text, title, ref))

    return replace(
        overview,
        amendments=tuple(with_ledger(item) for item in overview.amendments),
        other=tuple(with_ledger(item) for item in overview.other),
    )


def _speaks_of_budget(paper: PaperText) -> bool:
    words = [
        paper.lead or "",
        *(part for clause in paper.clauses for part in clause.content if isinstance(part, str)),
    ]
    return any("begrotingssta" in text for text in words)


_SENTENCE = re.compile(r"(?<=[.;:])(?<!\bnr\.)(?<!\bnrs\.)(?<!\bart\.)(?<!\bmln\.)(?<!\bmld\.)\s+(?=[A-Z«])")
_NUMBERED = re.compile(r"^(?:[a-z]|[A-Z]|\d{1,2})[.)]\s+(?=\w)|^[•*]\s*")
_MONEY = re.compile(
    r"€|\beuro|bedrag|begrotingss|verplichting|uitgave|ontvangst|verhoogd|verlaagd|miljoen|miljard|duizend|\bmln|\d[.\s]\d{3}"
    r"|mutatie|\braming",
    re.IGNORECASE,
)
# Of the begrotingsstaat, as a whole: with the money it holds. "In artikel 3 vervalt het woord ..." takes no money.
_LAPSES = re.compile(
    r"^(?:de\s+|het\s+)?(?!in\s)[^,;:]*\bartikel(?:en)?\s[^,;:«]*\bvervall?(?:t|en)\b\W*$", re.IGNORECASE
)
# The fixed sentence of the House above every amendment.
_FIXED = re.compile(r"(?:de\s+)?ondergeteken\w+\s+stel(?:t|len)\b", re.IGNORECASE)
_REPLACED = re.compile(
    r",?\s*(?:wordt|worden)(?:\s+de\s+tabel)?\s+vervangen\s+door(?:\s+(?:de\s+volgende|onderstaande)\s+tabel)?\s*[:.]?$",
    re.IGNORECASE,
)
_ARTICLE_HEAD = re.compile(
    r"(?:in\s+)?(?:begrotings|beleids)?artikel\s+\d{1,3}[a-z]?\b[^:;€]{0,160}:?", re.IGNORECASE
)
_OF_BILL = re.compile(r"\b(?:het|dit)\s+(?:voorstel\s+van\s+wet|wetsvoorstel)\b", re.IGNORECASE)
_BY = amounts.NUMBER.replace("whole", "by").replace("decimals", "by_cents")
_OLD = amounts.NUMBER.replace("whole", "old").replace("decimals", "old_cents")
_NEW = amounts.NUMBER.replace("whole", "new").replace("decimals", "new_cents")
_QUOTE = r"[«»„“”\"'‘’]?"
# "In het voorstel van wet wordt in artikel 3 het bedrag van de uitkeringen verlaagd met € 13.500.000."
_TEXT_CHANGE = re.compile(
    r"(?:in\s+het\s+(?:voorstel\s+van\s+wet|wetsvoorstel),?\s+(?:wordt\s+)?)?"
    r"in\s+artikel\s+(?P<article>\d{1,3}[a-z]?)(?:,?\s+(?:eerste|tweede|derde|vierde|vijfde)\s+lid)?,?"
    r"(?:\s+van\s+(?:het|dit)\s+(?:voorstel\s+van\s+wet|wetsvoorstel),?)?\s+(?:wordt\s+)?"
    r"(?:(?P<what>het\s+\w*bedrag(?:\s+(?:van|voor|aan|bedoeld)\s[^€]{2,160}?)?)\s+(?:wordt\s+)?)?"
    rf"(?:(?P<direction>verhoogd|verlaagd)\s+met\s+€\s*{_BY}"
    rf"|{_QUOTE}€\s*{_OLD}{_QUOTE}\s+(?:wordt\s+)?vervangen\s+door:?\s+{_QUOTE}€\s*{_NEW}{_QUOTE})\s*[.;]?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Above:
    """What the headings above a sentence say: where it stands; ``in_text``: in the bill's own text; or ``blocked``,
    why nothing below them can be read. ``lost``: a line that was not understood announces it ("Indien ...:").
    """

    place: Place = field(default_factory=Place)
    in_text: bool = False
    blocked: Words | None = None
    lost: bool = False


class _Operative:
    """Walks over the operative text: headings say where what follows stands, every other sentence must be read."""

    def __init__(self, bill: Bill) -> None:
        self.bill = bill
        self.entries: list[Entry] = []
        self.texts: list[TextChange] = []
        self.unread: list[NotRead] = []

    def read(self, paper: PaperText) -> None:
        lead = [text for text in _sentences((paper.lead or "").splitlines()) if not _FIXED.match(text)]
        above = self.clause(Clause(None, tuple(lead)), _Above())
        for clause in paper.clauses:
            # What stands above all parts ("De begrotingsstaat wordt als volgt gewijzigd:") holds for each of them.
            left = self.clause(clause, above)
            if clause.label is None:
                above = replace(left, place=replace(left.place, article=None, name=None, item=None))
        if not paper.clauses:
            self.unread.append(NotRead("", NO_TEXT))
        for text in paper.unread:
            if "bedrag" in text or "begrotingss" in text:
                self.unread.append(NotRead(text, clauses.UNKNOWN_FORM))

    def clause(self, clause: Clause, above: "_Above") -> "_Above":
        """Read one part below what its headings say; return what they say for what follows."""
        replacing: str | None = None
        for content in clause.content:
            if isinstance(content, Table):
                self.table(content, clause.label, above, replacing=replacing is not None)
                replacing = None
                continue
            for text in _sentences((content,)):
                if replacing is not None:
                    self.unread.append(NotRead(replacing, TABLE_MISSING, clause.label))
                    replacing = None
                words = clauses.mended(text)
                try:
                    headed = clauses.heading(words, above.place)
                except Unreadable as error:
                    in_text = _OF_BILL.search(words) is not None
                    above = replace(above, in_text=in_text, blocked=None if in_text else error.why)
                    continue
                if headed is not None:
                    above = _Above(headed, lost=above.lost)
                elif _REPLACED.search(words) and (there := _at(words, above.place)) is not None:
                    above, replacing = replace(above, place=there), text
                elif above.blocked is not None:
                    self.unread.append(NotRead(text, above.blocked, clause.label))
                elif _ARTICLE_HEAD.fullmatch(words):
                    # What stands below is of this article, and no longer of the one above it.
                    above = replace(above, place=replace(above.place, article=None, name=None, item=None))
                    self.sentence(text, words, clause.label, above)
                else:
                    self.sentence(text, words, clause.label, above)
                    announced = words.endswith(":") and not (above.in_text or _OF_BILL.search(words))
                    above = replace(above, lost=above.lost or announced)
        if replacing is not None:
            self.unread.append(NotRead(replacing, TABLE_MISSING, clause.label))
        return above

    def sentence(self, text: str, words: str, label: str | None, above: "_Above") -> None:
        why = clauses.UNKNOWN_FORM
        if above.in_text or (_OF_BILL.search(words) and "begrotingss" not in words):
            if changed := _text_change(words):
                self.texts.append(replace(changed, words=text, label=label))
                return
        elif not above.lost:
            try:
                self.add(clauses.sentence(words, above.place), text, label)
                return
            except Unreadable as error:
                why = error.why
        last = self.texts[-1] if self.texts else None
        if _MONEY.search(words) or (not (above.in_text or _OF_BILL.search(words)) and _LAPSES.search(words)):
            self.unread.append(NotRead(text, why, label))
        elif (
            last is not None and last.label == label and last.change is None
        ):  # the words of what is inserted
            self.texts[-1] = replace(last, words=f"{last.words} {text}")
        else:
            self.texts.append(TextChange(text, label=label))

    def table(self, held: Table, label: str | None, above: "_Above", *, replacing: bool) -> None:
        words = held.caption or " | ".join(held.header)
        try:
            if above.blocked is not None or above.in_text or above.lost:
                raise Unreadable(above.blocked or clauses.UNKNOWN_FORM)
            changes = tables.table(
                held, above.place, replacing=replacing, supplementary=self.bill.supplementary
            )
        except Unreadable as error:
            rows = (" | ".join(row) for row in held.rows)
            shown = "; ".join(part for part in (words, *rows) if part.strip(" |"))
            self.unread.append(NotRead(shown, error.why, label))
            return
        self.add(changes, words, label)

    def add(self, changes: Iterable[clauses.Change], words: str, label: str | None) -> None:
        for change in changes:
            place = change.place
            if change.change == 0 or place.article is None:
                continue
            self.entries.append(
                Entry(
                    article=place.article,
                    kind=change.kind,
                    change=change.change,
                    name=place.name,
                    item=place.item,
                    label=label,
                    chapter=self.bill.chapter(place.state),
                    year=place.year or self.bill.year,
                    words=words,
                )
            )


def _sentences(paragraphs: Iterable[str]) -> Iterator[str]:
    """Yield the sentences of paragraphs, their white space folded."""
    for paragraph in paragraphs:
        for text in _SENTENCE.split(_NUMBERED.sub("", " ".join(paragraph.split()))):
            if not re.fullmatch(
                r"(?:[a-zA-Z]|\d{1,2})?[\s.;:)]*", text
            ):  # no more than the number of a sentence
                yield text.strip()


def _at(words: str, place: Place) -> Place | None:
    """Return the place that "Artikel 3 Naam wordt vervangen door:" names, ``None`` where it names none."""
    head = _REPLACED.sub("", words)
    try:
        return clauses.heading(f"{head} wordt als volgt gewijzigd:", place)
    except Unreadable:
        return None


def _text_change(words: str) -> TextChange | None:
    """Return a change of an amount in the bill's own text, in whole euros; ``None`` where it is not of that form."""
    found = _TEXT_CHANGE.fullmatch(words)
    if found is None:
        return None

    def whole(name: str) -> int | None:
        value = amounts.number(found[name], found[f"{name}_cents"])
        return None if value is None else amounts.euros(value, 1)

    if found["by"]:
        by = whole("by")
        change = by if by is None or found["direction"].lower() == "verhoogd" else -by
    else:
        old, new = whole("old"), whole("new")
        change = None if old is None or new is None else new - old
    if change is None:
        return None
    return TextChange("", article=found["article"], what=found["what"], change=change)


# --- what the explanation says ----------------------------------------------------------------------------------------


def _stated(ledger: Ledger, found: tuple[int, ...]) -> Stated:
    """Return whether any amount that the explanation states is one that the ledger moves, alone or together."""
    if not found:
        return Stated.NOT_STATED
    figures = {abs(entry.change) for entry in ledger.entries}
    figures |= {abs(text.change) for text in ledger.texts if text.change}
    for kind in Money:
        of_kind = [entry for entry in ledger.entries if entry.kind is kind]
        by_article: dict[tuple[str | None, str], int] = {}
        for entry in of_kind:
            place = (entry.chapter, entry.article)
            by_article[place] = by_article.get(place, 0) + entry.change
        figures |= {abs(change) for change in by_article.values()}
        figures.add(sum(entry.change for entry in of_kind if entry.change > 0))
        figures.add(-sum(entry.change for entry in of_kind if entry.change < 0))
        figures.add(abs(sum(entry.change for entry in of_kind)))
    if (figures - {0}) & set(found):
        return Stated.AGREES
    return Stated.UNKNOWN if ledger.unread or not figures - {0} else Stated.DIFFERS


_COVER = re.compile(
    r"\b(?:be)?dek(?:king|t|ken)\b|\bgedekt\b|kasschui|onderuitputting|onderbesteding|juridisch\s+(?:nog\s+)?niet|niet[\s-]+juridisch",
    re.IGNORECASE,
)
_WAYS: tuple[tuple[CoverWay, str], ...] = (
    (CoverWay.CASH_SHIFT, r"kasschui"),
    (CoverWay.UNDERSPENDING, r"onderuitputting|onderbesteding|meevaller"),
    (CoverWay.NOT_COMMITTED, r"juridisch\s+(?:nog\s+)?niet|niet[\s-]+(?:nog\s+)?juridisch|niet\s+verplicht"),
    (
        CoverWay.OTHER_BILL,
        r"ter\s+dekking\s+van|dekking\s+(?:van|voor)\s+(?:het|een|de)?\s*(?:\w+\s+)?amendement|kamerstuk"
        r"|amendement\w*\s[^.]{0,80}\bbegroting\s+(?:van|voor)|\bop\s+de\s+[A-Z&]{2,8}-begroting",
    ),
)
_CITED = re.compile(
    r"(?P<dossier>\d\d[ .]?\d{3}(?:[ -](?:[IVX]+[A-E]?|[A-Z])\b)?),?\s*nrs?\.?\s*(?P<first>\d{1,4})"
    r"(?P<more>(?:\s*(?:,|en)\s*\d{1,4}\b)*)(?:\s*(?:t/m|tot\s+en\s+met)\s*(?P<last>\d{1,4}))?"
)


def _covers(
    explanation: Iterable[str], ledger: Ledger, bill: Bill, dossier: Dossier | None
) -> Iterator[Cover]:
    """Yield the sentences that say where the money comes from."""
    for text in _sentences(explanation):
        if not _COVER.search(text):
            continue
        papers = tuple(_cited(text))
        here = bool(papers) and all(
            paper.dossier == dossier for paper in papers
        )  # cited, and of this very bill
        named = [way for way, pattern in _WAYS if re.search(pattern, text, re.IGNORECASE)]
        ways = tuple(way for way in named if not (here and way is CoverWay.OTHER_BILL)) or (CoverWay.OTHER,)
        article = re.search(r"artikel\s+(\d{1,3})\b", text)
        years = [int(year) for year in re.findall(r"\b(20\d\d)\b(?!/)", text)]
        cover = Cover(
            words=text,
            ways=ways,
            article=article[1] if article else None,
            year=next((year for year in years if year != bill.year), None),
            papers=papers,
        )
        yield replace(cover, in_ledger=_in_ledger(cover, ledger))


def _in_ledger(cover: Cover, ledger: Ledger) -> bool | None:
    """Return whether the operative text itself moves the money of which a cover speaks; ``None``: it cannot be told."""
    if ledger.unread:
        return None
    if CoverWay.OTHER_BILL in cover.ways:
        return False
    if CoverWay.CASH_SHIFT in cover.ways and cover.year is not None:
        return any(entry.year == cover.year for entry in ledger.entries)
    released = [e for e in ledger.entries if (e.change > 0) == (e.kind is Money.RECEIPTS)]
    if cover.article is not None:
        return any(entry.article == cover.article for entry in released)
    if not released:
        return False
    return True if ledger.covered else None


def _cited(text: str) -> Iterator[Paper]:
    """Yield the papers that a sentence cites with their dossier ("Kamerstukken II 2015/16, 34 300-VIII, nr. 95")."""
    for found in _CITED.finditer(text):
        numbers = [found["first"], *re.findall(r"\d+", found["more"])]
        if found["last"] and 0 < int(found["last"]) - int(numbers[-1]) <= 100:
            numbers += [str(each) for each in range(int(numbers[-1]) + 1, int(found["last"]) + 1)]
        for each in numbers:
            try:
                ref = refs.parse(f"{found['dossier']}, nr. {each}")
            except BadReference:
                continue
            if isinstance(ref, Paper):
                yield ref
