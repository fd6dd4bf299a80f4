"""Measures the program against its baselines and writes the table into the README: `python -m benchmarks.run`.

The workload (a million activities) is made first if it is not there; all of it takes about half an hour.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from benchmarks.timing import HEAD, ROOT, Result, in_turn

README = ROOT / "README.md"
START, END = "<!-- benchmarks -->\n", "<!-- /benchmarks -->"


def rows(workbook: Path, runs: int) -> dict[str, Callable[[], Result]]:
    """Every row of the table by its short name."""
    book, size = str(workbook), round(workbook.stat().st_size / 1e6)
    opening = ["benchmarks.opening", "ours", book]
    return {
        "open": lambda: in_turn(
            f"open 1,000,000 activities (xlsx, {size} MB) until all KPIs are ready",
            "bare fastexcel of the same sheets into Arrow, in process",
            1.5, opening, ["benchmarks.opening", "bare", book], runs),
        "pandas": lambda: in_turn(
            "the same",
            "pandas.read_excel with openpyxl, the activities sheet alone",
            0.125, opening, ["benchmarks.opening", "pandas", book], 1, warm=0),
        "filter": lambda: in_turn(
            "a changed filter until the page's KPIs are scored",
            "straightforward pandas on the log's tables",
            0.05, ["benchmarks.filtering", "page", book], ["benchmarks.filtering", "tables", book], runs, warm=0),
        "frames": lambda: in_turn(
            "the same",
            "pandas on frames made ready beforehand",
            0.5, ["benchmarks.filtering", "page", book], ["benchmarks.filtering", "frames", book], runs, warm=0),
        "all": lambda: in_turn(
            "a changed filter until all KPIs are scored",
            "pandas on ready frames, the page's KPIs only",
            0.5, ["benchmarks.filtering", "all", book], ["benchmarks.filtering", "frames", book], runs, warm=0),
        "paint": lambda: in_turn(
            "a changed filter until the Overview is repainted",
            "the bare repaint of the same page",
            1.5, ["benchmarks.painting", "changed", book], ["benchmarks.painting", "bare", book], runs, warm=0),
        "reopen": lambda: in_turn(
            "opening the same workbook again, unchanged",
            "reading its cells in the process for that, nothing understood",
            0.025, ["benchmarks.reopening", "reopened", book], ["benchmarks.reopening", "parsed", book], runs),
        "start": lambda: in_turn(
            "program start until the first window is painted",
            "an empty PySide6 window",
            1.2, ["benchmarks.starting", "ours"], ["benchmarks.starting", "empty"], 3 * runs),
    }  # fmt: skip


def write_table(lines: list[str]) -> None:
    """Puts the table between its marks in the README."""
    text = README.read_text(encoding="utf-8")
    head, _, rest = text.partition(START)
    _, _, tail = rest.partition(END)
    README.write_text(head + START + "\n".join([HEAD, *lines]) + "\n" + END + tail, encoding="utf-8")


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="benchmarks.run", description=__doc__)
    parser.add_argument("--workbook", type=Path, default=ROOT / "workload" / "workload.xlsx")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--only", nargs="*", help="some rows only; the README is left alone then")
    chosen = parser.parse_args(arguments)
    if not chosen.workbook.exists():
        from benchmarks.generate import main as generate

        generate(["workload", "--out", str(chosen.workbook.parent)])
    table = rows(chosen.workbook, chosen.runs)
    lines = []
    for name in chosen.only or table:
        lines.append(table[name]().line)
        print(lines[-1], flush=True)
    if not chosen.only:
        write_table(lines)
    return 0


if __name__ == "__main__":
    sys.exit(main())
