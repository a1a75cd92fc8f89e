"""A programme in a language of which no words are known: it names nobody."""

from layouts.edition import Edition
from layouts.markup import Html, h1, h2, join, p, ul

GROUP = "nobody"
FORMATS = ("html", "docx", "md", "txt")
SAID = """\
Ihmiskaupan vastainen seminaari: Ilmoittautuminen ja kahvi; Avaus ja tervetuloa; Uhrin oikeudet
Szeminárium az emberkereskedelem ellen: Regisztráció és kávé; Megnyitó; Az áldozatok jogai
İnsan Ticaretiyle Mücadele Semineri: Kayıt ve kahve; Açılış konuşması; Mağdurların hakları
Semina ya Kupambana na Biashara ya Watu: Usajili na chai; Ufunguzi rasmi; Haki za waathirika
""".splitlines()  # Finnish, Hungarian, Turkish, Swahili


def render(edition: Edition) -> Html:
    """Print three lines with times."""
    title, _, said = edition.turn(*SAID).partition(": ")
    timed = (f"{9 + number}:00 {line}" for number, line in enumerate(said.split("; ")))
    first = edition.programme.days[0]
    return join((h1(title), p(first.strftime("%d.%m.%Y")), h2(title), ul(timed)), "\n")
