"""A hostile file ends as a table or as one plain reason, within its limits, and harms nothing that is open."""

import hashlib
import re
from pathlib import Path

import pandas as pd
import pytest

from benchmarks.corpora import Peaks, computed
from salesdesk.models.log import SalesLog
from salesdesk.reading.child import read_grids
from salesdesk.reading.grid import Refused
from salesdesk.reading.open import open_log
from tests.reading.traps.hostile import ANY, HOSTILE, TABLE
from tests.reading.traps.trap import deals

SECONDS = 10.0
ROUNDED_UP = 2.0
MEMORY = 512 << 20
PER_BYTE = 16
JARGON = re.compile(r"Error|Exception|Traceback|calamine|pyarrow|openpyxl|xml|None|/tmp|\\|\n", re.IGNORECASE)


@pytest.fixture(scope="module")
def open_now(tmp_path_factory: pytest.TempPathFactory) -> SalesLog:
    path = tmp_path_factory.mktemp("open") / "deals.csv"
    path.write_text(deals(*(f"D{row},Deal {row},Ann,2026-03-{row % 28 + 1:02},{row},Open" for row in range(500))))
    return open_log([path])


def digest(log: SalesLog) -> list[int]:
    return [int(pd.util.hash_pandas_object(frame.astype(str)).sum()) for frame in log.tables.values()]


@pytest.mark.parametrize("name", HOSTILE)
def test_that_a_hostile_file_ends_in_plain_words_and_harms_nothing(
    name: str, tmp_path: Path, temp: Path, open_now: SalesLog
):
    make, ending = HOSTILE[name]
    path = make(tmp_path)
    before = (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns, digest(open_now))
    watch, began, reason = Peaks(), computed(), ""
    try:
        grids = read_grids(path, progress=watch)
        assert any(len(grid) for grid in grids) or ending == ANY
    except Refused as refused:
        reason = refused.reason
    seconds = computed() - began
    size = path.stat().st_size
    assert seconds < SECONDS + ROUNDED_UP + size / (2 << 20), reason
    assert watch.most < MEMORY + PER_BYTE * size, reason
    assert len(reason) <= 140
    assert not JARGON.search(reason)
    assert ending == ANY or (ending == TABLE) == (not reason)
    assert ending in {ANY, TABLE} or ending in reason
    assert (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns, digest(open_now)) == before
    assert list(temp.iterdir()) == []
    assert not Path("/tmp/evil.txt").exists()
