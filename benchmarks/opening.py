"""Opening a large workbook: ours up to all KPIs ready, the bare reader, and the usual way of pandas."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path


def ours(path: Path) -> float:
    """Guards, matching, types, log and every KPI, for team, each rep and each month."""
    from salesdesk.insights.board import board
    from salesdesk.insights.selections import first_selection
    from salesdesk.kpis.book import Book
    from salesdesk.reading.open import open_log

    start = time.perf_counter()
    log = open_log([path])
    scored = board(Book(log), first_selection(log))
    seconds = time.perf_counter() - start
    assert scored.kpis["activity_volume"].now.n > 0
    return seconds


def bare(path: Path) -> float:
    """The same sheets read into Arrow in this process, nothing understood."""
    import fastexcel

    start = time.perf_counter()
    book = fastexcel.read_excel(path)
    sheets = [book.load_sheet(name).to_arrow() for name in book.sheet_names]
    seconds = time.perf_counter() - start
    assert sheets
    return seconds


def pandas_openpyxl(path: Path) -> float:
    """One sheet of the same workbook as most scripts read it."""
    import pandas as pd

    start = time.perf_counter()
    frame = pd.read_excel(path, sheet_name="Activities", engine="openpyxl")
    seconds = time.perf_counter() - start
    assert len(frame)
    return seconds


SIDES = {"ours": ours, "bare": bare, "pandas": pandas_openpyxl}

if __name__ == "__main__":
    print(json.dumps(SIDES[sys.argv[1]](Path(sys.argv[2]))))
