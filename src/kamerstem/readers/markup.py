"""Official XML -> a tree, with limits: no entity, no network, no DTD, and a size and depth that no report needs."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from kamerstem.errors import NotAnAccount
from kamerstem.readers.lines import fold

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

MAX_BYTES = 25_000_000  # the report of the longest day has some millions
MAX_DEPTH = 60


def looks_like_xml(data: bytes) -> bool:
    """Tell whether these are the bytes of an XML document; a few bytes of a broken mark may stand before it."""
    return _start(data) is not None


def _start(data: bytes) -> int | None:
    head = data[:64]
    for encoding in (b"\xff\xfe", b"\xfe\xff"):
        if head.startswith(encoding):
            return 0 if b"<" in head[:8] else None
    at = head.find(b"<")
    if at < 0 or not all(byte >= 0x80 or chr(byte).isspace() for byte in head[:at]):
        return None
    return (
        at
        if head[at : at + 5] == b"<?xml" or head[at + 1 : at + 2].isalpha() or head[at : at + 4] == b"<!--"
        else None
    )


def parse(data: bytes) -> "Element":
    """Return the root of an XML document. Raises NotAnAccount if it is broken, too large, too deep, or has a DTD."""
    if len(data) > MAX_BYTES:
        raise _refused("is te groot", "is too large")
    root = tree(
        data[_start(data) or 0 :],
        broken=lambda line: _refused(f"is beschadigd (regel {line})", f"is broken (line {line})"),
        too_deep=lambda: _refused("is te diep genest", "is nested too deep"),
    )
    info: Any = root.getroottree().docinfo  # the stubs do not know its parts
    if info.doctype or info.internalDTD is not None:
        raise _refused("heeft een DTD; die hoort er niet in", "has a DTD, which does not belong in it")
    return root


def tree(data: bytes, *, broken: Callable[[int], Exception], too_deep: Callable[[], Exception]) -> "Element":
    """Return the root of any official XML, read without entities and network, at most ``MAX_DEPTH`` levels deep.

    Raises what ``broken`` makes of the line where it is no XML, or what ``too_deep`` gives.
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise broken(getattr(error, "lineno", None) or 0) from None
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > MAX_DEPTH:
            raise too_deep()
    return root


def tag(element: "Element") -> str:
    """Return an element's name without its namespace; empty for what is no element."""
    name = element.tag
    return name.rpartition("}")[2] if isinstance(name, str) else ""


def words(element: "Element | None", *, without: frozenset[str] = frozenset()) -> str:
    """Return the text of an element, white space folded, without that of the elements named."""
    if element is None:
        return ""
    pieces: list[str] = []

    def collect(at: "Element") -> None:
        pieces.append(at.text or "")
        for child in at:
            if tag(child) not in without:
                collect(child)
            pieces.append(child.tail or "")

    collect(element)
    return fold("".join(pieces))


def child(element: "Element | None", *path: str) -> "Element | None":
    """Return the first descendant along a path of names, whatever their namespace; ``None`` if there is none."""
    for name in path:
        if element is None:
            return None
        element = next((each for each in element if tag(each) == name), None)
    return element


def _refused(nl: str, en: str) -> NotAnAccount:
    return NotAnAccount(
        f"Het XML-bestand {nl}. Haal het verslag opnieuw op bij de Tweede Kamer of officielebekendmakingen.nl.",
        f"The XML file {en}. Fetch the report again from the House or from officielebekendmakingen.nl.",
    )
