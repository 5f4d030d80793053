"""typst: data and a template in, a PDF or a picture out. The only module that imports it.

It sees the fonts within typst itself and no others, reads no file, and knows no clock: the same data give the same
bytes.
"""

import datetime as dt
import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kamerstem.errors import WriteError

if TYPE_CHECKING:
    import typst

# For screen readers; and to be kept in an archive, which wants a date.
ACCESSIBLE: "typst.PDFStandard" = "ua-1"
ARCHIVAL: "typst.PDFStandard" = "a-2a"
_PICTURE = b"""#set page(width: 180mm, height: auto, margin: 0pt, fill: none)
#image(bytes(sys.inputs.data), format: "svg", width: 100%)"""
_SHARP = 220.0  # dots per inch


class NoGlyph(ValueError):
    """A text holds a character that none of the fonts has."""


def pdf(template: str, data: dict[str, Any], stamp: dt.datetime | None) -> bytes:
    """Return the PDF of a template in ``templates/`` with data, dated ``stamp`` (``None``: no date).

    Raises NoGlyph, and WriteError where typst cannot make it for another reason.
    """
    import typst

    standards: list[typst.PDFStandard] = [ACCESSIBLE, ARCHIVAL] if stamp else [ACCESSIBLE]
    try:
        made = _compiler().compile(
            input=_read(template),
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
            format="pdf",
            pdf_standards=standards,
            timestamp=stamp if stamp is not None else 0,
        )
    except typst.TypstError as error:
        if "could not be displayed" in error.message:
            raise NoGlyph(error.message) from None
        reason = " ".join(error.message.split())[:200]
        raise WriteError(
            f"De PDF kan niet worden gemaakt ({reason}). Kies een andere vorm, zoals --as docx, en meld het ons.",
            f"The PDF cannot be made ({reason}). Choose another form, such as --as docx, and tell us.",
        ) from error
    assert isinstance(made, bytes)  # noqa: S101  # a PDF is one file
    return made


def png(svg: str) -> bytes:
    """Return a drawing as a picture for what cannot show SVG."""
    made = _compiler().compile(input=_PICTURE, sys_inputs={"data": svg}, format="png", ppi=_SHARP)
    assert isinstance(made, bytes)  # noqa: S101
    return made


@cache
def _compiler() -> "typst.Compiler":
    import typst

    return typst.Compiler(font_paths=typst.Fonts(include_system_fonts=False), ignore_system_fonts=True)


@cache
def _read(template: str) -> bytes:
    return Path(__file__).with_name("templates").joinpath(template).read_bytes()
