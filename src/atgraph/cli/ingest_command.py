"""atgraph ingest."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import click

from atgraph.cli import say
from atgraph.cli.options import data_folder, data_option, debug_option, path_option

OUT_HELP = "The programme's own folder, whose name is its id; of several, the folder for theirs."


@click.command("ingest")
@click.argument(
    "files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@path_option("--out", metavar="DIR", help=OUT_HELP)
@data_option
@debug_option
@click.pass_context
def command(
    ctx: click.Context, files: tuple[Path, ...], out: Path | None, data: Path | None
) -> None:
    """Draft the transcript of a document: text, Markdown, HTML, PDF or DOCX.

    Writes programme.yml, source.txt and report.txt into the programme's folder and prints the
    report. What is unsure carries `review:` with the reason. A document that has changed comes into
    the same folder again: the report says what changed, what the curator did is kept, and what both
    changed stays as it is, with `review:`.

    Exit codes: 0 nothing needs review; 1 something does; 2 the document cannot be read.
    """
    from atgraph.curate.ingest.drafting import ingest

    folder = out if out is not None else data_folder(data) / "programmes"
    code = 0
    with closing(
        ingest(files, folder, own=out is not None and len(files) == 1)
    ) as results:  # closed also by Ctrl-C, so that no process reads on
        for number, done in enumerate(results, 1):
            if done.error:
                for problem in done.error.problems:
                    say(str(problem), named=not problem.path)
                code = 2
            else:
                click.echo(done.report, nl=False)
                say(
                    f"{done.folder}: drafted{done.note}"
                    + (f" ({number} of {len(files)})" if len(files) > 1 else "")
                )
                code = max(code, int(done.needs_review))
    ctx.exit(code)
