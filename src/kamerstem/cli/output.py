"""Where an overview goes: to a terminal, to standard output, into a file or into a folder, each in its form."""

import datetime as dt
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kamerstem.cli.folding import harmless, note
from kamerstem.errors import InputError, KamerstemError
from kamerstem.language import Lang, Words
from kamerstem.render.forms import BINARY, SUFFIXES, of_name

if TYPE_CHECKING:
    from kamerstem.answers.door import Answer


CSV = ("csv", "csv-excel")


def echo_csv(table: str, form: str) -> None:
    """Print CSV, or the same as a Dutch Excel opens it."""
    put(as_asked(table, form))


def as_asked(table: str, form: str) -> bytes:
    """Return CSV, or the same as a Dutch Excel opens it."""
    from kamerstem.render.sheet import for_excel

    return for_excel(table) if form == "csv-excel" else table.encode("utf-8", "replace")


def put(result: bytes | str) -> None:
    """Write a result to standard output, in UTF-8 whatever the console has; to a terminal without what that obeys."""
    content = result.encode("utf-8", "replace") if isinstance(result, str) else result
    if _to_terminal():
        click.echo(harmless(content.decode("utf-8-sig")), nl=False)
    else:
        sys.stdout.buffer.write(content)
        sys.stdout.flush()


def deliver(content: bytes, output: Path | None, form: str, lang: Lang) -> None:
    """Write a result to a file, or to standard output where it can be shown. Raises InputError where it cannot."""
    if output is not None:
        from kamerstem.files import write

        write(output, content)
        note(Words(f"Geschreven: {output}.", f"Written: {output}.").in_(lang))
        return
    if form in BINARY and _to_terminal():
        raise not_on_a_terminal(SUFFIXES[form])
    put(content)


def not_on_a_terminal(suffix: str) -> InputError:
    """Return the error that says that a terminal cannot show a form, and what to do."""
    return InputError(
        f"Een terminal kan geen {suffix} tonen. Geef een bestandsnaam met -o, zoals -o overzicht{suffix}.",
        f"A terminal cannot show {suffix}. Give the name of a file with -o, such as -o overview{suffix}.",
    )


def form_of(output: Path | None) -> str:
    """Return the form that the name of the output asks for; a terminal gets its own. Raises InputError."""
    if output is None:
        return "terminal" if _to_terminal() else "text"
    from kamerstem.files import is_folder

    return of_name(output, folder=is_folder(output))


def house_style(path: Path | None, form: str) -> bytes | None:
    """Return the bytes of the file of --template, which goes with Word only. Raises InputError."""
    if path is None:
        return None
    if form != "docx":
        raise InputError(
            "--template hoort bij een Word-bestand: kies --as docx, of een naam die op .docx eindigt met -o.",
            "--template goes with a Word file: choose --as docx, or a name that ends in .docx with -o.",
        )
    from kamerstem.readers.lines import read_file

    return read_file(path)


class Delivery:
    """Hands overviews over one by one, each to its own place; what goes wrong with one is said and keeps no other."""

    def __init__(
        self, output: Path | None, form: str, lang: Lang, *, several: bool, template: bytes | None
    ) -> None:
        from kamerstem.files import is_folder

        self.form, self.lang, self.template = form, lang, template
        self.several = several
        self.output = output
        self.into = output is not None and (several or is_folder(output))
        self.places: dict[Path, str] = {}
        if output is None:
            self._refuse_output()
        elif self.into and several and not is_folder(output):
            from kamerstem.files import make_folder

            make_folder(output)

    def _refuse_output(self) -> None:
        """Refuse what standard output cannot take. Raises InputError."""
        if self.several and (self.form in BINARY or self.form == "json"):
            name = Words("Als JSON kan", "As JSON").nl if self.form == "json" else f"Als {self.form} kan"
            raise InputError(
                f"{name} er één overzicht tegelijk naar de uitvoer. Geef een map met -o.",
                f"As {self.form.upper()}, one overview at a time can go to the output. Name a folder with -o.",
            )
        if self.form in BINARY and _to_terminal():
            raise not_on_a_terminal(SUFFIXES[self.form])

    def each(self, targets: Iterable[str], ask: "Callable[[str], Answer]", say: Callable[[str], None]) -> int:
        """Ask for each target and hand over its answer; return the exit code: the worst of all."""
        worst = 0
        for target in targets:
            try:
                answer = ask(target)
                self.hand_over(target, answer)
                worst = max(worst, exit_code(answer, strict=False))
            except KamerstemError as error:
                if not self.several:
                    raise
                say(error.message(self.lang))
                worst = max(worst, error.exit_code)
        return worst

    def hand_over(self, target: str, answer: "Answer") -> None:
        """Write an overview in its form to its place, and say beside it what is worth saying."""
        if self.form == "terminal":
            from kamerstem.render import terminal

            terminal.show(answer.overview, self.lang, origin=answer.origin.in_(self.lang))
            return
        from kamerstem.render import forms

        about = f"{target}: " if self.several else ""  # or nobody knows whose findings these are
        first = self.form != "json" and answer.not_whole
        if first:
            note(f"{about}{answer.origin.in_(self.lang)}")
        place = self._place(target, answer)
        content = forms.render(self.form, answer.overview, self.lang, template=self.template)
        if place is not None:
            from kamerstem.files import write

            write(place, content)
        elif self.form == "text":  # in the letters of whoever reads it
            text = content.decode()
            click.echo(harmless(text) if _to_terminal() else text, nl=False)
        else:
            put(content)
        if self.form != "json":
            from kamerstem.render.findings import lines

            if not first:
                note(f"{about}{answer.origin.in_(self.lang)}")
            for line in lines(answer.overview, self.lang):
                note(f"{about}{line}")

    def _place(self, target: str, answer: "Answer") -> Path | None:
        """Return the file to write to: the one named, or one in the folder named, called after its reference.

        Raises InputError where two would get the same name: one would be lost.
        """
        if self.output is None or not self.into:
            return self.output
        ref = answer.overview.subject.ref
        name = "".join(c if c.isalnum() or c in "-." else "-" for c in str(ref or Path(target).stem))
        place = self.output / f"{name}{SUFFIXES[self.form]}"
        if place in self.places:
            raise InputError(
                f"'{self.places[place]}' en '{target}' gaan over hetzelfde ({name}): '{target}' is niet geschreven,"
                " want in één map zou er een verloren gaan.",
                f"'{self.places[place]}' and '{target}' are about the same ({name}): '{target}' was not written, for in"
                " one folder one would be lost.",
            )
        self.places[place] = target
        return place


def adopted_since(day: dt.date, record: str | None) -> list[str]:
    """Return the references of the bills that were adopted since a day, by the local record, in order of adoption.

    Raises NotFoundError where there is no record or no such bill.
    """
    from kamerstem.answers import record as records

    with records.opened(record) as store:
        return [str(ref) for ref in records.adopted(store, day)]


def exit_code(answer: "Answer", *, strict: bool) -> int:
    """Return 1 where a check found an error (``strict``: or a warning), else 0."""
    from kamerstem.model.overview import Severity

    bad = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return int(answer.worst() in bad)


def _to_terminal() -> bool:
    return sys.stdout is not None and sys.stdout.isatty()
