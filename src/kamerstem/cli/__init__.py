"""The command line: thin commands over ``answers``. Names, options and exit codes are a contract.

Results go to standard output, everything else to standard error. What a command needs is imported inside it, so that
``--help`` is there at once.
"""

import datetime as dt
import errno
import os
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kamerstem import __version__
from kamerstem.cli.audit import add_audit_command
from kamerstem.cli.budget import add_budget_command
from kamerstem.cli.compare import add_compare_command
from kamerstem.cli.completion import add_completion_command
from kamerstem.cli.day import add_day_command
from kamerstem.cli.examples import GROUPS, HEADING, OTHERWISE, epilog
from kamerstem.cli.folding import note, show
from kamerstem.cli.glossary import add_glossary_command
from kamerstem.cli.options import Misread, Options
from kamerstem.cli.output import exit_code, put
from kamerstem.cli.record import add_record_commands
from kamerstem.cli.search import add_search_command
from kamerstem.errors import InputError, KamerstemError
from kamerstem.language import Lang, Words, asked_for
from kamerstem.render.forms import SUFFIXES

if TYPE_CHECKING:
    from kamerstem.answers.door import Answer, Door
    from kamerstem.model.answers import Checked

CHECK_FORMS = ("text", "json")
# What people type to have a document put right, where the option is another.
_PUT_RIGHT = {("check", "-o"), ("check", "--corrected"), ("compare", "-o")}


def main(args: list[str] | None = None) -> None:
    """Run the command line and leave with the exit code of the contract."""
    args = sys.argv[1:] if args is None else args
    lang = asked_for(args)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        code = commands(lang).main(args, prog_name="kamerstem", standalone_mode=False)
        if sys.stdout is not None:
            sys.stdout.flush()
    except KamerstemError as error:
        _say(error.message(lang))
        code = error.exit_code
    except click.UsageError as error:
        _say(_usage(error, lang))
        code = InputError.exit_code
    except click.exceptions.Abort:  # what click makes of Ctrl-C
        raise KeyboardInterrupt from None
    except (BrokenPipeError, SystemExit):  # the reader of our output has left: nothing more to say
        _drop_output()
        code = 0
    except OSError as error:
        if error.filename is not None:
            raise
        if error.errno == errno.EINVAL and _windows():  # how Windows says that the reader has left
            _drop_output()
            sys.exit(0)
        from kamerstem.files import unwritable  # it is about standard output: the disk behind it is full

        _drop_output()
        failure = unwritable(Words("de uitvoer", "the output").in_(lang), error)
        _say(failure.message(lang))
        code = failure.exit_code
    sys.exit(code or 0)


def _windows() -> bool:
    return os.name == "nt"


def _drop_output() -> None:
    """Send what is still to be written nowhere, so that leaving does not fail on it once more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


class _Help(click.HelpFormatter):
    """Help whose own words are Dutch."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix or "Gebruik: ")

    @contextmanager
    def section(self, name: str) -> Iterator[None]:
        with super().section({"Options": "Opties"}.get(name, name)):
            yield

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        dutch = [(name, text.replace("[required]", "[verplicht]")) for name, text in rows]
        super().write_dl(dutch, col_max, col_spacing)


class _Context(click.Context):
    formatter_class = _Help


class _Told(click.Command):
    """A command that the list of commands tells of in a whole sentence, not in words that are cut off."""

    def get_short_help_str(self, limit: int = 45) -> str:  # noqa: ARG002  (the list folds what is long)
        """Return what the command does, up to the first stop."""
        return re.split(r"(?<=[\w)])[.:;](?:\s|$)", self.help or "", maxsplit=1)[0] + "."


class _Command(_Told):
    context_class = _Context


