"""The command line: thin commands over ``service``. Names, options and exit codes are a contract.

Results go to standard output, everything else to standard error. What a command needs is imported inside it, so that
``--help`` is there at once.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kamerstem import __version__
from kamerstem.errors import InputError, KamerstemError
from kamerstem.language import Lang, Words

if TYPE_CHECKING:
    from kamerstem.service import Answer

OVERVIEW_FORMS = ("text", "json")
_SUFFIXES = {".txt": "text", ".json": "json"}
CHECK_FORMS = ("text", "json")


def main(args: list[str] | None = None) -> None:
    """Run the command line and leave with the exit code of the contract."""
    args = sys.argv[1:] if args is None else args
    lang = _language(args)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        code = commands(lang).main(args, prog_name="kamerstem", standalone_mode=False)
        sys.stdout.flush()
    except KamerstemError as error:
        _say(error.message(lang))
        code = error.exit_code
    except click.UsageError as error:
        _say(_usage(error, lang))
        code = InputError.exit_code
    except click.exceptions.Abort:
        code = 130
    except BrokenPipeError:  # the reader of our output has left: nothing more to say
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    sys.exit(code or 0)


def commands(lang: Lang) -> click.Group:
    """Return the commands with their help in one language."""

    def words(nl: str, en: str) -> str:
        return Words(nl, en).in_(lang)

    def shared(function: Callable[..., Any]) -> Callable[..., Any]:
        options = (
            click.option(
                "--lang",
                type=click.Choice(["nl", "en"]),
                default=lang,
                help=words("Taal van wat u leest.", "Language of what you read."),
            ),
        )
        for option in reversed(options):
            function = option(function)
        return function

    @click.group(
        help=words(
            "Hoe de Tweede Kamer stemde over een wetsvoorstel, zijn amendementen en zijn moties.",
            "How the Dutch House of Representatives voted on a bill, its amendments and its motions.",
        ),
        context_settings={"help_option_names": ["--help", "-h"]},
    )
    @click.version_option(__version__, prog_name="kamerstem", message="%(prog)s %(version)s")
    def group() -> None: ...

    @group.command(
        help=words(
            "Toon het stemmingsoverzicht van een bestand of een nummer (zoals 36470-VI).",
            "Show the voting overview of a file or a number (such as 36470-VI).",
        )
    )
    @click.argument("target", metavar=words("NUMMER|BESTAND", "REF|FILE"), nargs=-1, required=True)
    @click.option(
        "--as",
        "form",
        type=click.Choice(OVERVIEW_FORMS),
        help=words("Vorm van het overzicht.", "Form of the overview."),
    )
    @click.option(
        "-o", "output", metavar=words("PAD", "PATH"), type=click.Path(path_type=Path),
        help=words("Schrijf naar dit bestand, of in deze map.", "Write to this file, or into this folder."),
    )  # fmt: skip
    @click.option(
        "--from", "origin", type=click.Choice(["auto", "example"]), default="auto",
        help=words("Waar de gegevens vandaan komen.", "Where the data come from."),
    )  # fmt: skip
    @shared
    def overview(
        target: tuple[str, ...], form: str | None, output: Path | None, origin: str, lang: Lang
    ) -> int:
        from kamerstem import service

        form = form or _form_of(output)
        code = 0
        for each in target:
            answer = service.ask(each, origin=origin)
            code = max(code, _exit_code(answer, strict=False))
            _deliver(answer, form, _place(output, each, answer, form, many=len(target) > 1), lang)
        return code

    @group.command(
        help=words(
            "Controleer een stemmingsoverzicht en meld wat er niet klopt.",
            "Check a voting overview and report what is wrong.",
        )
    )
    @click.argument("target", metavar=words("NUMMER|BESTAND", "REF|FILE"), nargs=-1, required=True)
    @click.option(
        "--as",
        "form",
        type=click.Choice(CHECK_FORMS),
        default="text",
        help=words("Vorm van het verslag.", "Form of the report."),
    )
    @click.option(
        "--from",
        "origin",
        type=click.Choice(["auto", "example"]),
        default="auto",
        help=words("Waar de gegevens vandaan komen.", "Where the data come from."),
    )
    @click.option(
        "--strict",
        is_flag=True,
        help=words(
            "Ook een waarschuwing telt als fout (uitgang 1).", "A warning counts as an error too (exit 1)."
        ),
    )
    @shared
    def check(target: tuple[str, ...], form: str, origin: str, strict: bool, lang: Lang) -> int:
        from kamerstem import service

        answers = [(each, service.ask(each, origin=origin)) for each in target]
        if form == "json":
            from kamerstem.render.json import dumps, findings_report

            click.echo(dumps(findings_report([(name, a.overview) for name, a in answers], lang)), nl=False)
        else:
            from kamerstem.render.findings import report

            for name, answer in answers:
                click.echo(report(name, answer.overview, lang), nl=False)
        return max(_exit_code(answer, strict=strict) for _, answer in answers)

    return group


def _language(args: list[str]) -> Lang:
    """Return the language asked for before click has read the options, for the help and for errors."""
    asked = os.environ.get("KAMERSTEM_LANG", "nl")
    for index, arg in enumerate(args):
        if arg == "--lang" and index + 1 < len(args):
            asked = args[index + 1]
        elif arg.startswith("--lang="):
            asked = arg.removeprefix("--lang=")
    return "en" if asked == "en" else "nl"


def _say(text: str) -> None:
    click.echo(f"kamerstem: {text}", err=True)


def _usage(error: click.UsageError, lang: Lang) -> str:
    """Return what is wrong with the command itself, in words of our own where click has only English."""
    hint = Words("Zie kamerstem --help.", "See kamerstem --help.").in_(lang)
    if lang == "en":
        return f"{error.format_message()} {hint}"
    if isinstance(error, click.NoSuchOption):
        return f"De optie {error.option_name} bestaat niet. {hint}"
    if isinstance(error, click.MissingParameter):
        name = error.param.make_metavar(error.ctx) if error.param and error.ctx else ""
        return f"Er ontbreekt iets: {name}. {hint}".replace(": .", ".")
    if isinstance(error, click.BadParameter) and error.param is not None:
        choices = getattr(error.param.type, "choices", None)
        allowed = f" Kies uit: {', '.join(choices)}." if choices else ""
        return f"De waarde bij {'/'.join(error.param.opts)} kan niet.{allowed} {hint}"
    return f"De opdracht is niet goed ({error.format_message()}). {hint}"


def _exit_code(answer: "Answer", *, strict: bool) -> int:
    from kamerstem.model.overview import Severity

    bad = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return int(answer.worst() in bad)


def _form_of(output: Path | None) -> str:
    """Return the form that the name of the output asks for; a terminal gets its own."""
    if output is not None:
        return _SUFFIXES.get(output.suffix.lower(), "text")
    return "terminal" if sys.stdout.isatty() else "text"


def _place(output: Path | None, target: str, answer: "Answer", form: str, *, many: bool) -> Path | None:
    """Return the file to write to: the one named, or one in the folder named, called after the reference."""
    if output is None or not (many or output.is_dir()):
        return output
    suffix = next((suffix for suffix, name in _SUFFIXES.items() if name == form), ".txt")
    ref = answer.overview.subject.ref
    name = "".join(c if c.isalnum() or c in "-." else "-" for c in str(ref or Path(target).stem))
    return output / f"{name}{suffix}"


def _deliver(answer: "Answer", form: str, place: Path | None, lang: Lang) -> None:
    """Write an overview in its form to its place, and say beside it what is worth saying."""
    if form == "terminal":
        from kamerstem.render import terminal

        terminal.show(answer.overview, lang, origin=answer.origin.in_(lang))
        return
    if form == "json":
        from kamerstem.render import json

        content = json.render(answer.overview, lang)
    else:
        from kamerstem.render import text

        content = text.render(answer.overview, lang)
    if place is None:
        click.echo(content, nl=False)
    else:
        from kamerstem.files import write

        write(place, content.encode())
    if form != "json":
        from kamerstem.render.findings import lines

        click.echo(answer.origin.in_(lang), err=True)
        for line in lines(answer.overview, lang):
            click.echo(line, err=True)


if __name__ == "__main__":
    main()
