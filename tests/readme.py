"""The parts of the README that are made from the program itself: `python -m tests.readme` writes them anew."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from pathlib import Path

from salesdesk import cli
from salesdesk.insights.glossary import DIRECTIONS, STANDINGS
from salesdesk.kpis.catalogue import ALL
from salesdesk.kpis.kpi import Kpi

README = Path(__file__).resolve().parent.parent / "README.md"


def commands() -> str:
    """Every command with what it does, then every option with what it means, as the help states them."""
    return "\n\n".join(["\n".join(_command_rows()), "\n".join(_option_rows())])


def _parsers() -> dict[str, argparse.ArgumentParser]:
    listed = {f"salesdesk {command.name}": command for command in cli.COMMANDS}
    return {name: cli.parser_of(command, name) for name, command in {"salesdesk": cli.OPEN, **listed}.items()}


def _command_rows() -> Iterator[str]:
    yield "| command | what it does |\n| --- | --- |"
    for name, parser in _parsers().items():
        needed = [_spelt(action) for action in parser._actions if action.required or not action.option_strings]
        yield f"| `{' '.join([name, *needed])}` | {parser.description} |"


def _option_rows() -> Iterator[str]:
    yield "| option | what it means | with |\n| --- | --- | --- |"
    found: dict[tuple[str, str], list[str]] = {}
    for name, parser in _parsers().items():
        for action in parser._actions:
            if action.option_strings and action.dest != "help":
                about = action.help or " or ".join(f"`{choice}`" for choice in action.choices or ())
                command = name.removeprefix("salesdesk").strip() or "the window"
                found.setdefault((_spelt(action), about), []).append(command)
    for (spelt, about), names in found.items():
        yield f"| `{spelt}` | {about} | {', '.join(names)} |"


def _spelt(action: argparse.Action) -> str:
    if action.nargs == 0:
        return action.option_strings[-1]
    value = action.metavar or (
        "{" + ",".join(map(str, action.choices)) + "}" if action.choices else action.dest.upper()
    )
    text = " ".join([*action.option_strings[-1:], str(value)])
    return f"{text} …" if action.nargs in ("+", "*") else text


def kpis() -> str:
    """The KPI table."""
    head = "| id | figure | what it is | unit | better | benchmark |\n| --- | --- | --- | --- | --- | --- |"
    return "\n".join([head, *map(_row, sorted(ALL, key=lambda kpi: kpi.id))])


def _row(kpi: Kpi) -> str:
    mark = f"{kpi.benchmark.text} ({STANDINGS[kpi.benchmark.standing]})" if kpi.benchmark else ""
    cells = (
        kpi.id,
        kpi.name,
        kpi.definition,
        kpi.unit.value,
        DIRECTIONS[kpi.direction].removesuffix(" is better"),
        mark,
    )
    return f"| {' | '.join(cells)} |"


def real_logs() -> str:
    """How many of the KPIs each real log can fill."""
    from tests.real_logs.filled import table

    return table(Path(os.environ[REAL_DATA]) / "data")


PARTS = {"commands": commands, "kpis": kpis}
REAL_DATA = "SALESDESK_TEST_DATA"
OF_REAL_LOGS = {"real_logs": real_logs}  # made where the real logs are


def part(text: str, name: str) -> str:
    """What stands between the marks of a part."""
    return text.partition(f"<!-- {name} -->\n")[2].partition(f"<!-- /{name} -->")[0].strip()


def renewed(text: str) -> str:
    """The README with every made part as it is now."""
    parts = {**PARTS, **(OF_REAL_LOGS if os.environ.get(REAL_DATA) else {})}
    for name, made in parts.items():
        head, mark, rest = text.partition(f"<!-- {name} -->\n")
        tail = rest.partition(f"<!-- /{name} -->")[2]
        text = f"{head}{mark}{made()}\n<!-- /{name} -->{tail}"
    return text


if __name__ == "__main__":
    README.write_text(renewed(README.read_text(encoding="utf-8")), encoding="utf-8")
