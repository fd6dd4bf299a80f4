"""Reps with targets of whom no other file has ever heard: numbers in one file, names or other numbers in the rest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from salesdesk.models.issue import Effect
from salesdesk.models.names import name_key
from salesdesk.reading.aliases import fields_of
from salesdesk.reading.merge_stack import Stack
from salesdesk.reading.report import Report

_TARGETS = "quotas"
_CALLED = ("rep_id", "name", "email")


def say_strangers(stacks: Mapping[str, Stack], report: Report) -> None:
    """Only where none of them is known: a rep who sold nothing may well have a target."""
    targets = stacks.get(_TARGETS)
    if targets is None or "rep_id" not in targets.columns:
        return
    theirs = _keys(targets.columns["rep_id"])
    others = {key for column in _naming(stacks) for key in _keys(column)}
    if theirs and others and not theirs & others:
        who = "The rep with targets is" if len(theirs) == 1 else f"All {len(theirs):,} reps with targets are"
        text = f"{who} missing in the other tables: no sale counts until both have the same names or ids"
        report.say(int(targets.source[0]), text, Effect.NOTED, count=len(targets))


def _naming(stacks: Mapping[str, Stack]) -> Iterator[pd.Series]:
    """The columns of other tables that name reps."""
    for table, stack in stacks.items():
        declared = fields_of(table)
        for name, column in stack.columns.items():
            refers = name in declared and declared[name].refers == "rep"
            if table != _TARGETS and (refers or (table == "reps" and name in _CALLED)):
                yield column


def _keys(column: pd.Series) -> set[str]:
    return {name_key(str(name)) for name in column.dropna().unique()}
