"""Working minutes on a rep's clock."""

import numpy as np
import pytest

from salesdesk.kpis.catalogue.working_minutes import working_minutes
from tests.kpis.building import log

REPS = [{"name": "Ann", "time_zone": "America/New_York"}, {"name": "Ben", "time_zone": "no zone"}]
AWAY = [{"rep_id": "Ann", "date": day} for day in ("2026-03-03", "2026-03-03", "2026-03-07")]
BOOK = log(reps=REPS, absences=AWAY, holidays=[{"date": "2026-03-05"}], as_of="2026-03-31")


def minutes(start: str, end: str, rep: int) -> float:
    moments = [np.array([np.datetime64(text, "us").astype(np.int64)]) for text in (start, end)]
    return float(working_minutes(BOOK, *moments, np.array([rep], dtype=np.int32))[0])


@pytest.mark.parametrize(
    ("start", "end", "rep", "worked"),
    [
        ("2026-03-02T09:00", "2026-03-02T17:00", -1, 480),
        ("2026-03-02T09:00", "2026-03-02T17:00", 1, 480),  # a zone that nobody knows is that of the reports
        ("2026-03-02T14:00", "2026-03-02T15:00", 0, 60),
        ("2026-03-02T09:00", "2026-03-02T14:00", 0, 0),
        ("2026-03-02T14:00", "2026-03-04T15:00", 0, 480 + 60),  # the third is a day of absence
        ("2026-03-03T15:00", "2026-03-03T16:00", 0, 0),
        ("2026-03-04T09:00", "2026-03-06T17:00", -1, 960),  # the fifth is a holiday
    ],
)
def test_that_only_working_time_counts(start: str, end: str, rep: int, worked: float):
    assert minutes(start, end, rep) == worked
