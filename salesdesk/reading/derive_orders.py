"""Order lines get from the heads of their orders, and from the reps' regions, what they lack themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from salesdesk.models.issue import Effect
from salesdesk.models.names import name_key
from salesdesk.models.tables import BY_NAME
from salesdesk.reading.merge_stack import Stack
from salesdesk.reading.report import Report

_FROM_HEAD = ("order_date", "customer_id", "rep_id", "status")

Numbers = npt.NDArray[np.int64]


def with_heads(stacks: Mapping[str, Stack], report: Report) -> dict[str, Stack]:
    """Date, customer, rep and status of an order, on each of its lines that has none."""
    found = dict(stacks)
    lines, heads = found.get("order_lines"), found.get("orders")
    if lines is None or heads is None or "order_id" not in lines.columns or "order_id" not in heads.columns:
        return found
    place = _places(lines.columns["order_id"], heads.columns["order_id"])
    taken = []
    for name in _FROM_HEAD:
        if name in heads.columns:
            before = lines
            lines = _taken(lines, heads, name, place)
            taken += [BY_NAME["orders"].column(name).label] if lines is not before else []
    if taken:
        text = f"{', '.join(taken)} of the order lines taken from their orders"
        report.say(int(lines.source[0]), text, Effect.NOTED, count=int((place >= 0).sum()))
    found["order_lines"] = lines
    return found


def _places(keys: pd.Series, listed: pd.Series) -> Numbers:
    """The row of each key in a list, the first if it stands there twice; -1 if nowhere."""
    index = pd.Index(listed.astype(object))
    first = ~index.duplicated()
    rows = np.append(np.flatnonzero(first), -1)
    found: Numbers = rows[index[first].get_indexer(pd.Index(keys.astype(object)))]
    return found


def _taken(lines: Stack, heads: Stack, name: str, place: Numbers) -> Stack:
    own = lines.columns.get(name)
    missing = np.ones(len(lines), dtype=bool) if own is None else own.isna().to_numpy()
    given = missing & (place >= 0)
    if not given.any():
        return lines
    head = heads.columns[name]
    from_head = head.take(np.maximum(place, 0)).reset_index(drop=True).where(given)
    if own is None:
        column = from_head
    elif own.dtype == from_head.dtype:
        column = own.where(~given, from_head)
    else:
        column = own.astype("str").where(~given, from_head.astype("str"))
    lines = lines.with_columns(**{name: column})
    marks = heads.date_only.get(name)
    if marks is None and name not in lines.date_only:
        return lines
    whole = np.zeros(len(lines), dtype=bool) if name not in lines.date_only else lines.date_only[name].copy()
    if marks is not None:
        whole[given] = marks[place[given]]
    return replace(lines, date_only={**lines.date_only, name: whole})


def with_regional_reps(stacks: Mapping[str, Stack], report: Report) -> dict[str, Stack]:
    """Lines that name a region and no rep belong to the rep of that region, if every region has exactly one."""
    found = dict(stacks)
    lines, reps = found.get("order_lines"), found.get("reps")
    if lines is None or reps is None or "rep_id" in lines.columns:
        return found
    if "region" not in lines.columns or not {"territory", "name"} <= reps.columns.keys():
        return found
    regions, owners = reps.columns["territory"], reps.columns["name"]
    by_region = {name_key(str(region)): str(owner) for region, owner in zip(regions, owners, strict=True)}
    codes, named = pd.factorize(lines.columns["region"])
    if len(by_region) != len(reps) or owners.isna().any() or any(name_key(str(one)) not in by_region for one in named):
        return found
    names = pd.Index([by_region[name_key(str(one))] for one in named], dtype="str")
    rep = pd.Series(pd.Categorical.from_codes(codes, categories=names)) if names.is_unique else None
    if rep is None:
        return found
    found["order_lines"] = lines.with_columns(rep_id=rep)
    text = "The order lines name no rep: each counts for the rep of its region"
    report.say(int(lines.source[0]), text, Effect.NOTED, count=len(lines))
    return found
