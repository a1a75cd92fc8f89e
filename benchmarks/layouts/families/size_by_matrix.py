"""A PDF whose letters all have size 1 and are made larger by the text matrix: no bold, no rules."""

import re

from makers_pdf import Printed

from layouts.edition import Edition

GROUP = "held out"
FORMATS = ("pdf",)
SIZE = re.compile(r"/(F\d+) ([\d.]+) Tf")
PLACE = re.compile(r"([\d.]+) ([\d.]+) Td")


class _Scaled(Printed):
    """Pages on which what is written has the size that a matrix gives it."""

    scale = 10.0

    def _out(self, s: str | bytes) -> None:
        if isinstance(s, str):
            if found := SIZE.search(s):
                self.scale = float(found[2])
            s = SIZE.sub(r"/\1 1 Tf", s)
            s = PLACE.sub(rf"{self.scale:g} 0 0 {self.scale:g} \1 \2 Tm", s)
        super()._out(s)


def render(edition: Edition) -> bytes:
    """Print titles larger than the rest, a session below the other."""
    programme = edition.programme
    pdf = _Scaled(top=programme.event["title"], bottom=f"{edition.words['page']} {{page}}")

    def say(text: str, size: float = 10, after: float = 1) -> None:
        if text:
            pdf.set_font("DejaVu", size=size)
            pdf.multi_cell(0, size / 2, text, align="L", new_x="LMARGIN", new_y="NEXT")
            pdf.ln(after)

    say(programme.event["title"], 18, 4)
    for line in (edition.days(), edition.where(), *edition.organized()):
        say(line)
    for day in programme.days:
        say(edition.day(day), 14, 2)
        for slot in programme.of(day):
            say(edition.time(slot), 9, 0)
            say(edition.pause(slot) if slot.pause else edition.heading(slot), 12, 1)
            say(slot.room, 9)
            for role, people in edition.by_role(slot):
                first, *others = map(edition.line, people)
                for line in (f"{role}: {first}", *others):
                    say(line)
            pdf.ln(2)
    return bytes(pdf.output())