class _EnglishGroup(click.Group):
    """Commands in order of what they are for."""

    command_class: type[click.Command] | None = _Told
    lang: Lang = "en"

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002  (click's)
        """Write the commands under a heading for each use."""
        for heading, names in GROUPS:
            rows = [(name, self.commands[name].get_short_help_str()) for name in names]
            with formatter.section(heading.in_(self.lang)):
                formatter.write_dl(rows)


class _Group(_EnglishGroup):
    context_class = _Context
    command_class = _Command
    lang: Lang = "nl"


def commands(lang: Lang) -> click.Group:
    """Return the commands with their help in one language."""

    options = Options(lang)
    words, shared, asking = options.words, options.shared, options.asking

    @click.group(
        cls=_Group if lang == "nl" else _EnglishGroup,
        options_metavar=words("[OPTIES]", "[OPTIONS]"),
        subcommand_metavar=words("OPDRACHT ...", "COMMAND ..."),
        help=words(
            "Hoe de Tweede Kamer stemde over een wetsvoorstel, zijn amendementen en zijn moties.",
            "How the Dutch House of Representatives voted on a bill, its amendments and its motions.",
        ),
    )
    @click.version_option(
        __version__,
        prog_name="kamerstem",
        message="%(prog)s %(version)s",
        help=words("Toon de versie.", "Show the version."),
    )
    @shared
    def group(lang: Lang) -> None: ...

    @group.command(
        options_metavar=words("[OPTIES]", "[OPTIONS]"),
        help=words(
            "Toon het stemmingsoverzicht van een bestand of een nummer (zoals 36470-VI).",
            "Show the voting overview of a file or a number (such as 36470-VI).",
        ),
    )
    @click.argument("target", metavar=words("NUMMER|BESTAND...", "REF|FILE..."), nargs=-1)
    @click.option(
        "--as",
        "form",
        type=click.Choice(list(SUFFIXES)),
        help=words(
            "Vorm van het overzicht. Zonder --as volgt die uit de naam na -o.",
            "Form of the overview. Without --as it follows from the name after -o.",
        ),
    )
    @click.option(
        "-o", "output", metavar=words("PAD", "PATH"), type=click.Path(path_type=Path),
        help=words("Schrijf naar dit bestand, of in deze map.", "Write to this file, or into this folder."),
    )  # fmt: skip
    @click.option(
        "--template", metavar=words("BESTAND", "FILE"), type=click.Path(path_type=Path),
        help=words(
            "Een Word-bestand met de huisstijl, voor --as docx.",
            "A Word file with the house style, for --as docx.",
        ),
    )  # fmt: skip
    @options.day(
        "--adopted-since",
        "Alle wetsvoorstellen die sinds deze dag zijn aangenomen, uit het eigen gegevensbestand, in een map (-o).",
        "Every bill adopted since this day, from the local record, into a folder (-o).",
    )
    @options.day("--at", "Zoals het aan het eind van deze dag was.", "As it was at the end of this day.")
    @options.papers
    @asking
    @shared
    def overview(
        target: tuple[str, ...],
        form: str | None,
        output: Path | None,
        template: Path | None,
        adopted_since: dt.date | None,
        at: dt.date | None,
        papers: bool,
        door: "Door",
        lang: Lang,
    ) -> int:
        from kamerstem.answers import documents
        from kamerstem.cli import output as out

        if adopted_since is None and not target:
            raise click.MissingParameter(ctx=click.get_current_context(), param=overview.params[0])
        if adopted_since is not None and output is None:
            raise InputError(
                "--adopted-since schrijft een overzicht per wetsvoorstel. Geef een map met -o.",
                "--adopted-since writes an overview of each bill. Name a folder with -o.",
            )
        form = form or out.form_of(output)
        named = documents.spread(target)
        several = len(named) > 1 or adopted_since is not None
        style = out.house_style(template, form)
        targets = named + (out.adopted_since(adopted_since, options.given("record")) if adopted_since else [])
        delivery = out.Delivery(output, form, lang, several=several, template=style)
        return delivery.each(
            targets,
            lambda each: documents.ask(door, each, at=at, papers=papers),
            _say,
        )

    @group.command(
        options_metavar=words("[OPTIES]", "[OPTIONS]"),
        help=words(
            "Controleer een stemmingsoverzicht en meld wat er niet klopt.",
            "Check a voting overview and report what is wrong.",
        ),
    )
    @click.argument("target", metavar=words("NUMMER|BESTAND...", "REF|FILE..."), nargs=-1, required=True)
    @click.option(
        "--as",
        "form",
        type=click.Choice(CHECK_FORMS),
        default="text",
        help=words("Vorm van het verslag.", "Form of the report."),
    )
    @options.papers
    @asking
    @click.option(
        "--strict",
        is_flag=True,
        help=words(
            "Ook een waarschuwing telt als fout (uitgang 1).", "A warning counts as an error too (exit 1)."
        ),
    )
    @click.option(
        "--report", "filed", metavar=words("PAD", "PATH"), type=click.Path(path_type=Path),
        help=words(
            "Schrijf een controleverslag van één bladzijde (.pdf, .docx, .md of .txt), voor in het dossier.",
            "Write a report of the check on one page (.pdf, .docx, .md or .txt), to file.",
        ),
    )  # fmt: skip
    @shared
    def check(
        target: tuple[str, ...],
        form: str,
        papers: bool,
        door: "Door",
        strict: bool,
        filed: Path | None,
        lang: Lang,
    ) -> int:
        from kamerstem.answers import documents

        targets = documents.spread(target)
        if filed is not None and len(targets) > 1:
            raise InputError("--report hoort bij één document.", "--report goes with one document.")
        answers: list[Answer] = []
        made: list[Checked] = []
        worst = 0
        for each in targets:
            try:
                answer = documents.check(door, each, papers=papers)
                answers.append(answer)
                made.append(documents.as_checked(each, answer))
            except KamerstemError as error:  # one that cannot be read keeps nothing from the others
                if len(targets) == 1:
                    raise
                _say(error.message(lang))
                worst = max(worst, error.exit_code)
        if form == "json":
            from kamerstem.contract.checked import report as contract_of
            from kamerstem.render.json import dumps

            put(dumps(contract_of(made, lang)))
        else:
            from kamerstem.render.findings import report

            for checked in made:
                show(report(checked, lang))
                note(checked.origin.in_(lang))
        if filed is not None:
            from kamerstem.cli.output import form_of
            from kamerstem.files import write
            from kamerstem.render import control

            write(filed, control.render(form_of(filed), made[0], lang))
        return max(worst, *(exit_code(answer, strict=strict) for answer in answers), 0)

    add_budget_command(group, options)
    add_record_commands(group, options)
    add_audit_command(group, options)
    add_compare_command(group, options)
    add_search_command(group, options)
    add_day_command(group, options)
    add_glossary_command(group, options)
    add_completion_command(group, options)
    for name, command in group.commands.items():
        command.epilog = epilog(name, HEADING.in_(lang))
    return group


def _say(text: str) -> None:
    """Say one line on standard error; a name from outside may hold line ends and codes that a terminal obeys."""
    note(f"kamerstem: {text}")


def _usage(error: click.UsageError, lang: Lang) -> str:
    """Return what is wrong with the command itself, in words of our own where click has only English."""
    path = error.ctx.command_path if error.ctx is not None else "kamerstem"
    hint = Words(f"Zie {path} --help.", f"See {path} --help.").in_(lang)
    at_top = error.ctx is not None and isinstance(error.ctx.command, click.Group)
    if at_top and type(error) in (click.UsageError, click.exceptions.NoArgsIsHelpError):  # no command given
        names = ", ".join(commands(lang).commands)
        return Words(f"Geef een opdracht: {names}. {hint}", f"Give a command: {names}. {hint}").in_(lang)
    if at_top and isinstance(error, click.NoSuchOption) and (owner := _owner_of(error.option_name, lang)):
        return Words(
            f"De optie {error.option_name} hoort na de opdracht, zoals bij 'kamerstem {owner}'. {hint}",
            f"The option {error.option_name} belongs after the command, as with 'kamerstem {owner}'. {hint}",
        ).in_(lang)
    if isinstance(error, click.NoSuchOption) and (path.split()[-1], error.option_name) in _PUT_RIGHT:
        return Words(
            f"De optie {error.option_name} bestaat hier niet. Een verbeterd overzicht schrijft"
            f" 'kamerstem compare BESTAND --corrected PAD'. {hint}",
            f"There is no option {error.option_name} here. 'kamerstem compare FILE --corrected PATH' writes a"
            f" corrected overview. {hint}",
        ).in_(lang)
    if isinstance(error, Misread):
        at = Words("Bij", "With").in_(lang)
        return f"{at} {_name_of(error)}: {error.said.in_(lang)} {hint}"
    if isinstance(error, click.exceptions.NoSuchCommand) and (
        name := OTHERWISE.get(error.command_name.casefold())
    ):
        return Words(
            f"De opdracht {error.command_name} bestaat niet. Bedoelt u 'kamerstem {name}'? {hint}",
            f"No such command '{error.command_name}'. Do you mean 'kamerstem {name}'? {hint}",
        ).in_(lang)
    if lang == "en":
        return f"{error.format_message()} {hint}"
    if isinstance(error, click.exceptions.NoSuchCommand):
        return f"De opdracht {error.command_name} bestaat niet.{_meant(error.possibilities or ())} {hint}"
    if isinstance(error, click.NoSuchOption):
        return f"De optie {error.option_name} bestaat niet.{_meant(error.possibilities or ())} {hint}"
    if isinstance(error, click.BadOptionUsage):
        return f"Bij de optie {error.option_name} ontbreekt een waarde, of er staat er een te veel. {hint}"
    if isinstance(error, click.MissingParameter):
        return f"Er ontbreekt iets: {_name_of(error)}. {hint}"
    if isinstance(error, click.BadParameter) and error.param is not None:
        return f"De waarde bij {_name_of(error)} kan niet.{_allowed(error.param.type)} {hint}"
    if extra := re.search(r"^Got unexpected extra arguments? \((.*)\)", error.message):
        return f"Er staat iets te veel: {extra[1]}. {hint}"
    return f"De opdracht is niet goed. {hint}"


def _owner_of(option: str, lang: Lang) -> str | None:
    """Return the first command that has an option which stands before the command, ``None`` where none has it."""
    for name, command in commands(lang).commands.items():
        if any(option in param.opts for param in command.params):
            return name
    return None


def _meant(close: Sequence[str]) -> str:
    """Return in Dutch what was probably meant, after a space; nothing where nothing is like it."""
    return f" Bedoelt u {' of '.join(close)}?" if close else ""


def _name_of(error: click.BadParameter) -> str:
    """Return what an option or argument is called in the help: "--since DATUM", "NUMMER|BESTAND"."""
    if error.param is None or error.ctx is None:
        return ""
    metavar = error.param.make_metavar(error.ctx).strip("[].")
    if isinstance(error.param, click.Argument):
        return metavar
    name = "/".join(error.param.opts)
    return name if isinstance(error.param.type, click.Choice) else f"{name} {metavar}"


def _allowed(kind: click.ParamType[Any]) -> str:
    """Return in a Dutch sentence what a value may be, after a space; nothing where that is not known."""
    if isinstance(kind, click.Choice):
        return f" Kies uit: {', '.join(kind.choices)}."
    if isinstance(kind, click.IntRange):
        most = "" if kind.max is None else f" tot en met {kind.max}"
        return f" Geef een geheel getal vanaf {kind.min}{most}."
    return ""
