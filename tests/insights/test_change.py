import pytest

from salesdesk.insights.change import Change, change
from salesdesk.stats.change import Word
from tests.company import board_of, deals
from tests.kpis.building import log

NOW, BEFORE = "2026-05-12", "2026-02-10"


def change_of(key: str, period: str = "2026-Q2", **tables: list[dict[str, object]]) -> Change | None:
    board = board_of(log(as_of="2026-06-30", **tables), period, key)
    scores = board.kpis[key]
    assert scores.before is not None
    return change(scores.kpi, board.book, board.cut, scores.now, scores.before, {})


@pytest.mark.parametrize(
    ("now", "before", "word", "better"),
    [
        ((20, 45), (12, 48), Word.NORMAL, None),
        ((60, 135), (36, 144), Word.LIKELY, True),
        ((36, 144), (60, 135), Word.LIKELY, False),
        ((90, 10), (30, 70), Word.CLEAR, True),
        ((3, 2), (1, 3), Word.UNKNOWN, None),
    ],
)
def test_that_a_rate_changes_only_beyond_noise(
    now: tuple[int, int], before: tuple[int, int], word: Word, better: bool | None
) -> None:
    found = change_of("win_rate", opportunities=[*deals(*now, NOW), *deals(*before, BEFORE)])
    assert found is not None
    assert (found.word, found.better) == (word, better)
    assert found.difference == pytest.approx(now[0] / sum(now) - before[0] / sum(before))


def test_that_without_a_figure_before_there_is_nothing_to_compare_with() -> None:
    assert change_of("win_rate", opportunities=deals(20, 20, NOW)) is None


def test_that_an_attainment_shows_its_plain_difference_without_a_mark() -> None:
    quotas = [
        {"rep_id": "Ann", "period_start": start, "period_end": end, "amount": 1000.0}
        for start, end in (("2026-01-01", "2026-03-31"), ("2026-04-01", "2026-06-30"))
    ]
    found = change_of("quota_attainment", opportunities=[*deals(9, 0, NOW), *deals(4, 0, BEFORE)], quotas=quotas)
    assert found is not None
    assert (found.word, found.better, found.p) == (None, None, None)
    assert found.difference == pytest.approx(0.5)


def test_that_a_count_of_the_same_size_is_noise_and_a_tenth_of_it_is_not() -> None:
    same = change_of("deals_won", opportunities=[*deals(50, 0, NOW), *deals(52, 0, BEFORE)])
    fewer = change_of("deals_won", opportunities=[*_each_week(2, NOW), *_each_week(20, BEFORE)])
    assert same is not None
    assert same.word is Word.NORMAL
    assert fewer is not None
    assert (fewer.word, fewer.better) == (Word.CLEAR, False)


def test_that_opportunities_per_thousand_calls_are_compared_by_the_calls() -> None:
    days = [row["closed_at"] for around in (NOW, BEFORE) for row in _each_week(2, around)]
    deals_of = [{"created_at": day, "source": "List", "status": "open"} for day in days]
    few, many = _calls(250, NOW), _calls(1000, BEFORE)
    found = change_of("opps_per_1000_calls", opportunities=deals_of, activities=[*few, *many])
    assert found is not None
    assert (found.word, found.better) == (Word.CLEAR, True)
    alike = change_of("opps_per_1000_calls", opportunities=deals_of, activities=[*few, *_calls(260, BEFORE)])
    assert alike is not None
    assert alike.word is Word.NORMAL


def _calls(count: int, day: str) -> list[dict[str, object]]:
    return [{"type": "call", "happened_at": day, "rep_id": "Ann"} for _ in range(count)]


def _each_week(count: int, around: str) -> list[dict[str, object]]:
    """Evenly over the quarter, so that the weeks themselves do not vary."""
    month = int(around[5:7])
    days = [f"2026-{month + step:02d}-{day:02d}" for step in (-1, 0, 1) for day in (2, 9, 16, 23)]
    return [deal for day in days for deal in deals(count, 0, day)]


def test_that_shorter_cycles_are_better() -> None:
    quick = [row | {"created_at": "2026-05-02"} for row in deals(30, 0, NOW)]
    slow = [row | {"created_at": "2025-11-01"} for row in deals(30, 0, BEFORE)]
    found = change_of("sales_cycle_length", opportunities=[*quick, *slow])
    assert found is not None
    assert (found.word, found.better) == (Word.CLEAR, True)


def test_that_a_change_of_a_neutral_figure_is_neither_better_nor_worse() -> None:
    calls = [{"type": "call", "happened_at": f"{NOW} 10:{minute:02d}", "rep_id": "Ann"} for minute in range(60)]
    before = [{"type": "call", "happened_at": f"{BEFORE} 10:00", "rep_id": "Ann"}]
    found = change_of("activity_volume", activities=[*calls, *before])
    assert found is not None
    assert found.better is None


def test_that_larger_deals_are_a_change_by_shuffling() -> None:
    small = [row | {"amount": 100.0 + number} for number, row in enumerate(deals(25, 0, BEFORE))]
    large = [row | {"amount": 900.0 + number} for number, row in enumerate(deals(25, 0, NOW))]
    found = change_of("average_deal_size", opportunities=[*small, *large])
    assert found is not None
    assert (found.word, found.better) == (Word.CLEAR, True)
    assert found.p is not None


@pytest.mark.parametrize(
    ("now", "before", "word"),
    [
        ((40, 5), (20, 20), Word.CLEAR),
        ((30, 15), (20, 20), Word.NORMAL),
        ((3, 1), (1, 3), Word.UNKNOWN),
    ],
)
def test_that_the_net_promoter_score_changes_beyond_the_intervals_of_both(
    now: tuple[int, int], before: tuple[int, int], word: Word
) -> None:
    """Promoters and detractors, with ten passives."""
    rows = []
    for (promoters, detractors), day in ((now, "2026-05-12"), (before, "2026-02-10")):
        scores = [10.0] * promoters + [2.0] * detractors + ([7.0] * 10 if promoters > 3 else [])
        rows += [{"response_id": f"{day} {number}", "customer_id": "c", "person_id": f"{day} {number}",
                  "answered_at": day, "score": score} for number, score in enumerate(scores)]  # fmt: skip
    found = change_of("nps", nps_responses=rows)
    assert found is not None
    assert found.word is word
