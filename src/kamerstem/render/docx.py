"""The overview as a Word file that a clerk can go on with: real styles, headings, fields, tables with header rows.

The only module that imports python-docx. Every paragraph has a named style, and ``STYLES`` says what each is for; an
office that has a house style gives a Word file in which these styles look as it wants. No clock: the same overview
gives the same bytes.
"""

import datetime as dt
import io
import zipfile
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, cast

from kamerstem.errors import InputError
from kamerstem.language import Lang
from kamerstem.model import form, plain_words
from kamerstem.model.overview import Overview
from kamerstem.model.votes import Decision
from kamerstem.render import charts, extras, items, money, typesetting
from kamerstem.render.document import Document, Entry, Outcome, compose, guarded
from kamerstem.render.docx_styles import (
    ADDED,
    ARTICLE,
    BODY,
    EXPLANATION,
    HEADER,
    ITEM,
    LISTS,
    NOTE,
    NUMBER,
    RELATION,
    RESULT,
    SECTION,
    STYLES,
    SUBJECT,
    WIDTH,
    add_table,
    element,
    plain_document,
)

if TYPE_CHECKING:
    from docx.document import Document as Word
    from docx.table import Table
    from docx.text.paragraph import Paragraph

MOST_BYTES, MOST_UNPACKED = 20_000_000, 100_000_000
_EARLIEST = dt.datetime(1980, 1, 1)  # what a zip file calls no date
_TOGETHER = 1500  # characters of a proposal that is kept on one page
_WHOLE = 28  # rows of a table that a page holds for sure


def render(overview: Overview, lang: Lang = "nl", template: bytes | None = None) -> bytes:
    """Return the overview as a Word file (.docx), the same bytes for the same overview.

    ``template`` is a Word file whose styles, page and headers are used; its text is left out. Raises InputError when it
    is no Word file or lacks one of ``STYLES``.
    """
    word = plain_document() if template is None else _house_style(template)
    _Writer(word, overview, lang, own_page=template is None).write()
    packed = io.BytesIO()
    word.save(packed)
    return repacked(packed.getvalue(), extras.stamp(overview))


def _house_style(template: bytes) -> "Word":
    import docx
    from docx.oxml.ns import qn

    _refuse_unpackable(template)
    try:
        word = docx.Document(io.BytesIO(template))
        names = {style.name for style in word.styles}
    except Exception:  # whatever a broken file makes of the libraries that read it
        raise _no_word_file() from None
    if missing := [name for name in STYLES if name not in names]:
        listed = ", ".join(f"'{name}'" for name in missing)
        raise InputError(
            f"Het Word-bestand van --template mist deze stijlen: {listed}. Begin met een overzicht dat Kamerstem als"
            " Word-bestand schrijft, pas daarin de stijlen aan en geef dat als --template.",
            f"The Word file of --template lacks these styles: {listed}. Start from an overview that Kamerstem writes as"
            " a Word file, change its styles and give that as --template.",
        )
    body = word.element.body
    for child in list(body):
        if child.tag != qn("w:sectPr"):
            body.remove(child)
    return word


def _refuse_unpackable(template: bytes) -> None:
    try:
        if len(template) > MOST_BYTES:
            raise ValueError
        with zipfile.ZipFile(io.BytesIO(template)) as packed:
            if sum(part.file_size for part in packed.infolist()) > MOST_UNPACKED:
                raise ValueError
    except (ValueError, zipfile.BadZipFile, NotImplementedError, OSError):
        raise _no_word_file() from None


def _no_word_file() -> InputError:
    return InputError(
        "Het bestand van --template is geen Word-bestand (.docx), of het is beschadigd of te groot. Bewaar de huisstijl"
        " in Word als .docx en geef dat bestand.",
        "The file of --template is no Word file (.docx), or it is damaged or too large. Save the house style in Word"
        " as .docx and give that file.",
    )


def repacked(data: bytes, stamp: dt.datetime | None) -> bytes:
    """Return the package with every part dated alike, so that the clock leaves no trace."""
    moment = max(stamp.replace(tzinfo=None), _EARLIEST) if stamp else _EARLIEST
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            info = zipfile.ZipInfo(part.filename, moment.timetuple()[:6])
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            info.create_system = 3
            new.writestr(info, old.read(part))
    return packed.getvalue()


