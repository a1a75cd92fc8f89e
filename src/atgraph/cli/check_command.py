"""atgraph check."""

from pathlib import Path

import click

from atgraph.build.built_graph import BuiltGraph
from atgraph.build.validation.report import write_report
from atgraph.build.whole import inspect
from atgraph.cli import options, say
from atgraph.curate.worklist import build_tasks, iter_lines
from atgraph.errors import VIOLATION
from atgraph.files import home, resource_folder
from atgraph.graph.graph import Graph
from atgraph.maps.story import check_stories
from atgraph.text import plural

FORMATS = click.Choice(("text", "json", "ttl"))
FORMAT_HELP = "json, ttl: the SHACL validation report."
WAITING = "; the checks of the graph as a whole follow when these are mended"


@click.command("check")
@click.argument("programmes", nargs=-1, metavar="[PROGRAMME]...")
@options.data_option
@click.option("--format", "fmt", type=FORMATS, default="text", help=FORMAT_HELP)
@options.jobs_option
@options.on_option
@options.debug_option
@click.pass_context
def check_command(
    ctx: click.Context,
    programmes: tuple[str, ...],
    data: Path | None,
    fmt: str,
    jobs: int,
    on: str,
) -> None:
    """Tell what is wrong in data/ and in the stories of maps, as a worklist. Nothing is published.

    Each task says what is wrong, why it matters and to whom, where it is written, and the lines
    that mend it. Advice may stay as it is. With PROGRAMME, what is wrong there and in what it names
    of the registry: other programmes do not count. Exit codes: 0 nothing stops the build; 1
    something does; 2 a file cannot be read.
    """
    folder = options.data_folder(data)
    built = inspect(folder, only=programmes, jobs=jobs, on=on)
    is_whole = not programmes and (home() / "viz").is_dir()
    if built.understood and not built.violations and is_whole:
        kg = Graph(built.store)
        own = folder.resolve() == (home() / "data").resolve()
        built.problems += check_stories(kg, absent=own)
    if fmt != "text":
        click.echo(write_report(built.problems, folder, fmt), nl=False)
    elif built.problems:
        tasks = build_tasks(built.problems, built.ontology, resource_folder("ontology") / "shapes")
        click.echo("\n".join(iter_lines(tasks)))
    where = f" of {', '.join(programmes)}" if programmes else ""
    advice = len(built.warnings)
    if wrong := len(built.violations):
        files = plural(len({f.path for f in built.violations}), "file")
        waiting = "" if built.understood else WAITING
        stop = f"stop{'s' * (wrong == 1)}"
        say(f"{plural(wrong, 'finding')}{where} in {files} {stop} the build{waiting}")
        _say_left(built, programmes)
        ctx.exit(built.error.exit_code)
    found = f"{plural(advice, 'piece')} of advice" if advice else "nothing is wrong"
    what = f" in {', '.join(programmes)}" if programmes else ""
    count = plural(len(built.programmes), "programme")
    say(f"{found}{what}: {count}, {sum(map(len, built.drafts)):,} statements")
    _say_left(built, programmes)


def _say_left(built: BuiltGraph, programmes: tuple[str, ...]) -> None:
    """Say how much is wrong elsewhere, where only some programmes are looked at."""
    left = [problem for problem in built.scope.left if problem.severity == VIOLATION]
    if programmes and left:
        say(f"{plural(len(left), 'finding')} elsewhere not shown; atgraph check shows all")
