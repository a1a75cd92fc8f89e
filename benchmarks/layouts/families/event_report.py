"""News of an event, before or after it: who opens, who presents and who moderates, in sentences."""

from dataclasses import replace

from layouts.edition import Edition
from layouts.facts import Person, Session
from layouts.markup import Html, Part, b, h1, join, p
from layouts.parts import contact
from layouts.printing import ALL

GROUP = "developed"
FORMATS = ("docx", "html", "txt", "pdf", "md")
PRINTS = (ALL | {"figures"}) - {"rooms", "roles", "starts", "ends"}
OPENERS, CHAIRS = ("welcoming", "opening-remarks"), ("moderator", "chair")
BARE = ("en", "ru", "uk")  # a post stands before a name as it is, with no article
FEWEST = 3


def settle(edition: Edition) -> Edition:
    """Make the first day the only session: those who open it, and one of its panels."""
    programme = edition.programme
    first = programme.of(programme.days[0])
    opening = [one for slot in first for one in slot.people if one.role in OPENERS]
    panels = [slot for slot in first if len(slot.people) >= FEWEST and not _opens(slot)]
    panel = panels[edition.number % len(panels)]
    found = tuple(replace(one, status="") for one in (*opening, *panel.people))
    title = programme.event["title"]
    event = Session(programme.days[0], "", "", key="event", title=title, people=found)
    return edition.but(programme=replace(programme, slots=(event,)), honorifics=False)


def _opens(slot: Session) -> bool:
    return any(one.role in OPENERS for one in slot.people)


def render(edition: Edition) -> Html:
    """Print what will be or has been, names before posts or behind, and who to call."""
    programme, words = edition.programme, edition.words["report"]
    (event,) = programme.sessions
    opening = [one for one in event.people if one.role in OPENERS]
    chairs = [one for one in event.people if one.role in CHAIRS]
    speakers = [one for one in event.people if one not in opening and one not in chairs]

    def named(one: Person) -> str:
        name, body = edition.named(one), edition.body(one)
        if edition.number in (1, 4) and programme.language in BARE and "," not in one.post:
            where = ", ".join(filter(None, (body, one.place)))
            return f"{one.post} {name} ({where})" if where else f"{one.post} {name}"
        if edition.number in (2, 5):
            return f"{name}, {edition.post(one)}"
        return f"{name} ({edition.post(one)})"

    def joined(found: list[Person]) -> str:
        return edition.enumerated([named(one) for one in found], edition.number in (2, 5))

    is_over = edition.number % 2 == 0
    happened, opened, spoke, led = words["after" if is_over else "before"]
    city, host = programme.event["city"], programme.organizers[0]["name"]
    told = happened.format(o=host, t=event.title, w=edition.where(), c=city)
    day = edition.day(event.day).removesuffix(".")
    first = edition.turn(
        f"{city.upper()}, {edition.within(day)} – {told}",
        f"{day}, {city}. {told}",
        f"{city}, {edition.within(day)}. {told}",
    )
    sentences = (
        opened.format(a=joined(opening)),
        spoke.format(x=joined(speakers)),
        led.format(m=joined(chairs)),
    )
    head: list[Part] = [h1(event.title)]
    if edition.number == 4:  # a headline of its own: the title stands in the first sentence
        head = [h1(words["headline"].format(c=city))]
    elif edition.number in (1, 2):
        head = [p(b(words["release"])), h1(event.title)]
    said: list[Part] = [p(" ".join(sentences))] if edition.number % 3 else [*map(p, sentences)]
    parts: list[Part] = [*head, p(first), *said, p(programme.blurb), p(programme.claims[0]["text"])]
    organized = edition.organized()
    row = ". ".join(line.removesuffix(".") for line in organized)
    parts += [p(f"{row}.")] if edition.number % 3 == 1 else map(p, organized)
    return join((*parts, contact(edition)), "\n")