class _Writer:
    def __init__(self, word: "Word", overview: Overview, lang: Lang, *, own_page: bool) -> None:
        self.word = word
        self.overview = overview
        self.lang = lang
        self.own_page = own_page
        self.document: Document = compose(overview, lang)
        self.bookmarks = 0
        self.entry: list[Paragraph] = []  # the paragraphs of the proposal that is being written
        # By name, once: python-docx looks at every style for each paragraph that it gives one.
        self.styles = {style.name: style.style_id for style in word.styles}

    def write(self) -> None:
        document = self.document
        self._properties()
        self._headers()
        self._paragraph(document.concerning, BODY)
        self._paragraph(document.number, NUMBER)
        if document.title:
            self._prose(document.title, SUBJECT)
        if document.final is not None:
            self._paragraph(document.final_heading, SECTION)
            for outcome in document.final.outcomes:
                self._outcome(outcome)
                if outcome.decision is not None:
                    self._seats(outcome.decision)
            self._notes("/bill")
        self._outcomes()
        for line in (*document.days, document.method):
            if line:
                self._paragraph(line, BODY)
        for section in document.sections:
            self._paragraph(section.heading, SECTION)
            for articles, entries in section.groups:
                if articles is not None:
                    self._paragraph(articles, ARTICLE)
                for whole in entries:
                    for depth, entry in whole.with_those_under():
                        self._entry(entry, depth, level=2 if articles is None else 3)
        for heading, lines in extras.closing(self.overview, self.lang):
            self._added_heading(heading)
            for line in lines:
                self._paragraph(line, ADDED)
        for line in extras.last_words(self.overview, self.lang):
            self._paragraph(line, ADDED)

    # --- the file and its pages ---

    def _properties(self) -> None:
        from docx.oxml.ns import qn

        properties = self.word.core_properties
        properties.title = extras.full_title(self.overview, self.lang)
        properties.subject = clean(items.title(self.overview, self.lang))[:255]
        properties.language = "nl-NL" if self.lang == "nl" else "en-GB"
        properties.author = properties.last_modified_by = "Kamerstem"
        properties.comments = properties.category = properties.keywords = ""
        properties.revision = 1
        stamp = extras.stamp(self.overview)
        if stamp is not None:
            properties.created = properties.modified = stamp.replace(tzinfo=None)
        else:
            element = cast(Any, properties)._element
            for name in ("dcterms:created", "dcterms:modified"):
                for dated in element.findall(qn(name)):
                    element.remove(dated)
        defaults = self.word.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
        if defaults is not None:
            defaults.set(qn("w:val"), properties.language)

    def _headers(self) -> None:
        """Write "datum", "dossier" and "blad" above every page but the first, unless the house style has its own."""
        section = self.word.sections[0]
        if not self.own_page and any(paragraph.text.strip() for paragraph in section.header.paragraphs):
            return
        header = section.header
        for paragraph in header.paragraphs[1:]:
            cast(Any, paragraph)._p.getparent().remove(paragraph._p)
        first = header.paragraphs[0]
        for name, value in extras.furniture(self.overview, self.lang):
            before = first.insert_paragraph_before(f"{name}\t{value}")
            self._styled(before, HEADER)
        first.text = f"{extras.SHEET.in_(self.lang)}\t"
        self._styled(first, HEADER)
        _field(first, "PAGE", "2")

    # --- paragraphs ---

    def _paragraph(self, text: str, style: str, *, depth: int = 0) -> "Paragraph":
        from docx.shared import Mm

        paragraph = self.word.add_paragraph()
        self._styled(paragraph, style)
        mark = form.PROSE if text.startswith(form.PROSE) else ""  # clean() takes it for an invisible letter
        paragraph.add_run(mark + clean(text))
        if depth:
            paragraph.paragraph_format.left_indent = Mm(7 * depth)
        self.entry.append(paragraph)
        return paragraph

    def _styled(self, paragraph: "Paragraph", style: str) -> None:
        cast(Any, paragraph)._p.style = self.styles[style]

    def _prose(self, text: str, style: str, *, depth: int = 0) -> "Paragraph":
        paragraph = self._paragraph(guarded(clean(text), title=style == SUBJECT), style, depth=depth)
        self._in_dutch(paragraph)
        return paragraph

    def _in_dutch(self, paragraph: "Paragraph") -> None:
        """Say that what the House wrote is Dutch, in a document that is not."""
        if self.lang == "nl":
            return
        for run in paragraph.runs:
            element(run._r.get_or_add_rPr(), "w:lang", {"w:val": "nl-NL"})

    def _labelled(self, text: str, style: str, *, depth: int = 0) -> "Paragraph":
        """Write "Voor: SP en CDA." with what comes before the colon in bold."""
        paragraph = self._paragraph("", style, depth=depth)
        label, colon, rest = clean(text).partition(":")
        paragraph.runs[0].text = label + colon
        paragraph.runs[0].bold = True
        paragraph.add_run(rest)
        return paragraph

    def _added_heading(self, text: str) -> None:
        paragraph = self._paragraph(text, ADDED)
        paragraph.runs[0].bold = True
        paragraph.paragraph_format.keep_with_next = True
        element(paragraph._p.get_or_add_pPr(), "w:outlineLvl", {"w:val": "0"})

    # --- one proposal ---

    def _entry(self, entry: Entry, depth: int, *, level: int) -> None:
        depth = min(depth, 2)
        self.entry = []
        head = self._paragraph(entry.head, ITEM, depth=depth)
        self._in_dutch(head)
        self._bookmark(head, _anchor(entry.pointer))
        if level + depth != 3:  # the outline leaves no level out
            element(head._p.get_or_add_pPr(), "w:outlineLvl", {"w:val": str(level + depth - 1)})
        for line in entry.relations:
            self._paragraph(line, RELATION, depth=depth)
        if about := extras.about(entry, self.lang):
            self._paragraph(" ".join(about), ADDED, depth=depth)
        if entry.explanation == ():
            self._paragraph(form.NO_EXPLANATION.in_(self.lang), BODY, depth=depth)
        for text in entry.explanation or ():
            self._prose(text, EXPLANATION, depth=depth)
        for outcome in entry.outcomes:
            self._outcome(outcome, depth)
        if (
            extras.length(entry) <= _TOGETHER
        ):  # a proposal stands on one page with its explanation and its result
            for paragraph in self.entry[:-1]:
                paragraph.paragraph_format.keep_with_next = True
        self._moved(entry, depth)
        self._notes(entry.pointer, depth)

    def _outcome(self, outcome: Outcome, depth: int = 0) -> None:
        said = self._paragraph(outcome.sentence, RESULT if outcome.decision else BODY, depth=depth)
        said.paragraph_format.keep_with_next = bool(outcome.lines) or None
        for names in outcome.lines:
            paragraph = self._labelled(names, LISTS)
            if depth:
                from docx.shared import Mm

                paragraph.paragraph_format.left_indent = Mm(7 * depth + 5)
        if outcome.decision is not None:
            added = extras.explained(outcome.decision, self.lang, self.overview)
            if added:
                self._paragraph(" ".join(added), ADDED, depth=depth)

    def _moved(self, entry: Entry, depth: int) -> None:
        table, remarks = extras.moved(entry.proposal, self.lang)
        if table is not None:
            caption = self._paragraph(money.MOVED.in_(self.lang), ADDED, depth=depth)
            caption.paragraph_format.keep_with_next = True
            first, amounts = len(table.words), len(table.amounts)
            rows = [(*words, *figures) for words, figures in table.lines(self.lang)]
            self._table(
                (*table.words, *table.amounts),
                rows[:-1] if table.totals else rows,
                widths=(*(22,) * (first - 1), WIDTH - 32 * amounts - 22 * (first - 1), *(32,) * amounts),
                right=range(first, first + amounts),
                last=rows[-1] if table.totals else None,
                described=money.MOVED.in_(self.lang),
                whole=len(rows) < _WHOLE,
            )
        for remark in remarks:
            self._paragraph(remark, ADDED, depth=depth)

    def _notes(self, pointer: str, depth: int = 0) -> None:
        for word, words in extras.notes(self.overview, pointer, self.lang):
            self._labelled(f"{word}: {words}", NOTE, depth=depth)

    # --- drawings and tables ---

    def _seats(self, decision: Decision) -> None:
        from docx.shared import Mm

        table = extras.seats(decision, self.lang)
        drawing = charts.picture(decision, self.lang, figures=True)
        if table is None or not drawing:
            return
        picture = self._paragraph("", ADDED)
        picture.paragraph_format.keep_with_next = True
        shape = picture.runs[0].add_picture(io.BytesIO(typesetting.png(drawing)), width=Mm(76))
        properties = cast(Any, shape)._inline.docPr
        properties.set("descr", charts.described(decision, self.lang))
        properties.set("title", table.caption)
        self._paragraph(charts.capital_order(self.lang), ADDED)
        self._table(
            (table.party, *(name for _, name in table.sides)),
            [(name, *numbers) for name, numbers in table.rows],
            widths=(58, *(24,) * len(table.sides)),
            right=range(1, len(table.sides) + 1),
            last=(table.total, *table.totals),
            described=table.caption,
            whole=len(table.rows) < _WHOLE,
        )

    def _outcomes(self) -> None:
        rows = extras.outcomes(self.overview, self.lang)
        if not rows:
            return
        self._added_heading(extras.OUTCOMES.in_(self.lang))
        words = (extras.NUMBER, extras.SUBJECT, extras.OUTCOME, extras.TALLY)
        table = self._table(
            tuple(word.in_(self.lang) for word in words),
            [(row.number, f"{row.subject} ({row.by})", row.outcome, row.tally) for row in rows],
            widths=(15, 86, 26, 23),
            right=(3,),
            described=extras.OUTCOMES.in_(self.lang),
        )
        for row, cells in zip(rows, list(table.rows)[1:], strict=True):
            self._in_dutch(cells.cells[1].paragraphs[0])
            _link(cells.cells[1].paragraphs[0], _anchor(row.pointer))

    def _table(
        self,
        header: tuple[str, ...],
        rows: Iterable[tuple[str, ...]],
        *,
        widths: tuple[int, ...],
        right: Iterable[int],
        last: tuple[str, ...] | None = None,
        described: str,
        whole: bool = False,
    ) -> "Table":
        """Write a table with its header on every page; ``widths`` in millimetres, ``whole``: all of it on one."""
        table = add_table(
            self.word, header, rows, widths=widths, right=right, last=last, described=described, whole=whole
        )
        self._paragraph("", ADDED)  # what follows a table needs room above it
        return table

    def _bookmark(self, paragraph: "Paragraph", name: str) -> None:
        self.bookmarks += 1
        start = element(paragraph._p, "w:bookmarkStart", {"w:id": str(self.bookmarks), "w:name": name})
        paragraph._p.remove(start)
        paragraph._p.insert(1 if paragraph._p.pPr is not None else 0, start)
        element(paragraph._p, "w:bookmarkEnd", {"w:id": str(self.bookmarks)})


def clean(text: str) -> str:
    """Return a text without what XML cannot hold."""
    return plain_words.clean(text)


def _anchor(pointer: str) -> str:
    return f"item{pointer.replace('/', '_')}"[:40]


def _field(paragraph: "Paragraph", code: str, shown: str) -> None:
    """Add a field that Word works out itself, such as the number of the page."""
    run = paragraph.add_run()._r
    element(run, "w:fldChar", {"w:fldCharType": "begin"})
    run = paragraph.add_run()._r
    element(run, "w:instrText", {"xml:space": "preserve"}).text = f" {code} "
    run = paragraph.add_run()._r
    element(run, "w:fldChar", {"w:fldCharType": "separate"})
    paragraph.add_run(shown)
    run = paragraph.add_run()._r
    element(run, "w:fldChar", {"w:fldCharType": "end"})


def _link(paragraph: "Paragraph", anchor: str) -> None:
    """Make a link within the document of all that a paragraph says."""
    runs = [run._r for run in paragraph.runs]
    link = element(paragraph._p, "w:hyperlink", {"w:anchor": anchor, "w:history": "1"})
    for run in runs:
        link.append(run)
