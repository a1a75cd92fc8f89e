"""A page in three columns, a session in each, whose text layer goes line by line over all."""

from makers_pdf import Printed

from layouts.edition import Edition
from layouts.facts import Session

GROUP = "held out"
FORMATS = ("pdf",)
COLUMNS, LINE, GAP = 3, 4.2, 4


def _block(edition: Edition, slot: Session) -> list[str]:
    if slot.pause:
        return [edition.time(slot), f"**{edition.pause(slot)}**"]
    said = [edition.time(slot), f"**{edition.heading(slot)}**", slot.room]
    for role, people in edition.by_role(slot):
        said += [f"{role}:", *map(edition.line, people)]
    return [one for one in said if one]


def render(edition: Edition) -> bytes:
    """Print rows of three sessions under each day."""
    programme = edition.programme
    pdf = Printed(bottom="{page}", styles=("", "B"))
    width = (pdf.epw - GAP * (COLUMNS - 1)) / COLUMNS

    def heading(text: str, size: int) -> None:
        pdf.set_font("DejaVu", "B", size)
        pdf.multi_cell(0, size / 2, text, new_x="LMARGIN", new_y="NEXT")
        pdf.set_font("DejaVu", size=8)

    heading(programme.event["title"], 15)
    for line in (edition.days(), edition.where(), *edition.organized()):
        pdf.multi_cell(0, 5, line, new_x="LMARGIN", new_y="NEXT")
    for day in programme.days:
        pdf.ln(3)
        heading(edition.day(day), 11)
        slots = programme.of(day)
        for first in range(0, len(slots), COLUMNS):
            blocks = [
                [
                    (part, said.startswith("**"))
                    for said in _block(edition, slot)
                    for part in _wrapped(pdf, said, width)
                ]
                for slot in slots[first : first + COLUMNS]
            ]
            _row(pdf, blocks, width)
    return bytes(pdf.output())


def _wrapped(pdf: Printed, text: str, width: float) -> list[str]:
    pdf.set_font("DejaVu", "B" if text.startswith("**") else "", 8)
    lines = pdf.multi_cell(width, LINE, text.strip("*"), dry_run=True, output="LINES", align="L")
    assert isinstance(lines, list)
    return lines


def _row(pdf: Printed, blocks: list[list[tuple[str, bool]]], width: float) -> None:
    """Print blocks side by side, line by line."""
    longest = max(map(len, blocks))
    if pdf.get_y() + longest * LINE > pdf.eph:
        pdf.add_page()
    top = pdf.get_y()
    for number in range(longest):
        for column, lines in enumerate(blocks):
            if number < len(lines):
                text, bold = lines[number]
                pdf.set_font("DejaVu", "B" if bold else "", 8)
                pdf.set_xy(pdf.l_margin + column * (width + GAP), top + number * LINE)
                pdf.cell(width, LINE, text)
    pdf.set_xy(pdf.l_margin, top + longest * LINE + 4)
