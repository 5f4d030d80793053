"""Documents that are broken, locked, too large, or made to hurt: each must end in a sentence, and soon."""

import io
import struct
import zipfile

from kamerstem.answers.example import Example
from kamerstem.render import docx as docx_writer
from kamerstem.render import pdf as pdf_writer


def a_pdf() -> bytes:
    return pdf_writer.render(Example().overview().overview)


def a_docx() -> bytes:
    return docx_writer.render(Example().overview().overview)


def scan() -> bytes:
    """A page that is one picture."""
    import pypdfium2 as pdfium

    document = pdfium.PdfDocument.new()
    page = document.new_page(595, 842)
    bitmap = pdfium.PdfBitmap.new_native(60, 84, pdfium.raw.FPDFBitmap_BGR)
    bitmap.fill_rect((200, 200, 200, 255), 0, 0, 60, 84)
    image = pdfium.PdfImage.new(document)
    image.set_bitmap(bitmap)
    image.set_matrix(pdfium.PdfMatrix().scale(595, 842))
    page.insert_obj(image)
    page.gen_content()
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def encrypted_pdf() -> bytes:
    import pikepdf

    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(a_pdf())) as document:
        document.save(out, encryption=pikepdf.Encryption(user="geheim", owner="geheim"))
    return out.getvalue()


def encrypted_docx() -> bytes:
    """The first bytes and the name of the stream that Word gives a file with a password."""
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + b"\0" * 600
        + "EncryptedPackage".encode("utf-16-le")
        + b"\0" * 600
    )


def many_pages(count: int = 5000) -> bytes:
    """A PDF whose pages are one and the same, so that it is small."""
    kids = " ".join(["4 0 R"] * count)
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {count}>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>/Contents 5 0 R>>",
        "<</Length 40>>stream\nBT /F 12 Tf 50 700 Td (Betreffende) Tj ET\nendstream",
    ]
    return pdf_of(objects)


def nested_forms(depth: int = 28) -> bytes:
    """Ten drawings each drawn ten times by the next: 10^28 letters in a few hundred bytes."""
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[4 0 R]/Count 1>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</X 6 0 R>>>>/Contents 5 0 R>>",
        "<</Length 4>>stream\n/X Do\nendstream",
    ]
    for level in range(depth):
        last = level == depth - 1
        inner = "<</Font<</F 3 0 R>>>>" if last else f"<</XObject<</X {7 + level} 0 R>>>>"
        words = "BT /F 12 Tf 50 700 Td (Betreffende) Tj ET" if last else "/X Do " * 10
        objects.append(
            f"<</Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources{inner}/Length {len(words)}>>"
            f"stream\n{words}\nendstream"
        )
    return pdf_of(objects)


def pdf_of(objects: list[str]) -> bytes:
    body = b"%PDF-1.7\n"
    places = []
    for number, text in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{text}\nendobj\n".encode()
    start = len(body)
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    body += f"xref\n0 {size}\n0000000000 65535 f \n{table}".encode()
    body += f"trailer<</Size {size}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF".encode()
    return body


def zip_bomb(lying: bool = False) -> bytes:
    """A Word file whose text is 300 MB of spaces; ``lying``: its directory says that it is small."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in parts(a_docx()).items():
            if name != "word/document.xml":
                packed.writestr(name, data)
        with packed.open("word/document.xml", "w", force_zip64=False) as part:
            part.write(
                b"<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body>"
            )
            for _ in range(300):
                part.write(b" " * 1_000_000)
            part.write(b"</w:body></w:document>")
    data = out.getvalue()
    if lying:
        size = struct.pack("<L", 300_000_000 + 86 + 22)
        real = next(
            info.file_size for info in zipfile.ZipFile(out).infolist() if info.filename == "word/document.xml"
        )
        size = struct.pack("<L", real)
        data = data.replace(size, struct.pack("<L", 5000))
    return data


def parts(packed: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(packed)) as file:
        return {name: file.read(name) for name in file.namelist()}


def packed(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in files.items():
            file.writestr(name, data)
    return out.getvalue()


def with_entity(encoding: str = "utf-8") -> bytes:
    """A Word file whose text asks for a file of this machine."""
    files = parts(a_docx())
    text = files["word/document.xml"].decode()
    _, body = text.split("?>", 1)
    doctype = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    body = body.replace("</w:t>", "&x;</w:t>", 1)
    files["word/document.xml"] = f'<?xml version="1.0" encoding="{encoding}"?>{doctype}{body}'.encode(
        encoding
    )
    return packed(files)


def odt(content: bytes = b"<a/>", **more: bytes) -> bytes:
    files = {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": content}
    return packed({**files, **{name.replace("__", "/") + ".xml": data for name, data in more.items()}})


def spreadsheet() -> bytes:
    return packed({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"})


def deep_page(depth: int = 100_000) -> bytes:
    return b"<!DOCTYPE html><html><body>" + b"<div>" * depth + b"Verworpen." + b"</div>" * depth
