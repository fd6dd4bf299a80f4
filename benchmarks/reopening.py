"""Reopening files that have not changed, from what is kept of them, against parsing them.

`python -m benchmarks.reopening` prints the seconds of both sides, measured in turn, for logs of several sizes
as CSV and as a workbook.
"""

from __future__ import annotations

import argparse
import gc
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.lean_workbook import write_lean
from benchmarks.workloads import workload, write_csv
from salesdesk.models.imported import Import
from salesdesk.models.settings import Settings
from salesdesk.reading.answers import Asked
from salesdesk.reading.child import read_grids
from salesdesk.reading.open import open_log
from salesdesk.reading.open_imports import keep_log, open_imports, told_apart
from salesdesk.reading.shelf import Shelf
from salesdesk.ui.stamps import fate_now

GOAL = 1 / 40
HEAD = (
    "| log | reopened | parsed | opened without anything kept | reopened / parsed | goal |\n|---|---|---|---|---|---|"
)


def parsed(paths: Sequence[Path]) -> None:
    """The reading process alone: cells in Arrow files, nothing understood."""
    for path in paths:
        read_grids(path)


def opened(paths: Sequence[Path]) -> None:
    """The same, understood and put together."""
    open_log(paths, strict=False)


def reopened(imports: Sequence[Import], folder: Path) -> None:
    """From what is kept, after a look at each file whether it has changed."""
    assert all(fate_now(one) is None for one in imports)
    assert open_imports(imports, Shelf(folder), Asked(), Settings()).kept


def measure(name: str, paths: Sequence[Path], runs: int) -> str:
    """A row of the table."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "imports"
        imports, _ = told_apart([Import(path, "") for path in paths])
        first = open_imports(imports, Shelf(folder), Asked(), Settings())
        keep_log(first.log, first.key, folder)
        sides: list[Callable[[], None]] = [
            lambda: reopened(imports, folder), lambda: parsed(paths), lambda: opened(paths),
        ]  # fmt: skip
        seconds: list[list[float]] = [[], [], []]
        for _ in range(runs + 1):
            for side, found in zip(sides, seconds, strict=True):
                found.append(_seconds(side))
        ours, parse, whole = (statistics.median(found[1:]) for found in seconds)
    return f"| {name} | {ours:.3f} s | {parse:.2f} s | {whole:.2f} s | 1/{parse / ours:.0f} | 1/{1 / GOAL:.0f} |"


def one_side(side: str, path: Path) -> float:
    """For the table of all benchmarks: the seconds of one side."""
    if side == "parsed":
        return _seconds(lambda: parsed([path]))
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "imports"
        imports, _ = told_apart([Import(path, "")])
        first = open_imports(imports, Shelf(folder), Asked(), Settings())
        keep_log(first.log, first.key, folder)
        return _seconds(lambda: reopened(imports, folder))


def _seconds(side: Callable[[], None]) -> float:
    gc.collect()
    start = time.perf_counter()
    side()
    return time.perf_counter() - start


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="benchmarks.reopening", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="*", default=[100_000, 1_000_000])
    parser.add_argument("--runs", type=int, default=3)
    chosen = parser.parse_args(arguments)
    print(HEAD, flush=True)
    for size in chosen.sizes:
        tables = workload(size, size // 10, size // 50)
        with tempfile.TemporaryDirectory() as place:
            folder, book = Path(place), Path(place) / "log.xlsx"
            write_csv(tables, folder)
            print(measure(f"{size:,} activities, CSV", sorted(folder.glob("*.csv")), chosen.runs), flush=True)
            write_lean(tables, book)
            print(measure(f"{size:,} activities, xlsx", [book], chosen.runs), flush=True)


if __name__ == "__main__":
    if len(sys.argv) == 3 and sys.argv[1] in ("reopened", "parsed"):
        print(json.dumps(one_side(sys.argv[1], Path(sys.argv[2]))))
    else:
        main()
