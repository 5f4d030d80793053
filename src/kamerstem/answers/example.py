"""The door to the built-in example, which needs no network and no record."""

import datetime as dt
from collections.abc import Iterable, Iterator
from importlib.resources import files
from typing import ClassVar, Unpack

from kamerstem.answers.door import (
    Answer,
    DayAnswer,
    Door,
    Origin,
    Wanted,
    checked,
    no_history,
    record_only,
    ref_of,
)
from kamerstem.errors import NotFoundError
from kamerstem.language import Words
from kamerstem.model.answers import Votes
from kamerstem.model.overview import SourceKind
from kamerstem.model.refs import Dossier, Ref
from kamerstem.model.votes import Proposal
from kamerstem.readers import overview as reader

EXAMPLE = Dossier(36470, "VI")


class Example(Door):
    """The facts of bill 36470-VI, explained in words of our own."""

    origin: ClassVar[Origin] = "example"

    def overview(
        self,
        ref: str | Ref = EXAMPLE,
        at: dt.date | str | None = None,
        *,
        papers: bool = True,  # noqa: ARG002  (it is a document: nothing is fetched, and nobody is waited for)
        patient: bool = True,  # noqa: ARG002
    ) -> Answer:
        """Return the example. Raises NotFoundError for any other bill."""
        asked = ref_of(ref)
        if at is not None:
            raise no_history()
        if asked != EXAMPLE:
            raise NotFoundError(
                f"Het ingebouwde voorbeeld is {EXAMPLE}; {asked} is er niet bij.",
                f"The built-in example is {EXAMPLE}; {asked} is not among it.",
            )
        data = files("kamerstem").joinpath("examples", f"{EXAMPLE}.txt").read_bytes()
        return checked(
            reader.read(data, SourceKind.EXAMPLE),
            Words(
                "Dit is het ingebouwde voorbeeld; de toelichting is in eigen woorden.",
                "This is the built-in example; the explanation is in words of our own.",
            ),
        )

    def overviews(self, wanted: Iterable[Ref]) -> Iterator[Answer | NotFoundError]:
        """Yield the example where it is asked for."""
        for ref in wanted:
            try:
                yield self.overview(ref)
            except NotFoundError as error:
                yield error

    def day(self, date: dt.date | str) -> DayAnswer:
        """Raise NotFoundError: the example is a bill."""
        raise NotFoundError(
            f"Het ingebouwde voorbeeld is {EXAMPLE}; de dag {date} is er niet bij.",
            f"The built-in example is {EXAMPLE}; the day {date} is not among it.",
        )

    def latest(self, date: dt.date) -> DayAnswer:
        """Raise the same."""
        return self.day(date)

    def decided_on(self, date: dt.date) -> list[Proposal] | None:  # noqa: ARG002  (it knows of none)
        """Return ``None``: the example does not tell."""
        return None

    def votes(self, *, most: int | None = None, **wanted: Unpack[Wanted]) -> Votes:  # noqa: ARG002
        """Raise InputError: lists come from a record."""
        raise record_only()

    def close(self) -> None:
        """Do nothing: nothing was opened."""
