"""What is drawn on a page of a PDF: lines through words, shapes over and under them, filled-in fields and notes."""

import ctypes
import math
from collections import Counter
from collections.abc import Iterator
from statistics import median
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from kamerstem.dataclasses import dataclass
from kamerstem.language import Words
from kamerstem.readers.ruled import Rule
from kamerstem.readers.shown import named

THIN = 2.5
"""Points: a line drawn through words is no thicker, unless it is drawn over them."""
_QUARTER = math.pi / 2
_SKEWED = 0.26  # radians: a scan is no further from level; what is runs across the page
LEVEL = 0.003
"""Radians: a line that is no further from level is level."""
_DEEPEST = 4  # drawings within drawings
_MOST = 100_000  # objects of a page that are looked at
_BAND = 20  # points: shapes are looked for by bands of the page so high
_BANDS = 1_000  # that one shape reaches
_OPAQUE = 250  # of 255
_LONGEST = 100_000  # bytes of what is written in a field or note
_FIELD = Words("een ingevuld veld", "a field that was filled in")
_NOTE = Words("een notitie", "a note")
_WITH_WORDS = {raw.FPDF_ANNOT_WIDGET: ("V", _FIELD), raw.FPDF_ANNOT_FREETEXT: ("Contents", _NOTE)}
_NOTES = frozenset(
    {raw.FPDF_ANNOT_TEXT, raw.FPDF_ANNOT_HIGHLIGHT, raw.FPDF_ANNOT_UNDERLINE, raw.FPDF_ANNOT_STRIKEOUT}
)
_SILENT = frozenset({raw.FPDF_ANNOT_LINK, raw.FPDF_ANNOT_POPUP})


@dataclass(frozen=True, slots=True)
class Box:
    """A stretch of the page in points, and when it was drawn."""

    left: float
    bottom: float
    right: float
    top: float
    order: int

    def holds(self, x: float, y: float) -> bool:
        """Return whether a point lies in it."""
        return self.left < x < self.right and self.bottom < y < self.top


