import numpy as np
import pytest

from salesdesk.insights.drill import Drill, RecordList, drill
from salesdesk.insights.wording import Voice
from salesdesk.kpis.catalogue import ALL
from salesdesk.kpis.catalogue.chain import CHAIN
from salesdesk.kpis.catalogue.rep_days import observes_days
from salesdesk.kpis.growth_measures import Growth
from salesdesk.kpis.kpi import Kpi, MeasureKind
from salesdesk.kpis.measures import Formula, Ratio, Share
from tests.company import FILE, board_of, company_board, deals
from tests.kpis.building import log

VOICE = Voice("EUR")
KEYS = [kpi.key for kpi in ALL]
REPS = ("Bruno Quist", "Ruth Ostrand", "Callum Osterby")


def records_of(key: str, **members: str) -> Drill:
    return drill(company_board(), key, members, None, None, VOICE)


def counted(found: Drill) -> list[RecordList]:
    return [listed for listed in found.lists if listed.values is not None]


def values_of(found: Drill, side: str) -> np.ndarray:
    """Of the rows of a side; where a side is made of members, of those: each row of theirs counts once more there."""
    lists = [listed for listed in counted(found) if listed.side == side]
    members = [listed for listed in lists if listed.of_members]
    return np.concatenate([np.empty(0), *(listed.values for listed in members or lists if listed.values is not None)])


def made_of(kpi: Kpi, found: Drill) -> float | None:
    """The number once more, from nothing but the records that are shown, and days worked, which are none."""
    measure = kpi.measure_of(None, ("rep",) if found.score.by else ())
    sides = [values_of(found, part.key) for part in measure.counted]
    known = sides[0][~np.isnan(sides[0])]
    match measure.kind:
        case MeasureKind.COUNT | MeasureKind.SUM | MeasureKind.SNAPSHOT:
            return float(known.sum())
        case MeasureKind.MEAN:
            return float(known.mean()) if known.size else None
        case MeasureKind.DURATION:
            return float(np.median(known)) if known.size else None
        case MeasureKind.RATE | MeasureKind.RATIO if not isinstance(measure, Formula):
            if isinstance(measure, Share):
                return float(known.sum() / known.size) if known.size else None
            if isinstance(measure, Growth):
                return float((sides[0].sum() - sides[1].sum()) / sides[1].sum())
            below = found.score.n if observes_days(kpi) else sides[1].sum()
            scale = measure.scale if isinstance(measure, Ratio) else 1.0
            return float(scale * sides[0].sum() / below) if below > 0 else None
    return found.score.value


@pytest.mark.parametrize("rep", ["", *REPS])
@pytest.mark.parametrize("key", KEYS)
def test_that_the_records_make_up_the_number(key: str, rep: str) -> None:
    kpi = company_board().kpis[key].kpi
    if rep and company_board().kpis[key].reps is None:
        return
    found = records_of(key, **({"rep": rep} if rep else {}))
    if kpi.private:
        assert not found.lists
        return
    if found.score.value is not None:
        assert made_of(kpi, found) == pytest.approx(found.score.value, rel=1e-12)
    if found.score.n:
        assert counted(found)


def test_that_the_rows_of_a_side_add_up_to_what_its_members_have() -> None:
    lists = counted(records_of("quota_attainment"))
    of_rows = sum(np.nansum(listed.values) for listed in lists if not listed.of_members and listed.side == "credit")
    of_members = sum(np.nansum(listed.values) for listed in lists if listed.of_members and listed.side == "credit")
    assert of_rows == pytest.approx(of_members)
    assert of_members == company_board().kpis["quota_attainment"].now.numerator
    assert [listed.of_members for listed in lists] == sorted(listed.of_members for listed in lists)


@pytest.mark.parametrize("key", KEYS)
def test_that_every_list_says_in_words_what_it_adds_up_to(key: str) -> None:
    for listed in records_of(key).lists:
        assert listed.sum_text.endswith(".")
        assert f"{len(listed):,} record" in listed.sum_text or "with a value" in listed.sum_text
        assert len({len(column.values) for column in listed.columns}) == 1


def test_that_a_record_shows_its_columns_and_where_it_stands_in_its_file() -> None:
    (listed, *_) = records_of("deals_won").lists
    columns = {column.title: column for column in listed.columns}
    assert {"Opportunity ID", "Owner", "Closed", "File", "Row in file"} <= columns.keys()
    assert set(columns["File"].values) == {f"{FILE} · Opportunities"}
    log_rows = listed.pointers - company_board().log.offset("opportunities")
    assert columns["Row in file"].values.tolist() == (log_rows + 2).tolist()
    assert set(columns["Owner"].values) <= {*company_board().rep_rows, ""}


def test_that_a_time_that_still_runs_is_told_apart() -> None:
    answered = {"created_at": "2026-05-04 09:00", "lead_id": "a"}
    leads = [answered, {"created_at": "2026-05-05 09:00", "lead_id": "b"}]
    calls = [{"type": "call", "happened_at": "2026-05-04 10:00", "lead_id": "a", "outcome": "connected"}]
    board = board_of(log(as_of="2026-05-31", leads=leads, activities=calls), "2026-05")
    (found,) = counted(drill(board, "lead_response_time", {}, None, None, VOICE))
    columns = {column.title: column.values.tolist() for column in found.columns}
    assert dict(zip(columns["Lead ID"], columns["Time counted"], strict=True)) == {"a": "in full", "b": "so far"}
    alone = board_of(log(as_of="2026-05-31", leads=[answered], activities=calls), "2026-05")
    (found,) = counted(drill(alone, "lead_response_time", {}, None, None, VOICE))
    assert "Time counted" not in [column.title for column in found.columns]


@pytest.mark.parametrize("step", [kpi.key for kpi in CHAIN])
def test_that_a_step_of_the_chain_opens_as_many_records_as_it_counts(step: str) -> None:
    found = drill(company_board(), "", {}, None, step, VOICE)
    rows = values_of(found, "rows")
    assert rows.sum() == company_board().chain[step].value


def test_that_a_month_of_a_trend_opens_that_month() -> None:
    board = company_board()
    for place in (0, 12):
        found = drill(board, "deals_won", {}, board.months[place], None, VOICE)
        assert values_of(found, "rows").sum() == board.kpis["deals_won"].months.at(place).value
        assert found.title == f"Deals won, {board.months[place].label}"


def test_that_rows_set_aside_are_listed_with_their_reason() -> None:
    rows = [*deals(3, 0, "2026-05-12"), *({**deal, "amount": None} for deal in deals(2, 0, "2026-05-12"))]
    rows += [{**deal, "closed_at": None} for deal in deals(1, 0, "2026-05-12")]
    found = drill(board_of(log(as_of="2026-06-30", opportunities=rows), "2026-Q2"), "deals_won", {}, None, None, VOICE)
    titles = [listed.title for listed in found.lists]
    assert any(title.startswith("Set aside: ") for title in titles)
    assert all(listed.values is None for listed in found.lists if listed.title.startswith("Set aside"))


def test_that_a_cohort_too_young_is_answered_by_the_one_that_is_shown() -> None:
    now = company_board().kpis["opp_to_win_rate"].now
    assert now.matured is not None
    found = records_of("opp_to_win_rate")
    assert found.score.period == now.matured.period
    assert found.score.value == now.matured.value
