"""Makes documents that cannot be read, or that are made to hurt.

Each function writes one into a folder and returns its file.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

Maker = Callable[[Path], Path]
SECRET = "the-words-of-another-file"
MEGABYTE = 2**20
NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TYPES = """<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="/word/document.xml"
 ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"""
RELATIONS = """<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Target="word/document.xml"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>"""


def saved(folder: Path, name: str, content: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


# --- PDF -------------------------------------------------------------------------------


def pdf(
    folder: Path,
    name: str,
    text: str = "Forum\n10:00 Opening\nModerator: Ms. Ana Example, Director, Example House",
    password: str = "",
) -> Path:
    from makers_pdf import Printed

    printed = Printed()
    if password:
        printed.set_encryption(owner_password=f"{password}-owner", user_password=password)
    if text:
        printed.multi_cell(0, 5, text)
    printed.output(str(folder / name))
    return folder / name


def encrypted_pdf(folder: Path) -> Path:
    return pdf(folder, "encrypted.pdf", password="opensesame")


def truncated_pdf(folder: Path) -> Path:
    whole = pdf(folder, "truncated.pdf").read_bytes()
    return saved(folder, "truncated.pdf", whole[: len(whole) // 2])


def empty_pdf(folder: Path) -> Path:
    return saved(folder, "empty.pdf", b"")


def blank_pdf(folder: Path) -> Path:
    """Write a PDF of one page with nothing on it."""
    return pdf(folder, "blank.pdf", text="")


def scanned_pdf(folder: Path) -> Path:
    """Write a PDF whose page is a picture of its text."""
    from fpdf import FPDF
    from PIL import Image, ImageDraw

    picture = Image.new("L", (600, 800), 255)
    ImageDraw.Draw(picture).text(
        (50, 50), "Moderator: Ms. Ana Example, Director, Example House", fill=0
    )
    printed = FPDF()
    printed.add_page()
    printed.image(picture, 0, 0, 210)
    printed.output(str(folder / "scanned.pdf"))
    return folder / "scanned.pdf"


def long_pdf(folder: Path, pages: int = 200) -> Path:
    """Write a PDF of so many pages, each with a session, a blurb and its speakers."""
    from makers_pdf import Printed

    printed = Printed("Long Forum 2024 | Programme", "page {page}")
    for number in range(pages):
        if number:
            printed.add_page()
        printed.multi_cell(0, 5, long_page(number))
    printed.output(str(folder / "long.pdf"))
    return folder / "long.pdf"


def long_page(number: int) -> str:
    speakers = [
        f"Ms. {FIRST[(number + n) % len(FIRST)]} {LAST[(number * 7 + n) % len(LAST)]}, "
        f"Adviser, Institute {number + n}"
        for n in range(6)
    ]
    blurb = "\n\n".join(
        f"{BLURB} In {2000 + n} the Institute {number + n} counted {number * n + 7} cases."
        for n in range(6)
    )
    clock = 9 + number % 8
    return f"""{1 + number // 8 % 28} May 2024
{clock}:00 – {clock}:45
Session {number + 1}: Counting What Nobody Counted

{blurb}

Moderator: {speakers[0]}
Speakers: {chr(10).join(speakers[1:])}

Side event organised by Institute {number}"""


FIRST = ("Ana", "Berta", "Carla", "Dina", "Edda", "Frida", "Greta", "Hilde", "Inga", "Jana", "Kaja")
LAST = (
    "Example",
    "Sampleton",
    "Instancer",
    "Specimenova",
    "Beispiel",
    "Esempio",
    "Exemplarsky",
    "Mustermann",
    "Ejemplar",
    "Primer",
    "Provo",
    "Minta",
)
BLURB = (
    "Every register counts what it was made to count. "
    "The session compares what inspectors, help lines and courts write down, "
    "and asks which of it can be added up without counting anybody twice."
)


# --- DOCX ------------------------------------------------------------------------------


def docx(folder: Path, name: str, *parts: str, filled: int = 0) -> Path:
    """Write a DOCX around its main part, with so many megabytes between the pieces of that."""
    with zipfile.ZipFile(folder / name, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("_rels/.rels", RELATIONS)
        with archive.open("word/document.xml", "w", force_zip64=True) as main:
            main.write(parts[0].encode())
            for _ in range(filled):
                main.write(b"A" * MEGABYTE)
            main.write("".join(parts[1:]).encode())
    return folder / name


def docx_not_a_zip(folder: Path) -> Path:
    return saved(folder, "not-a-zip.docx", "Moderator: Ms. Ana Example, Director, Example House\n")


def docx_without_a_document(folder: Path) -> Path:
    with zipfile.ZipFile(folder / "without.docx", "w") as archive:
        archive.writestr("readme.txt", "nothing of Word")
    return folder / "without.docx"


def zip_bomb(folder: Path, megabytes: int = 300) -> Path:
    """Write a DOCX of a few kilobytes that unpacks to hundreds of megabytes."""
    begin, end = (
        f"<w:document {NAMESPACE}><w:body><w:p><w:r><w:t>",
        "</w:t></w:r></w:p></w:body></w:document>",
    )
    return docx(folder, "bomb.docx", begin, end, filled=megabytes)


def docx_with_an_outside_entity(folder: Path) -> Path:
    """Write a DOCX that asks for the words of another file."""
    secret = saved(folder, "secret.txt", SECRET)
    head = f'<!DOCTYPE w:document [<!ENTITY other SYSTEM "{secret.as_uri()}">]>'
    return docx(
        folder,
        "entity.docx",
        f"{head}<w:document {NAMESPACE}><w:body><w:p><w:r><w:t>Forum &other;</w:t></w:r></w:p>"
        "</w:body></w:document>",
    )


def docx_with_a_billion_laughs(folder: Path) -> Path:
    """Write a DOCX whose entities unfold to gigabytes."""
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    head = f'<!DOCTYPE w:document [<!ENTITY e0 "laughter">{entities}]>'
    return docx(
        folder,
        "laughs.docx",
        f"{head}<w:document {NAMESPACE}><w:body><w:p><w:r><w:t>&e9;</w:t></w:r></w:p>"
        "</w:body></w:document>",
    )


# --- HTML and text ---------------------------------------------------------------------


def html_of_white_space(folder: Path, megabytes: int = 1) -> Path:
    """Write a page with scripts and a great deal of white space around one session."""
    begin = (
        "<html><head><script>while (true) {}</script></head><body>"
        "<h1>Forum</h1><p>14 May 2024</p>\n"
    )
    end = (
        "<p>10:00 Opening</p><p>Moderator: Ms. Ana Example, Director, Example House</p>"
        "<script>document.write('Mr. Script Written')</script>"
    )
    with (folder / "space.html").open(
        "wb"
    ) as page:  # in pieces: the memory of who makes it would count as the reader's
        page.write(begin.encode())
        for _ in range(megabytes):
            page.write(b" \t&nbsp;\n" * (MEGABYTE // 9))
        page.write(f"{end}</body></html>".encode())
    return folder / "space.html"


def html_nested_deep(folder: Path) -> Path:
    depth = 50_000
    return saved(
        folder,
        "deep.html",
        f"<html><body>{'<div>' * depth}Moderator: Ms. Ana Example, Director, Example House"
        f"{'</div>' * depth}</body></html>",
    )


def html_that_reaches_out(folder: Path) -> Path:
    """Write a page that includes a file beside it and one of the network."""
    secret = saved(folder, "secret.txt", SECRET)
    links = f'<iframe src="{secret.as_uri()}"></iframe><object data="secret.txt"></object><img src="http://127.0.0.1:9/pixel.png">'
    return saved(
        folder,
        "reaching.html",
        f"<html><body><h1>Forum</h1>{links}"
        "<p>Moderator: Ms. Ana Example, Director, Example House</p></body></html>",
    )


def text_with_nul(folder: Path) -> Path:
    return saved(
        folder,
        "nul.txt",
        b"Forum\x00\n14 May 2024\nModerator: Ms. Ana\x00 Example, Director, Example House\n",
    )


def single_line(folder: Path, size: int = MEGABYTE // 16) -> Path:
    """Write a text of a sixteenth of a megabyte without a line end."""
    begin = (
        "Forum, 14 May 2024, 10:00 Opening. Moderator: Ms. Ana Example, Director, Example House. "
    )
    return saved(
        folder,
        "line.txt",
        begin + "".join(f"{BLURB} That was note {n}. " for n in range(size // len(BLURB))),
    )


def long_single_line(folder: Path) -> Path:
    """Write half a megabyte without a line end."""
    return single_line(folder, MEGABYTE // 2)


def text_in_another_encoding(folder: Path) -> Path:
    return saved(
        folder,
        "latin.txt",
        (
            "Fachtagung\n7. November 2024\n"
            "Begrüßung: Frau Jördis Müßiggang, Geschäftsführerin, Brückenschlag\n"
        ).encode("cp1252"),
    )


def text_in_utf_16(folder: Path) -> Path:
    return saved(
        folder,
        "utf16.txt",
        "Forum\n14 May 2024\nModerator: Ms. Zoë Éxample, Director, Example House\n".encode(
            "utf-16"
        ),
    )


def bytes_without_sense(folder: Path) -> Path:
    return saved(folder, "noise.txt", bytes((n * n * 31 + n // 7) % 256 for n in range(4096)))


def empty_text(folder: Path) -> Path:
    return saved(folder, "empty.txt", b" \n\n")


def picture(folder: Path) -> Path:
    return saved(folder, "picture.png", b"\x89PNG\r\n\x1a\n" + bytes(64))


def language_without_labels(folder: Path) -> Path:
    """Write a Finnish programme: no role word of it is known."""
    lines = [
        "Seminaari ihmiskaupasta",
        "Tampere 3.10.2024",
        "",
        "klo 9.00–10.30 Avaus ja alustukset",
        "Puheenjohtaja: Aino Esimerkkilä, johtaja, Turvatalo",
    ]
    lines += [
        "Puhujat:",
        "Väinö Malliaho, tutkija, Työelämän instituutti",
        "Tervetulosanat lausuu Kerttu Näytekorpi.",
        "klo 10.30 Kahvitauko",
    ]
    return saved(folder, "suomi.txt", "\n".join(lines) + "\n")


def lines_of_spaces(folder: Path, size: int = 15_000) -> Path:
    """Write a text whose lines are long rows of what parts words and contact data."""
    end = "Hall\nModerator: Ms. Ana Example, Director, Example House\n"
    rows = (f"Doors{' ' * size}open", f"tel{' ' * size}desk", f"Ana Example{'-' * size}")
    return saved(folder, "spaces.txt", "\n".join(("Forum, 14 May 2024", *rows, f"10:00 {end}")))


def long_lines_of_spaces(folder: Path) -> Path:
    """Write lines that are five times as long."""
    return lines_of_spaces(folder, 75_000)


def no_file(folder: Path) -> Path:
    return folder / "missing.pdf"


def no_regular_file(folder: Path) -> Path:
    (folder / "folder.pdf").mkdir(exist_ok=True)
    return folder / "folder.pdf"


UNREADABLE: dict[Maker, tuple[str, ...]] = {  # each with words of which the message has one
    encrypted_pdf: ("encrypt", "password"),
    truncated_pdf: ("pdf", "damaged", "broken", "truncated", "whole"),
    empty_pdf: ("empty", "pdf"),
    docx_not_a_zip: ("docx", "word", "zip"),
    docx_without_a_document: ("docx", "word", "document"),
    zip_bomb: ("large", "big", "unpack", "limit", "mb"),
    bytes_without_sense: ("encoding", "utf-8", "text", "binary", "nul"),
    empty_text: ("empty", "text", "nothing"),
    picture: ("png", "kind", "format", "read"),
    no_file: ("no such file", "missing", "does not exist", "cannot be read", "there is no"),
    no_regular_file: ("folder", "directory", "file"),
}
WITHOUT_TEXT: tuple[Maker, ...] = (blank_pdf, scanned_pdf)
HOSTILE: tuple[Maker, ...] = (
    docx_with_an_outside_entity,
    docx_with_a_billion_laughs,
    html_that_reaches_out,
)  # refused or drafted without harm
READABLE: tuple[Maker, ...] = (
    html_of_white_space,
    single_line,
    lines_of_spaces,
    language_without_labels,
    html_nested_deep,
)  # drafted, and what is not understood is told
EITHER: dict[Maker, str] = {  # refused, or drafted with these words right
    text_in_another_encoding: "Jördis Müßiggang",
    text_in_utf_16: "Zoë Éxample",
    text_with_nul: "Director, Example House",
}