@dataclass(frozen=True, slots=True)
class Matrix:
    """How what is drawn within a drawing is moved and turned on the page."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point goes."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def box(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """Return the upright box around where a box goes."""
        corners = [self.point(x, y) for x in (left, right) for y in (bottom, top)]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        return min(xs), min(ys), max(xs), max(ys)

    def then(self, inner: "Matrix") -> "Matrix":
        """Return the two as one, the inner first."""
        e, f = self.point(inner.e, inner.f)
        return Matrix(
            self.a * inner.a + self.c * inner.b, self.b * inner.a + self.d * inner.b,
            self.a * inner.c + self.c * inner.d, self.b * inner.c + self.d * inner.d, e, f,
        )  # fmt: skip


UPRIGHT = Matrix()
"""As it is."""


class Drawn:
    """What is drawn on a page beside its letters; ``turn`` makes the direction in which most of those run upright."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        self.order: dict[int, int] = {}  # of each text object
        self._strokes: dict[int, list[Box]] = {}  # by the whole of their height
        self._over: dict[int, list[Box]] = {}  # by the bands of the page that they reach
        self._under: list[Box] = []
        self._slanted: list[Box] = []
        self.rules: list[Rule] = []
        self._count = 0
        objects = [(each, matrix, self._count) for each, matrix in self._objects(page.raw, Matrix(), 0)]
        self.turn = _turn(objects)
        for object_, matrix, order in objects:
            self._take(object_, self.turn.then(matrix), order)

    def _objects(self, holder: Any, matrix: Matrix, depth: int) -> Iterator[tuple[Any, Matrix]]:
        within = depth > 0
        count = (raw.FPDFFormObj_CountObjects if within else raw.FPDFPage_CountObjects)(holder)
        get = raw.FPDFFormObj_GetObject if within else raw.FPDFPage_GetObject
        for index in range(max(count, 0)):
            object_ = get(holder, index)
            self._count += 1
            if not object_ or self._count > _MOST:
                return
            if raw.FPDFPageObj_GetType(object_) == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
                yield from self._objects(object_, matrix.then(_matrix(object_)), depth + 1)
            else:
                yield object_, matrix

    def _take(self, object_: Any, matrix: Matrix, order: int) -> None:
        kind = raw.FPDFPageObj_GetType(object_)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            self.order[address(object_)] = order
            return
        bounds = _bounds(object_)
        if bounds is None:
            return
        box = Box(*matrix.box(*bounds), order)
        if kind == raw.FPDF_PAGEOBJ_PATH:
            self._path(object_, matrix, box)
        else:
            self._under.append(box)
            if kind == raw.FPDF_PAGEOBJ_IMAGE and not raw.FPDFPageObj_HasTransparency(object_):
                self._lay(box)

    def _path(self, path: Any, matrix: Matrix, box: Box) -> None:
        filled, stroked = _mode(path)
        points = _points(path, matrix)
        if stroked and not filled and len(points) == 2:
            box = _line(points, _width(path), box.order)
        height, width = box.top - box.bottom, box.right - box.left
        self._rule(box, framed=stroked and _is_upright(points))
        if height < THIN and width > 2 * THIN:
            middle = (box.bottom + box.top) / 2
            self._strokes.setdefault(math.floor(middle), []).append(box)
            return
        if stroked and not filled and len(points) == 2:
            (x0, y0), (x1, y1) = points
            if abs(x0 - x1) > THIN and abs(y0 - y1) > THIN:
                self._slanted.append(box)
            else:
                self._lay(box)
        elif filled:
            self._under.append(box)
            if _is_upright(points) and not raw.FPDFPageObj_HasTransparency(path):
                self._lay(box)

    def _rule(self, box: Box, *, framed: bool) -> None:
        """Take a line that may part the cells of a table, or the four of a frame."""
        level, upright = box.top - box.bottom < THIN, box.right - box.left < THIN
        if level is not upright:
            at = (box.bottom + box.top) / 2 if level else (box.left + box.right) / 2
            start, end = (box.left, box.right) if level else (box.bottom, box.top)
            self.rules.append(Rule(level, at, start, end))
        elif framed and not level:
            self.rules += [Rule(True, at, box.left, box.right) for at in (box.bottom, box.top)]
            self.rules += [Rule(False, at, box.bottom, box.top) for at in (box.left, box.right)]

    def _lay(self, box: Box) -> None:
        """Take a shape that may lie over letters; a border of a table is too narrow for that."""
        if box.right - box.left > 2 * THIN:
            first = math.floor(box.bottom / _BAND)
            for band in range(first, min(math.floor(box.top / _BAND), first + _BANDS) + 1):
                self._over.setdefault(band, []).append(box)

    def _laid(self, y: float) -> list[Box]:
        return self._over.get(math.floor(y / _BAND), [])

    def strike(self, box: Box) -> None:
        """Take a line through words that a note on the page draws."""
        middle = (box.bottom + box.top) / 2
        self._strokes.setdefault(math.floor(middle), []).append(
            Box(box.left, middle, box.right, middle, box.order)
        )

    def near(self, base: float, size: float, order: int) -> "Near":
        """Return what is drawn through and over the letters of a size on a baseline."""
        low, high, at = base + 0.12 * size, base + 0.5 * size, base + 0.25 * size
        middle = (low + high) / 2
        through = [
            box
            for whole in range(math.floor(low), math.floor(high) + 1)
            for box in self._strokes.get(whole, ())
            if low < (box.bottom + box.top) / 2 < high
        ]
        through += [
            box
            for box in self._laid(middle)
            if box.order > order and box.top - box.bottom < 0.8 * size and box.bottom < middle < box.top
        ]
        over = [box for box in self._laid(at) if box.order > order and box.bottom < at < box.top]
        return Near(
            (base, size, order),
            [(box.left, box.right) for box in through],
            [
                (box.left, box.right)
                for box in (*over, *(box for box in self._slanted if box.bottom < at < box.top))
            ],
        )

    def has_ground(self, x: float, y: float, order: int) -> bool:
        """Return whether anything is drawn under a letter, so that a white one may show."""
        return any(box.order < order and box.holds(x, y) for box in self._under)


