"""A file of options for a command that runs for long: TOML, each key an option's name."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import click

from atgraph.cli.options import PATH
from atgraph.errors import UnreadableError
from atgraph.files import read_text
from atgraph.text import did_you_mean

NOT_THERE = frozenset({"config", "debug", "help"})
HELP = "Read options from this TOML file: their names without the dashes. Options typed go before."


def read_settings(ctx: click.Context, option: click.Parameter, path: Path | None) -> Path | None:
    """Take what a file says for options that are not typed.

    It is an UnreadableError, with the line, if it is no TOML, or says something of no option or
    something that an option cannot be.
    """
    if path is None:
        return None
    written = read_text(path)
    try:
        settings = tomllib.loads(written)
    except tomllib.TOMLDecodeError as exc:
        place = re.search(r"\(at line (\d+), column \d+\)$", str(exc))
        why = str(exc)[: place.start()].strip() if place else str(exc)
        last = len(written.splitlines())
        raise UnreadableError(
            f"is not TOML: {why}", path, int(place[1]) if place else last
        ) from exc
    known = {
        name.lstrip("-"): one
        for one in ctx.command.params
        for name in one.opts
        if isinstance(one, click.Option) and name.lstrip("-") not in NOT_THERE
    }
    problems = [
        UnreadableError(why, path, _line_of(written, key)).problems[0]
        for key, value in settings.items()
        if (why := _refused(ctx, known, key, value))
    ]
    if problems:
        raise UnreadableError.of(problems)
    values = {str(known[key].name): value for key, value in settings.items()}
    ctx.default_map = {**(ctx.default_map or {}), **values}
    return path


def _refused(ctx: click.Context, known: dict[str, click.Option], key: str, value: Any) -> str:
    """Return why a setting is refused; empty where it is not."""
    if key not in known:
        hint = did_you_mean(key, known, f"{ctx.command_path} --help lists the options")
        return f"there is no option {key!r}; {hint}"
    option = known[key]
    if option.is_flag:
        return "" if isinstance(value, bool) else f"{key} is true or false, not {value!r}"
    if option.multiple:
        is_fit = isinstance(value, list) and all(isinstance(one, str) for one in value)
        return "" if is_fit else f'{key} is a list of texts, such as ["{option.metavar}"]'
    if isinstance(value, bool | list | dict):
        return f"{key} is one value, not {value!r}"
    try:
        option.type_cast_value(ctx, value)
    except click.BadParameter as exc:
        return f"{key}: {exc.message}"
    return ""


def _line_of(written: str, key: str) -> int:
    """Return the line on which a key, or a table of its name, begins."""
    name = rf"[\"']?{re.escape(key)}[\"']?"
    found = re.search(rf"^[ \t]*(?:\[+[ \t]*{name}|{name}[ \t]*[.=])", written, re.MULTILINE)
    return written[: found.start()].count("\n") + 1 if found else 1


config_option = click.option(
    "--config",
    type=PATH,
    metavar="FILE",
    help=HELP,
    is_eager=True,
    expose_value=False,
    callback=read_settings,
)
