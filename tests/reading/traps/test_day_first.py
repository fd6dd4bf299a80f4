"""Whatever dates a file holds: they are read in the order in which they were written, or the order is asked for."""

from datetime import datetime, timedelta
from itertools import pairwise

from hypothesis import assume, example, given
from hypothesis import strategies as st

from tests.reading.sheets import at, log_of, moments, sheet

DAY_FIRST = ("{d}/{m}/{y}", "{d:02}/{m:02}/{y}", "{d:02}.{m:02}.{s:02}", "{d}.{m}.{y}", "{d}-{m}-{y}", "{d}/{m}/{s:02}")
MONTH_FIRST = ("{m}/{d}/{y}", "{m:02}/{d:02}/{y}", "{m}-{d}-{y}", "{m}/{d}/{s:02}")
TIMES = ("", " {h}:{n:02}", " {h:02}:{n:02}:{c:02}")
HEADERS = {"Created Date": "created_at", "Last Activity Date": "last_activity_at", "Next step date": "next_step_at"}

ANY = st.datetimes(at("1970-01-01"), at("2068-12-31")).map(lambda moment: moment.replace(microsecond=0))
EARLY = ANY.filter(lambda moment: moment.day <= 12)
NEAR = st.integers(0, 40).map(lambda days: at("2026-01-02 09:30") + timedelta(days=days))
Columns = list[list[datetime]]


@st.composite
def files(draw: st.DrawFn) -> Columns:
    """One to three columns of dates, all of one length; in some of them no day is above twelve."""
    rows = draw(st.integers(1, 12))
    kinds = draw(st.lists(st.sampled_from([ANY, EARLY, NEAR, EARLY | NEAR]), min_size=1, max_size=3))
    return [draw(st.lists(kind, min_size=rows, max_size=rows)) for kind in kinds]


def january(*days: int) -> Columns:
    return [[at(f"2026-01-{day:02} 09:30") for day in days]]


@given(files(), st.sampled_from(DAY_FIRST), st.sampled_from(TIMES))
@example(january(2, 3, 4), "{d:02}/{m:02}/{y}", "")
@example(january(*range(1, 13)), "{d}/{m}/{y}", "")
@example([[at("2026-04-03"), at("2026-06-05")], [at("2026-04-03"), at("2026-06-15")]], "{d}/{m}/{y}", "")
def test_that_a_day_first_file_is_never_read_month_first(columns: Columns, day: str, time: str):
    check(columns, day, time)


@given(files(), st.sampled_from(MONTH_FIRST), st.sampled_from(TIMES))
@example(january(5, 6, 7), "{m}/{d}/{y}", " {h}:{n:02}")
@example(january(2, 5, 6, 7), "{m}/{d}/{y}", "")
@example([[at(f"{year}-01-13") for year in range(1990, 2005)]], "{m}/{d}/{y}", "")  # no dates that anything stored
def test_that_a_month_first_file_is_never_read_day_first(columns: Columns, day: str, time: str):
    assume(time or not any(map(like_month_starts, columns)))
    check(columns, day, time)


def like_month_starts(dates: list[datetime]) -> bool:
    """Days of Januaries that, read day first, are the firsts of three months or quarters in a row."""
    numbers = sorted({12 * moment.year + moment.day for moment in dates})
    steps = {later - earlier for earlier, later in pairwise(numbers)}
    return {moment.month for moment in dates} == {1} and len(numbers) > 2 and steps in ({1}, {3})


def check(columns: Columns, day: str, time: str) -> None:
    headers = list(HEADERS)[: len(columns)]
    rows = [str(row) for row in range(len(columns[0]))]
    texts = {
        header: [written(moment, day + time) for moment in dates]
        for header, dates in zip(headers, columns, strict=True)
    }
    log = log_of(sheet({"Deal ID": rows, "Deal Name": rows, "Owner": ["Ann"] * len(rows), **texts}, "deals.csv"))
    asked = [issue for issue in log.issues if issue.column in headers]
    assert {(issue.effect.value, issue.option) for issue in asked} <= {("needs an answer", "--dates dmy|mdy")}
    if asked:
        assert max(moment.day for dates in columns for moment in dates) <= 12, "a thirteenth day settles it"
    for header, dates in zip(headers, columns, strict=True):
        if header in {issue.column for issue in asked}:
            assert any(moment.day != moment.month for moment in dates), "there is nothing to ask"
        else:
            assert moments(log.tables["opportunities"][HEADERS[header]]) == [shown(moment, time) for moment in dates]


def written(moment: datetime, style: str) -> str:
    return style.format(
        d=moment.day,
        m=moment.month,
        y=moment.year,
        s=moment.year % 100,
        h=moment.hour,
        n=moment.minute,
        c=moment.second,
    )


def shown(moment: datetime, time: str) -> str:
    return (
        f"{moment:%Y-%m-%d %H:%M:%S}"
        if "{c" in time
        else f"{moment:%Y-%m-%d %H:%M}:00"
        if time
        else f"{moment:%Y-%m-%d} 00:00:00"
    )
