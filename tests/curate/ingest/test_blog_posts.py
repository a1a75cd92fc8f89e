"""Posts of blogs that tell of an event of several sessions, with all that stands around them."""

from __future__ import annotations

from pathlib import Path

import pytest
from drafts import named, read_sessions
from test_paragraphs_of_reports import reader

from atgraph.curate.ingest.given_names import is_given_name
from atgraph.curate.ingest.told_speakers import find_named

FEES = "Ada Kemp (Port Union) told us how long a debt lasts. Rosa Vik and Omar Lund drew a map."
DECKS = "Samuel Adeyemi of Safe Harbour Trust explained what a log does not say."
TOWNS = "Lucia Ferrante, judge, read from three rulings. Lea Kothari asked who had been heard."
PLAIN = f"""A day on the quay

Posted on 14 March 2031 By Maeve Corrigan

We spent last Saturday in the hall of the Port Union, and came home with full notebooks.

Who pays the fees? {FEES}

Decks without a light. {DECKS}

What the town can do. {TOWNS}
"""
MENU = "Harbour Post\nHome\nAbout us\nOur work\nBlog\nDonate\n\n"
SHARED = "\nShare this:\nFacebook\nX\nLinkedIn\nWhatsApp\n\nTags: port, law, fees\n"
BIO = "\nMaeve Corrigan is a student of law and coordinates our night shelter.\n"
TITLES = ["Who pays the fees?", "Decks without a light", "What the town can do"]
NAMES = [
    ["Ada Kemp", "Rosa Vik", "Omar Lund"],
    ["Samuel Adeyemi"],
    ["Lucia Ferrante", "Lea Kothari"],
]


def page(*pieces: str) -> str:
    return f"<article><h1>A day on the quay</h1>{''.join(pieces)}</article>"


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        (PLAIN, TITLES),
        (
            PLAIN.replace("fees? ", "fees – ")
            .replace("light. ", "light – ")
            .replace("do. ", "do – "),
            ["Who pays the fees", *TITLES[1:]],
        ),
        (
            PLAIN.replace("Who pays", "Monday – Who pays").replace("Decks", "Monday – Decks"),
            ["Monday – Who pays the fees?", "Monday – Decks without a light", TITLES[2]],
        ),
    ],
    ids=["full stop", "dash", "day before a dash"],
)
def test_first_sentences_may_be_titles_that_nothing_sets_apart(
    tmp_path: Path, text: str, titles: list[str]
) -> None:
    sessions = read_sessions(tmp_path, text)

    assert [session["title"] for session in sessions] == titles
    assert [named(session) for session in sessions] == NAMES


def test_menus_tags_and_who_wrote_a_post_are_no_part_of_it(tmp_path: Path) -> None:
    sessions = read_sessions(tmp_path, MENU + PLAIN + SHARED + BIO)

    assert [session["title"] for session in sessions] == TITLES
    assert [named(session) for session in sessions] == NAMES


@pytest.mark.parametrize(
    "byline",
    [
        "<p>14 March 2031 | By Maeve Corrigan</p>",
        "<p>By Maeve Corrigan, 14 March 2031</p>",
        "<p>Posted on 14 March 2031 by Sister Maeve Corrigan · 5 min read</p>",
    ],
)
def test_who_wrote_a_post_is_named_in_several_ways(tmp_path: Path, byline: str) -> None:
    told = "".join(f"<h2>{a}</h2><p>{b}</p>" for a, b in zip(TITLES, (FEES, DECKS, TOWNS)))
    box = "<div><h4>Maeve Corrigan</h4><p>Maeve Corrigan coordinates our night shelter.</p></div>"
    sessions = read_sessions(tmp_path, page(byline, told, box), ".html")

    assert [session["title"] for session in sessions] == TITLES
    assert [named(session) for session in sessions] == NAMES


@pytest.mark.parametrize("head", ["About the author", "Share this post"])
def test_heads_around_a_post_are_no_sessions(tmp_path: Path, head: str) -> None:
    told = "".join(f"<h2>{a}</h2><p>{b}</p>" for a, b in zip(TITLES, (FEES, DECKS, TOWNS)))
    behind = f"<h2>{head}</h2><p>Ugo Alder told us to do so.</p>"
    sessions = read_sessions(tmp_path, page(told, behind), ".html")

    assert [session["title"] for session in sessions] == TITLES


def test_minutes_within_a_sentence_are_none_of_a_meeting(tmp_path: Path) -> None:
    briefly = "**Short talks.** Four of us had five minutes each: "
    named_there = "Lea Kothari (Port Union) on fees, Omar Lund from Open Door on food."
    thanked = "Thanks to Prof. Helen Alder for lending us the room."
    text = (
        f"# A day\n\n{briefly}{named_there}\n\n**Decks.** {DECKS}\n\n**Towns.** {TOWNS} {thanked}"
    )
    sessions = read_sessions(tmp_path, text, ".md")

    assert [len(named(session)) for session in sessions] == [2, 1, 2]


def test_a_head_in_bold_may_say_what_is_done(tmp_path: Path) -> None:
    text = f"# A day\n\n**Opening: The Fees.** {FEES}\n\n**Decks.** {DECKS}\n\n**Towns.** {TOWNS}"
    first, *_ = read_sessions(tmp_path, text, ".md")

    assert (first["title"], named(first)) == ("Opening: The Fees", NAMES[0])


