"""Posts and news that announce one event: its title, its day and who speaks stand in sentences."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from atgraph.curate.ingest.drafting import draft_here as draft
from atgraph.data.yaml_lines import read_yaml

POST = """<article><h1>Silence on the line</h1>
<p>News | 2 May 2023</p>
<p>The Law Clinic hosts a panel on 12 June 2023 at 17:00 in the Glass Hall.</p>
<p>The panel will be joined by Lucia Ferrante of the Border Police and Rajesh Kothari, director of
Safe Harbour Trust.</p></article>"""


def read(folder: Path, text: str) -> Any:
    document = folder / "document.html"
    document.write_text(text, encoding="utf-8")
    draft(document).write(folder / "draft")
    return read_yaml(folder / "draft" / "programme.yml")["sessions"]


def test_a_category_with_a_date_opens_no_other_news(tmp_path: Path) -> None:
    (panel,) = read(tmp_path, POST)

    assert [p["name"] for p in panel["participants"]] == ["Lucia Ferrante", "Rajesh Kothari"]
