"""A packed document (Word or OpenDocument): a zip of XML, its parts opened with limits.

Before any part is parsed the directory is looked at: how many parts, how large they would become, and whether one holds
a document type, which no such file has and which is how XML reaches outside.
"""

import io
import posixpath
import zipfile
from typing import Any

from lxml import etree

from kamerstem.errors import NotAnOverview
from kamerstem.language import Words
from kamerstem.readers.unreadable import broken

MAX_PARTS = 2_000
MAX_UNPACKED = 60_000_000  # bytes of all parts together
MAX_RATIO = 200  # times the packed size, beyond the first megabyte

_OPEN_DOCUMENT = "application/vnd.oasis.opendocument.text"
_OTHERS = (
    ("xl/workbook.xml", Words("een Excel-bestand", "an Excel file")),
    ("ppt/presentation.xml", Words("een PowerPoint-bestand", "a PowerPoint file")),
)
# What Word calls things in a file that it saves as "strict", and in any other.
_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/drawingml/main",
        b"http://schemas.openxmlformats.org/drawingml/2006/main",
    ),
)
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


class Package:
    """The parts of a packed document.

    Opening one raises NotAnOverview for a zip that is something else, a bomb, encrypted, broken, or XML with a document
    type.
    """

    def __init__(self, data: bytes) -> None:
        self.open_document = look(data)
        self._packed = zipfile.ZipFile(io.BytesIO(data))
        self.names = {info.filename for info in self._packed.infolist()}

    def data(self, name: str) -> bytes:
        """Return a part's bytes; none where it is not there."""
        return _some(self._packed, name, MAX_UNPACKED + 1) if name in self.names else b""

    def xml(self, name: str) -> Any:
        """Return the root of a part, its names those of a file that is not "strict"; ``None`` where it is not there."""
        data = self.data(name)
        if not data:
            return None
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
        )
        if b"\0" in data[:4]:
            data = etree.tostring(etree.fromstring(data, parser))
        for strict, usual in _STRICT:
            data = data.replace(strict, usual)
        return etree.fromstring(data, parser)

    def related(self, name: str) -> dict[str, tuple[str, str]]:
        """Return what a part of a Word file points at within the file: kind and name, by the mark of the relation."""
        folder, _, file = name.rpartition("/")
        root = self.xml(posixpath.join(folder, "_rels", f"{file}.rels"))
        if root is None:
            return {}
        return {
            each.get("Id", ""): (
                each.get("Type", "").rpartition("/")[2],
                posixpath.normpath(posixpath.join("/", folder, each.get("Target", ""))).lstrip("/"),
            )
            for each in root.iter(_RELATION)
            if each.get("TargetMode") != "External"
        }

    def one(self, name: str, kind: str) -> str | None:
        """Return the name of the part of a kind that another points at."""
        return next((target for each, target in self.related(name).values() if each == kind), None)


def look(data: bytes) -> bool:
    """Look at the directory and the parts of a packed document; return whether it is an OpenDocument text.

    Raises NotAnOverview for a zip that is something else, a bomb, encrypted, broken, or XML with a document type.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            return _look(packed, len(data))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        raise broken() from None


def _look(packed: zipfile.ZipFile, packed_size: int) -> bool:
    parts = packed.infolist()
    names = {part.filename for part in parts}
    size = sum(part.file_size for part in parts)
    if len(parts) > MAX_PARTS or size > MAX_UNPACKED or size > 1_000_000 + MAX_RATIO * packed_size:
        raise NotAnOverview(
            "Dit bestand wordt bij het uitpakken veel te groot: dat is geen stemmingsoverzicht.",
            "This file becomes far too large when unpacked: that is no voting overview.",
        )
    if any(part.flag_bits & 1 for part in parts):
        raise _encrypted()
    kind = _some(packed, "mimetype", 200).decode("ascii", "replace").strip() if "mimetype" in names else ""
    open_document = kind.startswith(_OPEN_DOCUMENT) and "content.xml" in names
    if not open_document:
        _refuse_others(names)
    for part in parts:
        if part.filename.endswith((".xml", ".rels")):
            _refuse_document_type(_some(packed, part.filename, MAX_UNPACKED + 1), part)
    if open_document and b"encryption-data" in _some(packed, "META-INF/manifest.xml", MAX_UNPACKED):
        raise _encrypted()
    return open_document


def _refuse_others(names: set[str]) -> None:
    for name, what in _OTHERS:
        if name in names:
            raise _other(what)
    if "[Content_Types].xml" not in names:
        raise _other(Words("een ingepakt bestand (zip)", "a packed file (zip)"))


def _some(packed: zipfile.ZipFile, name: str, most: int) -> bytes:
    """Return a part's bytes, none where it is not there.

    A directory may lie about sizes: never more is unpacked than ``most``.
    """
    try:
        with packed.open(name) as part:
            return part.read(most)
    except KeyError:
        return b""


def _refuse_document_type(xml: bytes, part: zipfile.ZipInfo) -> None:
    head = xml[:4] if xml[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in xml[:4] else b""
    text = xml.replace(b"\0", b"") if head else xml
    if len(xml) > part.file_size or b"<!DOCTYPE" in text or b"<!ENTITY" in text:
        raise NotAnOverview(
            "Dit bestand bevat XML die naar iets buiten het bestand kan verwijzen (DOCTYPE); dat doen Word en "
            "LibreOffice nooit. Het wordt niet gelezen.",
            "This file holds XML that can point outside the file (DOCTYPE); Word and LibreOffice never write that. It "
            "is not read.",
        )


def _encrypted() -> NotAnOverview:
    return NotAnOverview(
        "Dit bestand is met een wachtwoord versleuteld. Haal het wachtwoord eraf en bewaar het opnieuw.",
        "This file is encrypted with a password. Remove the password and save it again.",
    )


def _other(what: Words) -> NotAnOverview:
    return NotAnOverview(
        f"Dit is {what.nl}, geen stemmingsoverzicht.", f"This is {what.en}, not a voting overview."
    )
