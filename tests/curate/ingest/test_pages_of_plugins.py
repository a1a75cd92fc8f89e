"""Pages of plugins for events: times with arrows and lengths, and times at the end of boxes."""

from pathlib import Path

from drafts import read_sessions

PAGE = "<html><body><h1>Harbour Forum</h1><p>12 May 2031</p>{}</body></html>"
TALKS = (
    ("9:00", "10:00", "Why Ports Matter", "Ada Bek"),
    ("10:00", "11:00", "Ships at Night", "Ivo Lenn"),
    ("11:30", "12:30", "Who Pays the Crew", "Mara Holm"),
)


def read_page(folder: Path, *days: str) -> list[tuple[str, str, str, list[str]]]:
    """Return start, end, title and people of the sessions of a page."""
    sessions = read_sessions(folder, PAGE.format("".join(days)), ".html")
    return [
        (
            one["start"],
            one.get("end", ""),
            one["title"],
            [person["name"] for person in one["participants"]],
        )
        for one in sessions
    ]


def expected(*talks: tuple[str, str, str, str]) -> list[tuple[str, str, str, list[str]]]:
    return [(a.zfill(5), b.zfill(5), title, [name]) for a, b, title, name in talks]


def test_arrows_join_times_and_an_hour_alone_is_a_length(tmp_path: Path) -> None:
    items = (
        f"<li><span>{a}</span> &rarr; <span>{b}</span><div><div>{title}</div>"
        f"<div>1h</div><div>Speaker: {name} (Judge, Court of Lenn)</div></div></li>"
        for a, b, title, name in TALKS
    )
    assert read_page(tmp_path, f"<ul>{''.join(items)}</ul>") == expected(*TALKS)


def row(a: str, b: str, title: str, name: str) -> str:
    """Return a box that a time ends."""
    return (
        f'<div class="row"><div><p style="font-weight:600">{title}</p>'
        f"<p>Speaker:</p><p>{name}, Judge, Court of Lenn</p></div><p>{a} – {b}</p></div>"
    )


def test_a_time_may_end_the_box_of_a_session(tmp_path: Path) -> None:
    rows = "".join(row(*talk) for talk in TALKS)
    assert read_page(tmp_path, f"<div>{rows}</div>") == expected(*TALKS)


def test_a_day_with_few_boxes_has_them_too(tmp_path: Path) -> None:
    rows = "".join(row(*talk) for talk in TALKS)
    last = ("9:00", "9:45", "What Courts Can Do", "Jon Aske")
    found = read_page(tmp_path, f"<div>{rows}</div><h2>13 May 2031</h2><div>{row(*last)}</div>")
    assert found == expected(*TALKS, last)
