"""The command line: what can be asked for, and how an answer, a refusal and wrong usage end."""

from __future__ import annotations

import argparse
import importlib
import io
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from salesdesk import __version__, paths
from salesdesk.commands import options
from salesdesk.commands.endings import RefusedError, UsageError

DONE, REFUSED, WRONG_USAGE, INTERRUPTED = 0, 1, 2, 130
WINDOW = "window"


@dataclass(frozen=True)
class Command:
    """``module`` of salesdesk.commands holds `run(chosen)`; it is imported when the command is called."""

    name: str
    about: str
    arguments: tuple[Callable[[argparse.ArgumentParser], None], ...]

    def run(self, chosen: argparse.Namespace) -> None:
        importlib.import_module(f"salesdesk.commands.{self.name}").run(chosen)


READING = (options.files, options.reading)
COMMANDS = (
    Command("kpis", "print the KPIs of a sales log", (*READING, options.period, options.slicing)),
    Command(
        "scorecards",
        "write an Excel scorecard for each rep",
        (*READING, options.period, options.folder, options.reps, options.overwrite),
    ),
    Command(
        "team",
        "write the team's Excel workbook",
        (*READING, options.period, options.workbook, options.overwrite),
    ),
    Command(
        "handouts",
        "write a hand-out for each rep that shows the team",
        (*READING, options.period, options.folder, options.reps, options.names, options.overwrite),
    ),
    Command("template", "write an empty workbook to fill in and open", (options.new_workbook, options.overwrite)),
    Command(
        "check", "say what was read, matched and set aside, and why", (*READING, options.report, options.overwrite)
    ),
    Command("glossary", "print what every KPI means", (options.glossary,)),
    Command(
        "shots",
        "draw a picture of every page",
        (options.pictures, options.maybe_files, options.reading, options.period, options.overwrite),
    ),
)
OPEN = Command(WINDOW, "open the window", (options.maybe_files, options.reading))


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit code: 0 done, 1 refused (each reason a line on standard error), 2 wrong usage."""
    _speak_plainly()
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        command, chosen = _understood(given)
        command.run(chosen)
        sys.stdout.flush()
    except SystemExit as ended:  # argparse has said what it had to say
        return ended.code if isinstance(ended.code, int) else WRONG_USAGE
    except UsageError as wrong:
        return _say(WRONG_USAGE, [str(wrong)])
    except RefusedError as refused:
        return _say(REFUSED, refused.reasons)
    except BrokenPipeError:  # the reader of our output has seen enough
        # What is left in the buffer goes nowhere, else Python complains once more when it flushes at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001  # the last door: a person gets a sentence, the log file the rest
        return _say(REFUSED, [_own_error(error)])
    return DONE


def _say(code: int, lines: Sequence[str]) -> int:
    for line in lines:
        sys.stderr.write(f"salesdesk: {' '.join(line.split())}\n")
    return code


def _own_error(error: Exception) -> str:
    """Leaves a trace without the error's own words, which may quote a cell."""
    sentence = "an error of SalesDesk itself stopped this; nothing was changed"
    place = paths.log_folder() / "salesdesk.log"
    trace = "".join(traceback.format_tb(error.__traceback__))
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with place.open("a", encoding="utf-8") as log:
            log.write(f"SalesDesk {__version__}, {type(error).__name__}\n{trace}\n")
    except OSError:
        return sentence
    return f"{sentence}. What happened is written in {place}"


def _speak_plainly() -> None:
    """Names and signs of any language come through, whatever the terminal's alphabet."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace", encoding=None if stream.isatty() else "utf-8")


def _understood(given: list[str]) -> tuple[Command, argparse.Namespace]:
    """The command asked for; without a command's name everything named is a file for the window."""
    by_name = {command.name: command for command in COMMANDS}
    if given and given[0] in by_name:
        command = by_name[given[0]]
        parser = parser_of(command, f"salesdesk {command.name}")
        return command, parser.parse_intermixed_args(given[1:])
    parser = parser_of(OPEN, "salesdesk")
    parser.description = "Opens sales logs (Excel or CSV) in the window, or does one of the commands below."
    parser.add_argument("--version", action="version", version=f"SalesDesk {__version__}")
    width = max(map(len, by_name))
    listed = "\n".join(f"  salesdesk {command.name:{width}}  {command.about}" for command in COMMANDS)
    parser.epilog = (
        f"commands:\n{listed}\n\n`salesdesk COMMAND --help` tells more.\n\n"
        "Exports of well-known programs are recognised by presets. Presets of your own, written like\n"
        f"{paths.resource('presets', 'kept-by-hand.toml')}, are read from\n{paths.preset_folder()}."
    )
    return OPEN, parser.parse_intermixed_args(given)


def parser_of(command: Command, prog: str) -> argparse.ArgumentParser:
    """The parser of one command; the README's table of commands is made from it."""
    parser = argparse.ArgumentParser(
        prog=prog,
        description=f"{command.about[0].upper()}{command.about[1:]}.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    for add in command.arguments:
        add(parser)
    return parser
