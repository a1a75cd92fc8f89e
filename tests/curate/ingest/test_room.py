"""What the room says of itself is true."""

import re
from pathlib import Path

from atgraph.curate import ingest


def test_the_room_says_what_each_of_its_modules_does():
    """A newcomer finds every module in the order of the reading, and none that is gone."""
    modules = {path.stem for path in Path(ingest.__file__).parent.glob("*.py")} - {"__init__"}
    said = set(re.findall(r"``(\w+)``", ingest.__doc__ or ""))
    assert said == modules | {"formats"}
