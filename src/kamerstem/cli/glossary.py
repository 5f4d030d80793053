"""The command that tells what a word means."""

import click

from kamerstem.cli.folding import show
from kamerstem.cli.options import Options
from kamerstem.language import Lang


def add_glossary_command(group: click.Group, options: Options) -> None:
    """Add ``glossary`` to the group."""
    words = options.words

    @group.command(
        options_metavar=words("[OPTIES]", "[OPTIONS]"),
        help=words(
            "Leg uit wat een woord betekent, zoals aangehouden. Zonder woord: de hele woordenlijst.",
            "Tell what a word means, such as tied. Without a word: the whole glossary.",
        ),
    )
    @click.argument("word", metavar=words("[WOORD]...", "[WORD]..."), nargs=-1)
    @options.shared
    def glossary(word: tuple[str, ...], lang: Lang) -> int:
        from kamerstem.model.glossary import find, terms

        other: Lang = "en" if lang == "nl" else "nl"
        for each in find(" ".join(word)) if word else terms():
            show(f"{each.term.in_(lang)} ({each.term.in_(other)})\n  {each.means.in_(lang)}")
        return 0
