"""A changed filter: our KPIs of a page and all of them, against the same figures in straightforward pandas."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from statistics import median
from typing import Any

RUNS = 7
PAGE = ("opportunities_created", "deals_won", "win_rate", "win_loss_ratio", "sales_cycle_length", "average_deal_size",
        "activity_volume", "lead_response_time")  # fmt: skip


def selections(log: Any) -> list[Any]:
    """Different reps, regions and periods, so that nothing remembered helps twice."""
    from salesdesk.models.dims import labels
    from salesdesk.models.period import parse_period
    from salesdesk.models.selection import Selection

    year = log.span.as_of // 365.2425 + 1970
    reps, regions = labels(log, "rep"), labels(log, "region")
    found = []
    for run in range(RUNS):
        period = parse_period(f"{int(year)}-Q{run % 4 + 1}", log.span)
        chosen = Selection(period).only("rep", frozenset(reps[run::7][:7]))
        found.append(chosen.only("region", frozenset(regions[: 1 + run % 2])) if run % 2 else chosen)
    return found


def ours(path: Path, keys: tuple[str, ...] | None) -> float:
    """The median seconds from a changed selection to its scores: team, each rep, each of 13 months."""
    from salesdesk.insights.board import board
    from salesdesk.insights.selections import first_selection
    from salesdesk.kpis.book import Book
    from salesdesk.reading.open import open_log

    log = open_log([path])
    book = Book(log)
    board(book, first_selection(log))
    times = []
    for chosen in selections(log):
        start = time.perf_counter()
        board(book, chosen, keys)
        times.append(time.perf_counter() - start)
    return median(times)


def plain(path: Path, *, ready: bool) -> float:
    """The figures of ``PAGE`` with pandas: on the log's tables, or on frames with names and days made ready."""
    from benchmarks import plain_pandas
    from salesdesk.reading.open import open_log

    log = open_log([path])
    frames = plain_pandas.ready(log) if ready else None
    times = []
    for chosen in selections(log):
        start = time.perf_counter()
        plain_pandas.page(frames if frames is not None else plain_pandas.ready(log), log, chosen)
        times.append(time.perf_counter() - start)
    return median(times)


if __name__ == "__main__":
    side, workbook = sys.argv[1], Path(sys.argv[2])
    answers = {
        "page": lambda: ours(workbook, PAGE),
        "all": lambda: ours(workbook, None),
        "tables": lambda: plain(workbook, ready=False),
        "frames": lambda: plain(workbook, ready=True),
    }
    print(json.dumps(answers[side]()))
