"""The command that writes what makes a shell complete our commands, options and values."""

import click

from kamerstem.cli.options import Options
from kamerstem.language import Lang


def add_completion_command(group: click.Group, options: Options) -> None:
    """Add ``completion`` to the group."""
    words = options.words

    @group.command(
        options_metavar=words("[OPTIES]", "[OPTIONS]"),
        help=words(
            "Schrijf wat een shell nodig heeft om opdrachten en opties met Tab aan te vullen.",
            "Write what a shell needs to complete commands and options with Tab.",
        ),
    )
    @click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]), metavar="bash|zsh|fish")
    @options.shared
    def completion(shell: str, lang: Lang) -> int:  # noqa: ARG001  (every command has a language)
        from click.shell_completion import BashComplete, FishComplete, ShellComplete, ZshComplete

        kinds: dict[str, type[ShellComplete]] = {
            "bash": BashComplete,
            "zsh": ZshComplete,
            "fish": FishComplete,
        }
        made = kinds[shell](group, {}, "kamerstem", "_KAMERSTEM_COMPLETE")
        click.echo(made.source_template % made.source_vars())
        return 0