@dataclass(slots=True)
class Near:
    """The stretches of a line of letters that something is drawn through (``through``) or over (``over``)."""

    of: tuple[float, float, int]
    through: list[tuple[float, float]]
    over: list[tuple[float, float]]

    def strikes(self, x: float) -> bool:
        """Return whether a line is drawn through a letter: who reads the page reads it as taken out."""
        return bool(self.through) and any(left < x < right for left, right in self.through)

    def covers(self, x: float) -> bool:
        """Return whether a shape lies over a letter, or a slanted line is drawn over the words it stands in."""
        return bool(self.over) and any(left < x < right for left, right in self.over)


def address(object_: Any) -> int:
    """Return where an object of pdfium lies, 0 for none: what two mentions of it share."""
    return ctypes.c_void_p.from_buffer(object_).value or 0


def _turn(objects: list[tuple[Any, Matrix, int]]) -> Matrix:
    """Return what turns a page so that the direction in which most of its letters run is upright."""
    angles: list[tuple[float, float]] = []
    for object_, matrix, _ in objects:
        bounds = _bounds(object_) if raw.FPDFPageObj_GetType(object_) == raw.FPDF_PAGEOBJ_TEXT else None
        if bounds is not None:
            whole = matrix.then(_matrix(object_))
            angles.append((math.atan2(whole.b, whole.a), max(bounds[2] - bounds[0], bounds[3] - bounds[1])))
    quarters: Counter[int] = Counter()
    for angle, length in angles:
        quarter = round(angle / _QUARTER)
        if abs(angle - quarter * _QUARTER) < _SKEWED:
            quarters[quarter % 4] += math.ceil(length)
    if not quarters:
        return UPRIGHT
    quarter = quarters.most_common(1)[0][0]
    skews = [(angle - quarter * _QUARTER + math.pi) % (2 * math.pi) - math.pi for angle, _ in angles]
    skew = median(each for each in skews if abs(each) < _SKEWED)
    return _turned_back(quarter * _QUARTER + (skew if abs(skew) > LEVEL else 0.0))


def _turned_back(angle: float) -> Matrix:
    if not angle:
        return UPRIGHT
    cosine, sine = round(math.cos(angle), 12), round(math.sin(angle), 12)
    return Matrix(cosine, -sine, sine, cosine)


def _bounds(object_: Any) -> tuple[float, float, float, float] | None:
    bounds = [ctypes.c_float() for _ in range(4)]
    if not raw.FPDFPageObj_GetBounds(object_, *bounds):
        return None
    left, bottom, right, top = (each.value for each in bounds)
    return left, bottom, right, top


def _matrix(object_: Any) -> Matrix:
    found = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(object_, found):
        return Matrix()
    return Matrix(found.a, found.b, found.c, found.d, found.e, found.f)


