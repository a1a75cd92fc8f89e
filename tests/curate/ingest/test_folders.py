"""`atgraph ingest` as a process: where it writes, and that it ends when it is stopped."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import mini

TEXT = (
    "HARBOUR FORUM\n4 May 2026\n10:00 Opening\n"
    "Moderator: Ms. Ana Example, Director, Larch Foundation\n"
)
STOPPED = (
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
    "import os; os.cpu_count = lambda: 2; from atgraph.cli import main; main()"
)


@pytest.mark.slow
def test_a_file_is_no_folder_and_a_name_that_is_no_id_is_told(tmp_path: Path) -> None:
    document, taken = tmp_path / "forum.txt", tmp_path / "taken"
    document.write_text(TEXT, encoding="utf-8")
    taken.write_text("mine", encoding="utf-8")
    refused = mini.atgraph("ingest", document, "--out", taken)

    assert (refused.code, refused.out, refused.err) == (
        2,
        "",
        f"{taken}: is a file; name a folder with --out\n",
    )
    assert taken.read_text(encoding="utf-8") == "mine"
    told = mini.atgraph("ingest", document, "--out", tmp_path / "Harbour Fórum")
    assert (
        told.err == f"atgraph: {tmp_path / 'Harbour Fórum'}: drafted; its id is harbour-forum, "
        "so call the folder that, too\n"
    )


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="Ctrl-C is another thing elsewhere")
@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGKILL])
def test_no_process_reads_on_when_the_command_is_stopped(
    tmp_path: Path, stop: signal.Signals
) -> None:
    # the first is drafted at once, the others are being read when the command is stopped
    for number in range(24):
        document = tmp_path / f"forum-{number:02}.txt"
        document.write_text(TEXT * (150 if number else 1), encoding="utf-8")
    files = sorted(map(str, tmp_path.glob("*.txt")))
    reading = subprocess.Popen(
        [
            sys.executable,
            "-c",
            STOPPED,
            "ingest",
            *files,
            "--apart",
            "--out",
            str(tmp_path / "out"),
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert reading.stdout and reading.stderr
    assert select.select([reading.stdout], [], [], 120)[0], "nothing was drafted"
    reading.send_signal(
        stop
    )  # to the command alone, as `kill` does: the processes of its pool learn of it by themselves
    _, told = reading.communicate(timeout=60)  # until the last of them has let go of the pipe

    assert reading.returncode == (2 if stop == signal.SIGINT else -stop)
    assert b"Traceback" not in told
    assert len(list((tmp_path / "out").iterdir())) < len(files)
