"""The figures of a page in straightforward pandas, as a script by hand would have them: the baseline of filtering."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from salesdesk.models.log import SalesLog
from salesdesk.models.period import months_before
from salesdesk.models.selection import Selection


@dataclass
class Frames:
    """Tables with names instead of ids, local dates and what belongs to each lead."""

    activities: pd.DataFrame
    leads: pd.DataFrame
    opportunities: pd.DataFrame


def ready(log: SalesLog) -> Frames:
    """Joins, local time and first touches: what has to be done on the log's tables before anything is counted."""
    territory = log.tables["reps"].set_index("name")["territory"]
    zone = log.settings.zone
    activities = _owned(log.tables["activities"], "rep_id", territory)
    activities["at"] = activities["happened_at"].dt.tz_convert(zone)
    leads = _owned(log.tables["leads"], "owner_rep_id", territory)
    leads["at"] = leads["created_at"].dt.tz_convert(zone)
    touches = activities[activities["type"].isin(["call", "email", "meeting", "video", "visit", "social", "sms"])]
    touches = touches[(touches["status"] == "done") & ~touches["is_automated"].fillna(value=False).astype(bool)]
    first = touches.groupby("lead_id", observed=True)["happened_at"].min().rename("first_touch")
    leads = leads.join(first, on="lead_id")
    deals = _owned(log.tables["opportunities"], "owner_rep_id", territory)
    deals["opened"] = deals["created_at"].dt.tz_convert(zone)
    deals["closed"] = deals["closed_at"].dt.tz_convert(zone)
    deals["days"] = (deals["closed"].dt.normalize() - deals["opened"].dt.normalize()).dt.total_seconds() / 86_400
    return Frames(activities, leads, deals)


def _owned(frame: pd.DataFrame, owner: str, territory: pd.Series) -> pd.DataFrame:
    names = frame[owner].astype("str")
    return frame.assign(name=names, territory=names.map(territory))


def page(frames: Frames, log: SalesLog, selection: Selection) -> list[pd.DataFrame]:
    """Team, per rep and per month, for the selected period and the one before."""
    kept = {"name": selection.keep.get("rep"), "territory": selection.keep.get("region")}
    tables = []
    for frame in (frames.activities, frames.leads, frames.opportunities):
        mask = pd.Series(data=True, index=frame.index)
        for column, labels in kept.items():
            if labels is not None:
                mask &= frame[column].isin(labels)
        tables.append(frame[mask])
    periods = [selection.period, selection.compared(), *months_before(selection.period, 13)]
    found = []
    for place, period in enumerate(periods):
        first, after = pd.Timestamp(period.first, tz=log.settings.zone), pd.Timestamp(period.last, tz=log.settings.zone)
        after += pd.Timedelta(days=1)
        groupings: list[list[str]] = [[], ["name"]] if place < 2 else [[]]
        found += [_figures(Frames(*tables), first, after, by) for by in groupings]
    return found


def _within(frame: pd.DataFrame, column: str, first: pd.Timestamp, after: pd.Timestamp) -> pd.DataFrame:
    return frame[(frame[column] >= first) & (frame[column] < after)]


def _figures(frames: Frames, first: pd.Timestamp, after: pd.Timestamp, by: list[str]) -> pd.DataFrame:
    opened = _within(frames.opportunities, "opened", first, after)
    closed = _within(frames.opportunities, "closed", first, after)
    won = closed[closed["status"] == "won"]
    lost = closed[closed["status"] == "lost"]
    acts = _within(frames.activities, "at", first, after)
    acts = acts[(acts["status"] == "done") & (acts["direction"] != "in")]
    leads = _within(frames.leads, "at", first, after)
    minutes = (leads["first_touch"] - leads["created_at"]).dt.total_seconds() / 60
    if not by:
        counts = {"opened": len(opened), "won": len(won), "lost": len(lost), "activities": len(acts)}
        means = {"size": won["amount"].mean(), "cycle": won["days"].median(), "response": minutes.median()}
        return pd.DataFrame([{**counts, **means}])
    table = pd.DataFrame(
        {
            "opened": opened.groupby(by).size(),
            "won": won.groupby(by).size(),
            "lost": lost.groupby(by).size(),
            "activities": acts.groupby([*by, "type"], observed=True).size().groupby(by).sum(),
            "size": won.groupby(by)["amount"].mean(),
            "cycle": won.groupby(by)["days"].median(),
            "response": minutes.groupby([leads[name] for name in by]).median(),
        }
    )
    table["rate"] = table["won"] / (table["won"] + table["lost"])
    return table