def _mode(path: Any) -> tuple[bool, bool]:
    """Return whether a path is filled with a colour that hides what is under it, and whether its line is drawn."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, fill, stroke)
    return fill.value != raw.FPDF_FILLMODE_NONE and colour(path)[3] >= _OPAQUE, bool(stroke.value)


def colour(object_: Any) -> tuple[int, int, int, int]:
    """Return the colour that an object is filled with: red, green, blue and how opaque, of 255."""
    parts = [ctypes.c_uint() for _ in range(4)]
    if not raw.FPDFPageObj_GetFillColor(object_, *parts):
        return (0, 0, 0, 255)
    red, green, blue, opaque = (part.value for part in parts)
    return red, green, blue, opaque


def _points(path: Any, matrix: Matrix) -> list[tuple[float, float]]:
    """Return the corners of a path of straight lines; none where it is longer or bent."""
    count = raw.FPDFPath_CountSegments(path)
    if not 2 <= count <= 6:
        return []
    x, y = ctypes.c_float(), ctypes.c_float()
    own = matrix.then(_matrix(path))
    points: list[tuple[float, float]] = []
    for index in range(count):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        bent = raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_BEZIERTO
        if bent or not raw.FPDFPathSegment_GetPoint(segment, x, y):
            return []
        points.append(own.point(x.value, y.value))
    return points


def _width(path: Any) -> float:
    width = ctypes.c_float()
    return width.value if raw.FPDFPageObj_GetStrokeWidth(path, width) else 1.0


def _line(points: list[tuple[float, float]], width: float, order: int) -> Box:
    """Return the box of a straight line of a width."""
    (x0, y0), (x1, y1) = points
    half = width / 2
    if abs(y0 - y1) <= abs(x0 - x1):
        return Box(min(x0, x1), min(y0, y1) - half, max(x0, x1), max(y0, y1) + half, order)
    return Box(min(x0, x1) - half, min(y0, y1), max(x0, x1) + half, max(y0, y1), order)


def _is_upright(points: list[tuple[float, float]]) -> bool:
    """Return whether a path is a rectangle that stands upright, so that its box is all of it."""
    xs, ys = {round(x, 1) for x, _ in points}, {round(y, 1) for _, y in points}
    return len(points) >= 4 and len(xs) == 2 and len(ys) == 2


# --- fields and notes -------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Notes:
    """What is put on a page afterwards: whether any of it is drawn, what is not, and lines through words."""

    drawn: bool
    lost: list[Words]
    strikes: list[Box]


def notes(page: pdfium.PdfPage) -> Notes:
    """Return the fields and notes of a page; what they draw is read as the page's own once it is flattened."""
    found = Notes(False, [], [])
    for index in range(min(max(raw.FPDFPage_GetAnnotCount(page.raw), 0), 1000)):
        note = raw.FPDFPage_GetAnnot(page.raw, index)
        if not note:
            continue
        kind = raw.FPDFAnnot_GetSubtype(note)
        hidden = raw.FPDFAnnot_GetFlags(note) & (raw.FPDF_ANNOT_FLAG_HIDDEN | raw.FPDF_ANNOT_FLAG_NOVIEW)
        if kind not in _SILENT and not hidden:
            _note(note, kind, found)
        raw.FPDFPage_CloseAnnot(note)
    return found


def _note(note: Any, kind: int, found: Notes) -> None:
    if raw.FPDFAnnot_GetAP(note, raw.FPDF_ANNOT_APPEARANCEMODE_NORMAL, None, 0) > 2:
        found.drawn = True
    elif kind in _WITH_WORDS:
        key, what = _WITH_WORDS[kind]
        if said := _string(note, key):
            found.lost.append(named(what, said))
    if kind in _NOTES and (said := _string(note, "Contents")):
        found.lost.append(named(_NOTE, said))
    if kind == raw.FPDF_ANNOT_STRIKEOUT:
        found.strikes += _quads(note)


def _string(note: Any, key: str) -> str:
    size = raw.FPDFAnnot_GetStringValue(note, key.encode(), None, 0)
    if not 2 < size < _LONGEST:
        return ""
    buffer = (ctypes.c_ushort * (size // 2 + 1))()
    raw.FPDFAnnot_GetStringValue(note, key.encode(), buffer, size)
    return bytes(buffer)[: size - 2].decode("utf-16-le", "replace").strip()


def _quads(note: Any) -> Iterator[Box]:
    quad = raw.FS_QUADPOINTSF()
    for index in range(min(raw.FPDFAnnot_CountAttachmentPoints(note), 1000)):
        if raw.FPDFAnnot_GetAttachmentPoints(note, index, quad):
            xs, ys = (quad.x1, quad.x2, quad.x3, quad.x4), (quad.y1, quad.y2, quad.y3, quad.y4)
            yield Box(min(xs), min(ys), max(xs), max(ys), 0)
