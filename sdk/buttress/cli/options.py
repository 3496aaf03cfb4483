"""What commands take: the options that several share, each group of them handed on as one record."""

from __future__ import annotations

import datetime as dt
import functools
import math
from collections.abc import Callable, Sequence
from typing import Any

import click
from attrs import frozen
from click.core import ParameterSource

from buttress.engine.protocol import EVALUATE_SECONDS
from buttress.errors import ConfigError, Error
from buttress.text import nearest

Decorator = Callable[[Any], Any]
"""Adds to a command, as those of click do."""

COMPLETE = "_BUTTRESS_COMPLETE"
"""The variable by which a shell asks for completions."""
NEW = "new"
_YEARS = range(1970, 3000)
_LONGEST_TIMEOUT = 86_400
_WHOLE_HELP = "buttress.whole_help"


@frozen(kw_only=True)
class Project:
    """Whose settings and checks hold; the files are as they were named."""

    config: str | None = None
    policies: tuple[str, ...] = ()
    waivers: str | None = None


@frozen(kw_only=True)
class Terms(Project):
    """How stacks are judged; `timeout` is in seconds for a stack."""

    now: dt.datetime
    estate: bool
    timeout: float


@frozen(kw_only=True)
class Request(Terms):
    """Which stacks are judged, and how."""

    sources: tuple[str, ...]
    stacks: tuple[str, ...]


@frozen(kw_only=True)
class Output:
    """What is written, and what makes the exit code 1; None is what `buttress.yaml` says."""

    formats: tuple[str, ...]
    outputs: tuple[str, ...]
    show: tuple[str, ...]
    frameworks: tuple[str, ...]
    summary: bool
    full: bool
    extra: tuple[str, ...]
    baseline: str | None
    fail_on: str | None
    fail_on_unknown: bool
    fail_on_new: bool
    no_color: bool

    @property
    def only_new(self) -> bool:
        """Whether only what the baseline does not cover counts: two spellings, of which `--fail-on-new` leaves room for a severity."""
        return self.fail_on_new or self.fail_on == NEW


class _RareOption(click.Option):
    """An option that only `--help-all` shows."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        return super().get_help_record(ctx) if shows_all(ctx) else None


class Command(click.Command):
    """A command whose `--help` fits a screen, and whose `--help-all` shows its rare options as well.

    Its help is a raw docstring, in which click's mark of a block that is not to be rewrapped stands as two letters.
    """

    def __init__(self, *args: Any, **attributes: Any) -> None:
        super().__init__(*args, **attributes)
        self.help = self.help and self.help.replace("\\b\n", "\b\n")

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse as click does; a value that is empty, as that of a variable of the shell that is not set, is a mistake."""
        rest = super().parse_args(ctx, args)
        for param in self.get_params(ctx):
            name = param.name or ""
            value = ctx.params.get(name)
            if ctx.get_parameter_source(name) is ParameterSource.COMMANDLINE and "" in (value if isinstance(value, tuple) else (value,)):
                raise click.BadParameter("it is empty", ctx, param)
        return rest

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        params = super().get_params(ctx)
        return [*params, _HELP_ALL] if any(isinstance(param, _RareOption) for param in params) else params


class Group(Command, click.Group):
    """A group of such commands."""

    command_class = Command


def shows_all(context: click.Context) -> bool:
    """Whether help is to show what is rare."""
    return bool(context.meta.get(_WHOLE_HELP))


def whole_help(context: click.Context) -> str:
    """The help of a command with what is rare."""
    context.meta[_WHOLE_HELP] = True
    return context.get_help()


def _print_whole_help(context: click.Context, _param: click.Parameter, asked: bool) -> None:  # noqa: FBT001  (click calls it by place)
    if asked and not context.resilient_parsing:
        click.echo(whole_help(context), color=context.color)
        context.exit()


_HELP_ALL = click.Option(
    ["--help-all"], is_flag=True, is_eager=True, expose_value=False, callback=_print_whole_help, help="Show what is rarely used, too."
)


def rare(*names: str, **attributes: Any) -> Decorator:
    """A `click.option` that only `--help-all` shows."""
    return click.option(*names, cls=_RareOption, **attributes)


def _completing(names: Callable[[], Sequence[str]]) -> Callable[..., list[str]]:
    """A completion of click's from all names; whatever is wrong then completes nothing, since a shell has nowhere to say it."""

    def complete(_context: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
        try:
            return [name for name in names() if name.casefold().startswith(incomplete.casefold())]
        except Error:
            return []

    return complete


def _checks() -> Sequence[str]:
    from buttress.cli.run import load_catalog, load_settings

    return [*load_catalog(load_settings(Project())).checks]


def _explained() -> Sequence[str]:
    from buttress.catalog.topics import topic_names
    from buttress.cli.run import load_catalog, load_settings

    catalog = load_catalog(load_settings(Project()))
    return [*catalog.checks, *topic_names(catalog)]


def _formats() -> Sequence[str]:
    from buttress.report.registry import formats

    return formats()


complete_checks = _completing(_checks)
complete_explained = _completing(_explained)
complete_formats = _completing(_formats)


def parse_now(text: str | None) -> dt.datetime:
    """The moment to judge by: what `--now` says, in UTC unless it names a zone, else the clock."""
    if text is None:
        return dt.datetime.now(dt.UTC).replace(microsecond=0)
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        raise ConfigError(f"--now {text!r} is not a time", hint="write it as 2026-01-31 or 2026-01-31T12:00:00Z") from None
    _in_our_time(moment.year, f"--now {text}")
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)


