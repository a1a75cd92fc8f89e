"""atgraph ingest."""

from contextlib import closing
from pathlib import Path

import click

from atgraph.cli import options
from atgraph.cli.running import say, say_problems
from atgraph.curate.ingest.batch import ingest

OUT_HELP = "The programme's own folder, whose name is its id; with --apart, that for theirs."


@click.command("ingest")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=options.PATH)
@options.path_option("--out", "DIR", OUT_HELP)
@click.option("--apart", is_flag=True, help="The documents are of different events.")
@click.option("--explain", is_flag=True, help="Print what each line was taken for, and how surely.")
@options.data_option
@options.debug_option
@click.pass_context
def ingest_command(
    ctx: click.Context,
    files: tuple[Path, ...],
    out: Path | None,
    apart: bool,
    explain: bool,
    data: Path | None,
) -> None:
    """Draft the transcript of a document: text, Markdown, HTML, PDF or DOCX.

    Writes programme.yml, source.txt and report.txt into the programme's folder and prints the
    report. What is unsure carries `review:` with the reason. A document that has changed comes into
    the same folder again: the report says what changed, what the curator did is kept, and what both
    changed stays as it is, with `review:`.

    Several documents are of one event (agenda, biographies, flyer; the agenda first): one
    transcript quotes all of them, in the folder of --out, or one that is named by the first. With
    --apart they become a transcript each, in folders of theirs below that of --out.

    --explain prints a row for each line, in the order of reading: its number in source.txt, the
    zone that it is in, the label that was chosen, the next best one, by how much that is worse, and
    the line. Where a session is wrong, look for the line with the small margin.

    Exit codes: 0 nothing needs review; 1 something does; 2 the document cannot be read.
    """
    folder = out if out is not None else options.data_folder(data) / "programmes"
    code, several = 0, len(files) > 1 and apart
    # closed also by Ctrl-C, so that no process reads on
    with closing(ingest(files, folder, out is not None and not several, not apart)) as results:
        for number, done in enumerate(results, 1):
            if done.error:
                say_problems(done.error)
                code = 2
            else:
                click.echo(done.explained * explain + done.report, nl=False)
                count = f" ({number} of {len(files)})" if several else ""
                say(f"{done.folder}: drafted{done.note}{count}")
                for problem in done.returned:
                    say(str(problem), named=False)
                code = max(code, int(done.needs_review))
    ctx.exit(code)
