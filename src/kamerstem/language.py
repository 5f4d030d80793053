"""The two languages people read: Dutch by default, English with ``--lang en``."""

import os
from collections.abc import Sequence
from typing import Literal, NamedTuple

Lang = Literal["nl", "en"]

MONTHS: dict[Lang, tuple[str, ...]] = {
    "nl": tuple(
        "januari februari maart april mei juni juli augustus september oktober november december".split()
    ),
    "en": tuple(
        "January February March April May June July August September October November December".split()
    ),
}
WEEKDAYS: dict[Lang, tuple[str, ...]] = {
    "nl": tuple("maandag dinsdag woensdag donderdag vrijdag zaterdag zondag".split()),
    "en": tuple("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()),
}


class Words(NamedTuple):
    """One sentence or word in both languages. ``words["nl"]`` is not it: use :meth:`in_`."""

    nl: str
    en: str

    def in_(self, lang: Lang) -> str:
        """Return the words in the language asked for."""
        return self.nl if lang == "nl" else self.en


def asked_for(args: Sequence[str]) -> Lang:
    """Return the language that the words of a command ask for, before anything has read its options."""
    asked = os.environ.get("KAMERSTEM_LANG", "nl")
    for index, arg in enumerate(args):
        if arg == "--lang" and index + 1 < len(args):
            asked = args[index + 1]
        elif arg.startswith("--lang="):
            asked = arg.removeprefix("--lang=")
    return "en" if asked == "en" else "nl"