def test_titles_in_italics_are_several(tmp_path: Path) -> None:
    text = """# A day on the quay

The day began with a talk called *Who pays the fees?* by Ada Kemp (Port Union).

Next was the panel *Decks without a light*, for which Rosa Vik and Omar Lund had come far.

There were two rooms. Samuel Adeyemi of Safe Harbour Trust ran *Maps of a coast*, on the north. \
*A town of doors* was for all who teach, and was taken by our own Lea Kothari.
"""
    sessions = read_sessions(tmp_path, text, ".md")

    assert [session["title"] for session in sessions] == [
        "Who pays the fees?",
        "Decks without a light",
        "Maps of a coast",
        "A town of doors",
    ]
    assert [len(named(session)) for session in sessions] == [1, 2, 1, 1]


def test_who_led_stands_behind_a_title_that_nothing_leads_to(tmp_path: Path) -> None:
    text = """A day on the quay

The day began with a talk by Ada Kemp called “Who pays the fees?”, which was sold out.

I went to the workshop “Maps of a coast” with Omar Lund of the Port Union. My friend chose “A town \
of doors”, led by Lea Kothari and Rosa Vik.
"""
    sessions = read_sessions(tmp_path, text)

    assert [named(session) for session in sessions] == [
        ["Ada Kemp"],
        ["Omar Lund"],
        ["Lea Kothari", "Rosa Vik"],
    ]


@pytest.mark.parametrize(
    ("language", "sentence", "names"),
    [
        (
            "de",
            "Hier saßen: Rosa Vik und Lea Lund haben das selbst erlebt.",
            ["Rosa Vik", "Lea Lund"],
        ),
        (
            "it",
            "Nel pomeriggio Rosa Vik e Lea Lund ci hanno fatto impastare.",
            ["Rosa Vik", "Lea Lund"],
        ),
        ("en", "It was about Rosa Vik, and a chapter of Lea Lund hung there.", []),
        ("de", "Dabei waren Lea Lund und Yusuf Aydın von der ÖH.", ["Lea Lund", "Yusuf Aydın"]),
        ("uk", "Модерувала розмову Юлія Лисенко.", ["Юлія Лисенко"]),
        (
            "ru",
            "С нами были Андрей Волгин и Асият Магомедова.",
            ["Андрей Волгин", "Асият Магомедова"],
        ),
        ("ru", "Она рассказала историю трёх, а Лола Бек, юрист фонда, объяснила их.", ["Лола Бек"]),
        ("en", "Two of them, Rosa Vik and Lea Lund, read from essays.", ["Rosa Vik", "Lea Lund"]),
    ],
)
def test_names_that_no_word_makes_a_topic_take_part(
    language: str, sentence: str, names: list[str]
) -> None:
    people = reader(language)
    people.habits.is_told = True

    assert [person.name for person in find_named(sentence, people, briefly=True)] == names


@pytest.mark.parametrize("name", ["Андреем", "Ольги", "Марії", "Сергію", "Динары", "Вікторії"])
def test_given_names_are_known_in_each_case(name: str) -> None:
    assert is_given_name(name)


@pytest.mark.parametrize("word", ["Школы", "Свободы", "Комитета", "Женщины", "Україною"])
def test_other_words_are_no_given_names_in_any_case(word: str) -> None:
    assert not is_given_name(word)


def test_titles_are_told_in_more_ways_and_who_opened_all_stands_above_them(tmp_path: Path) -> None:
    text = """A day on the quay

The day was opened by Helen Alder, the mayor. In the first session, “Who pays the fees?”, Ada \
Kemp (Port Union) told us how long a debt lasts.

After lunch “Maps of a coast”, a talk with Omar Lund of Safe Harbour Trust, filled the hall. Then \
Lea Kothari, judge, who had come from far and spoke of doors, gave a talk called “A town of doors”.

In the afternoon I sat in on “Decks without a light”. It was led by Rosa Vik and Samuel Adeyemi.
"""
    sessions = read_sessions(tmp_path, text)

    assert [(session["title"], named(session)) for session in sessions] == [
        ("Who pays the fees?", ["Ada Kemp"]),
        ("Maps of a coast", ["Omar Lund"]),
        ("A town of doors", ["Lea Kothari"]),
        ("Decks without a light", ["Rosa Vik", "Samuel Adeyemi"]),
    ]


def test_a_line_of_thanks_is_no_head(tmp_path: Path) -> None:
    heads = "\n\n".join(f"{a}\n\n{b}" for a, b in zip(TITLES, (FEES, DECKS, TOWNS)))
    text = f"A day on the quay\n\n{heads}\n\nThanks to the cooks, and to Ugo Alder for the bus!\n"
    sessions = read_sessions(tmp_path, text)

    assert [session["title"] for session in sessions] == TITLES
    assert [named(session) for session in sessions] == NAMES


@pytest.mark.parametrize(
    ("language", "sentence", "body"),
    [
        (
            "uk",
            "Виступила Ніна Потарська з Центру соціальних і трудових досліджень та її колега.",
            "Центру соціальних і трудових досліджень",
        ),
        ("fr", "Puis Hervé Proksch du Codetras a expliqué la loi.", "Codetras"),
    ],
)
def test_a_body_ends_where_the_next_words_are_of_none(
    language: str, sentence: str, body: str
) -> None:
    people = reader(language)
    people.habits.is_told = True
    (person,) = find_named(sentence, people, briefly=True)

    assert [post.organization for post in person.posts] == [body]


@pytest.mark.parametrize(
    ("language", "sentence", "role"),
    [
        ("en", "Kudos to moderator Femke Bos for keeping time!", "role_moderator"),
        ("de", "Am Freitagabend war es voll, und Sie zur Linken sagte nichts.", ""),
    ],
)
def test_what_stands_before_a_name_is_a_role_or_no_name(
    language: str, sentence: str, role: str
) -> None:
    people = reader(language)
    people.habits.is_told = True

    found = [person.role for person in find_named(sentence, people, briefly=True)]
    assert found == ([role] if role else [])