def parse_day(text: str | None) -> dt.date | None:
    """The day that `--date` names."""
    if not text:
        return None
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        raise ConfigError(f"--date {text!r} is not a day", hint="write it as 2026-01-31") from None
    _in_our_time(day.year, f"--date {text}")
    return day


def _in_our_time(year: int, named: str) -> None:
    """Zones, periods and deadlines are reckoned from a moment on, which the ends of the calendar leave no room for."""
    if year not in _YEARS:
        raise ConfigError(f"{named} is not between the years {_YEARS.start} and {_YEARS.stop - 1}")


def now(meaning: str = "The moment to judge by, as 2026-01-31 or with a time; the clock if absent.") -> Decorator:
    """`--now`, as a moment in time."""
    return rare("--now", metavar="TIME", callback=lambda _context, _param, text: parse_now(text), help=meaning)


def form() -> Decorator:
    """`--format` of commands that answer people or programs."""
    choice = click.Choice(["text", "json"])
    return click.option("--format", "form", type=choice, default="text", show_default=True, help="For people or for programs.")


def framework(meaning: str) -> Decorator:
    """`--framework`, as a list of ids."""
    return rare("--framework", "frameworks", multiple=True, metavar="ID", help=meaning)


def chosen_frameworks(named: Sequence[str], known: Sequence[str]) -> Sequence[str]:
    """What `--framework` names, or all that are known; an unknown one is an error."""
    for name in named:
        if name not in known:
            hint = nearest(name, [*known]) or f"known: {', '.join(known)}"
            raise ConfigError(f"--framework {name}: there is no such framework", hint=hint)
    return named or known


def waivers() -> Decorator:
    """`--waivers`: the file that holds them."""
    return rare("--waivers", type=click.Path(dir_okay=False), help="The waiver file, instead of buttress-waivers.yaml.")


class _Seconds(click.FloatRange):
    """A number of seconds; one that is none (`nan`) lies in no range."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        number = super().convert(value, param, ctx)
        if math.isnan(number):
            self.fail(f"{value} is not a number of seconds", param, ctx)
        return number


def _handed_on_as(record: type, *options: Decorator) -> Decorator:
    """Add options to a command, which gets them as one record, by the record's name in small letters."""

    def decorate(command: Callable[..., int]) -> Callable[..., int]:
        @functools.wraps(command)
        def gather(**values: Any) -> int:
            own = {name: values.pop(name) for name in names}
            return command(**values, **{record.__name__.lower(): record(**own)})

        for option in reversed(options):
            option(gather)
        # click keeps what it was given with the function, the last at its end.
        names = [param.name for param in vars(gather)["__click_params__"][-len(options) :]]
        return gather

    return decorate


_PROJECT: tuple[Decorator, ...] = (
    rare("--policies", multiple=True, metavar="DIR", help="A directory of your own checks; repeatable."),
    rare("--config", type=click.Path(exists=True, dir_okay=False), help="The buttress.yaml to use; else the nearest one upwards."),
)
_TERMS: tuple[Decorator, ...] = (
    click.option("--estate", is_flag=True, help="Judge each cloud account as a whole, too."),
    now(),
    waivers(),
    rare(
        "--timeout",
        type=_Seconds(min=0.1, max=_LONGEST_TIMEOUT),
        default=EVALUATE_SECONDS,
        show_default=True,
        help="Seconds that OPA may take to start, and for a stack.",
    ),
    *_PROJECT,
)

project: Decorator = _handed_on_as(Project, *_PROJECT)
terms: Decorator = _handed_on_as(Terms, *_TERMS)
request: Decorator = _handed_on_as(
    Request,
    click.argument("sources", nargs=-1, metavar="[STATE]..."),
    click.option("--stack", "stacks", multiple=True, metavar="STACK", help="A live stack, as ORG/PROJECT/STACK; repeatable."),
    *_TERMS,
)
output: Decorator = _handed_on_as(
    Output,
    click.option(
        "--format",
        "formats",
        multiple=True,
        metavar="FORMAT",
        shell_complete=complete_formats,
        help="What stdout gets: text, json, markdown, sarif, …",
    ),
    click.option(
        "--output",
        "-o",
        "outputs",
        multiple=True,
        metavar="FILE",
        help="Write a file, by its ending, or FORMAT=FILE; repeatable.",
    ),
    click.option(
        "--fail-on",
        metavar="SEVERITY",
        type=click.Choice(["critical", "high", "medium", "low", "never", NEW]),
        help="Exit with 1 from this on: critical, high, medium, low (the default); never; new: only for what is new.",
    ),
    click.option("--baseline", metavar="FILE", type=click.Path(dir_okay=False), help="An earlier assessment (JSON), to mark what is new."),
    rare("--fail-on-unknown", is_flag=True, help="Let unknown outcomes count like failing ones."),
    rare("--fail-on-new", is_flag=True, help="With a baseline: only what is new or regressed makes the exit code 1."),
    rare("--show", multiple=True, metavar="OUTCOME", help="List findings of this outcome too (pass, not_applicable); repeatable."),
    framework("Report against this framework alone; repeatable. Default: all that are loaded."),
    click.option("--full", is_flag=True, help="In text: all that was found, not just a screen or two."),
    rare("--summary", is_flag=True, help="In text and markdown: only the summary, no finding by itself."),
    rare(
        "--option",
        "extra",
        multiple=True,
        metavar="KEY=VALUE",
        help="What single formats ask for (aws_region and aws_account for asff, program for sarif and github); repeatable.",
    ),
    rare("--no-color", is_flag=True, help="No colour, as with NO_COLOR."),
)
