"""A press release: the event is the session, who speaks is said in sentences."""

from dataclasses import replace

from layouts.edition import Edition
from layouts.facts import Person, Programme, Session
from layouts.markup import Html, h1, join, p
from layouts.parts import contact, people
from layouts.printing import ALL

GROUP = "developed"
FORMATS = ("html", "docx", "txt", "pdf")
PRINTS = (ALL | {"figures"}) - {"roles", "starts", "ends", "rooms"}
CHAIRS = ("moderator", "chair")


def suits(programme: Programme) -> bool:
    """Say whether the event is on one day."""
    return len(programme.days) == 1


def settle(edition: Edition) -> Edition:
    """Make the event its only session, with some of those who chair and speak."""
    everybody = list(people(edition))
    chairs = [one for one in everybody if one.role in CHAIRS][:1]
    speakers = [one for one in everybody if one.role in ("speaker", "panellist")][:4]
    programme = edition.programme
    title, day = programme.event["title"], programme.days[0]
    event = Session(day, "", "", key="event", title=title, people=(*speakers, *chairs))
    return edition.but(programme=replace(programme, slots=(event,)))


def render(edition: Edition) -> Html:
    """Print two paragraphs, a figure, and whom to call."""
    programme = edition.programme
    (event,) = programme.sessions
    speakers: list[Person] = [one for one in event.people if one.role not in CHAIRS]
    chairs = [one for one in event.people if one.role in CHAIRS]
    opening = edition.prose(
        "press",
        city=programme.event["city"],
        days=edition.days(),
        organizer=programme.organizers[0]["name"],
        title=programme.event["title"],
        where=programme.event["venue"],
    )
    said = edition.prose("speak", people=edition.listed(speakers))
    led = edition.prose("chairs", people=edition.listed(chairs))
    organized = map(p, edition.organized())
    parts = [h1(programme.event["title"]), p(f"{opening} {programme.blurb}"), p(f"{said} {led}")]
    return join((*parts, p(programme.claims[0]["text"]), *organized, contact(edition)), "\n")
