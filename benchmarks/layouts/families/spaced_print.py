"""A printed folder: letters of headings set apart, lines justified, ligatures, small squares."""

from makers_pdf import Printed

from layouts.edition import Edition

GROUP = "held out"
FORMATS = ("pdf",)
LIGATURES = {"ffi": "ﬃ", "fi": "ﬁ", "fl": "ﬂ"}
APART = 1.2  # points between the letters of a heading


def _tied(text: str) -> str:
    for letters, one in LIGATURES.items():
        text = text.replace(letters, one)
    return text


def render(edition: Edition) -> bytes:
    """Print a folder with running heads."""
    programme = edition.programme
    pdf = Printed(top=edition.days(), bottom=f"– {{page}} – {programme.event['venue']}")

    def say(text: str, size: float = 10, apart: float = 0, align: str = "J") -> None:
        if text:
            pdf.set_font("DejaVu", size=size)
            pdf.set_char_spacing(apart)
            height = size / 2
            pdf.multi_cell(0, height, _tied(text), align=align, new_x="LMARGIN", new_y="NEXT")
            pdf.set_char_spacing(0)

    say(programme.event["title"].upper(), 16, APART, "C")
    say(f"{edition.days()} · {edition.where()}", 11, 0, "C")
    for day in programme.days:
        pdf.ln(4)
        say(edition.day(day).upper(), 12, APART, "L")
        for slot in programme.of(day):
            pdf.ln(2)
            title = edition.pause(slot) if slot.pause else edition.heading(slot)
            say(f"{edition.time(slot)}  {title}", 11, 0, "L")
            say(slot.room, 9)
            say(slot.blurb)
            for role, people in edition.by_role(slot):
                say(role.upper(), 8, APART, "L")
                for one in people:
                    say(f"▪ {edition.line(one)}")
    pdf.ln(4)
    for line in edition.organized():
        say(line, 9)
    return bytes(pdf.output())
