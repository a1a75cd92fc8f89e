"""Pages of the field and of its neighbours: what was read wrongly when it was first seen."""

from pathlib import Path
from typing import Any

from drafts import named, read_sessions


def read_rows(folder: Path, *rows: str) -> Any:
    """Read the rows of a table below a day, and two more behind them."""
    cells = "".join(f"<tr>{row}</tr>" for row in rows)
    last = "<tr><td>14:00</td><td>Farms</td><td>Tom Reed, mayor</td></tr>"
    last += "<tr><td>15:00</td><td>Courts</td><td>Carla Neri, nurse</td></tr>"
    page = f"<h1>The law of the fields</h1><p>3 June 2031</p><table>{cells}{last}</table>"
    return read_sessions(folder, page, ".html")


def test_the_end_of_a_line_end_is_one_as_browsers_show_it(tmp_path: Path) -> None:
    cell = "Opening session:</br>Chair: Ada Bek, judge</br>Address by Ugo Lund, mayor"
    first = read_rows(tmp_path, f"<td>9:00</td><td>{cell}</td>")[0]
    assert (first["title"], named(first)) == ("Opening session", ["Ada Bek", "Ugo Lund"])


def test_a_colon_before_somebody_is_no_part_of_the_line(tmp_path: Path) -> None:
    cell = "Debt at sea<br>:Professor Ada Bek, Open Door<br>: Dr. Ugo Lund, Terra"
    first = read_rows(tmp_path, f"<td>9:00</td><td>{cell}</td>")[0]
    assert (first["title"], named(first)) == ("Debt at sea", ["Ada Bek", "Ugo Lund"])
