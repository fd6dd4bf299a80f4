"""What a person chooses about a draft, and what of it is remembered for files of the same headers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from salesdesk.models.tables import BY_NAME
from salesdesk.reading.aliases import fields_of
from salesdesk.reading.answers import Asked
from salesdesk.reading.column_answers import COLUMN, DATES, DECIMAL, FILL, FORM, REST, SHEET, TYPE, UNUSED, key_for
from salesdesk.reading.draft import Draft, DraftSheet
from salesdesk.reading.reread import Form, form_answers

NOT_USED = ""  # the key of the choice to leave a column or sheet out
QUESTIONED = {"dates": DATES, "decimal": DECIMAL, "unit": TYPE, "fill": FILL}


@dataclass(frozen=True)
class Decision:
    """What is remembered of a header: the table, the field of each column, answers."""

    table: str
    columns: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Chosen:
    """``forms`` by source, ``decisions`` by header signature."""

    forms: Mapping[str, Form] = field(default_factory=dict)
    decisions: Mapping[str, Decision] = field(default_factory=dict)

    def over(self, asked: Asked) -> Asked:
        """What the reader is told: what was known before, and these decisions."""
        matches, answers = dict(asked.matches), dict(asked.answers)
        for signature, decision in self.decisions.items():
            matches[signature] = {header: (decision.table, name) for header, name in decision.columns.items()}
            answers[signature] = dict(decision.answers)
        return replace(asked, matches=matches, answers=answers)


# What can be chosen


def with_form(
    chosen: Chosen,
    sheet: DraftSheet,
    *,
    header_row: int | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
) -> Chosen:
    """Another header row (0 = there is none), encoding or delimiter; what is not given stays."""
    before = chosen.forms.get(sheet.source, Form())
    rows = before.header_rows if header_row is None else {**before.header_rows, sheet.sheet or "": header_row}
    form = Form(rows, encoding or before.encoding, delimiter or before.delimiter)
    return replace(chosen, forms={**chosen.forms, sheet.source: form})


def with_table(chosen: Chosen, draft: Draft, sheet: DraftSheet, table: str, columns: Mapping[str, str]) -> Chosen:
    """Reads a sheet into a table, or not at all. ``columns``: the field of each header there."""
    if table != NOT_USED:
        told = {key: value for key, value in sheet.told.items() if key.partition(":")[0] != SHEET}
        return _decided(chosen, sheet, Decision(table, columns, {**told, SHEET: table}))
    twins = [other for other in draft.sheets if other.signature == sheet.signature and other is not sheet]
    if any(other.table for other in twins) and sheet.sheet:
        key, decision = key_for(SHEET, sheet.sheet), decision_of(sheet)
    else:
        key, decision = SHEET, Decision("", {}, sheet.told)
    return _decided(chosen, sheet, replace(decision, answers={**decision.answers, key: UNUSED}))


def with_field(chosen: Chosen, sheet: DraftSheet, place: int, name: str) -> Chosen:
    """Reads a column as a field of the table; another column that was read as it is not used any more."""
    column, before = sheet.column(place), decision_of(sheet)
    columns = {key: other for key, other in before.columns.items() if other != name and key != column.key}
    answers = {key: value for key, value in before.answers.items() if key != key_for(COLUMN, column.key)}
    if name == NOT_USED:
        answers[key_for(COLUMN, column.key)] = UNUSED
    else:
        columns[column.key] = name
    return _decided(chosen, sheet, Decision(before.table, columns, answers))


def with_answer(chosen: Chosen, sheet: DraftSheet, place: int, about: str, answer: str) -> Chosen:
    """Settles what the cells of a column leave open: ``about`` dates, decimal, unit, fill or field."""
    if about == "field" or answer == NOT_USED:
        return with_field(chosen, sheet, place, answer)
    before = decision_of(sheet)
    key = key_for(QUESTIONED[about], sheet.column(place).key)
    return _decided(chosen, sheet, replace(before, answers={**before.answers, key: answer}))


def _decided(chosen: Chosen, sheet: DraftSheet, decision: Decision) -> Chosen:
    return replace(chosen, decisions={**chosen.decisions, sheet.signature: decision})


# What is remembered


def decision_of(sheet: DraftSheet) -> Decision:
    """A sheet as the draft has it."""
    columns = {column.key: column.field for column in sheet.columns if column.field}
    return Decision(sheet.table or "", columns, dict(sheet.told))


def to_remember(draft: Draft, chosen: Chosen) -> dict[str, Decision]:
    """What is remembered once a draft is taken: every sheet that is used, or that somebody left out.

    Orders and decimal marks go along, so that a file of few rows, whose cells tell nothing, is read like this one.
    """
    found: dict[str, Decision] = {}
    for sheet in draft.sheets:
        if sheet.is_used:
            found[sheet.signature] = _with_evidence(sheet)
        elif sheet.signature in chosen.decisions:
            found.setdefault(sheet.signature, chosen.decisions[sheet.signature])
    for sheet in draft.sheets:
        told = form_answers(chosen.forms.get(sheet.source, Form()), sheet.sheet, sheet.found_encoding)
        if told:
            before = found.get(sheet.found, Decision(""))
            found[sheet.found] = replace(before, answers={**before.answers, **told})
    return found


def _with_evidence(sheet: DraftSheet) -> Decision:
    decision = decision_of(sheet)
    answers = {key: value for key, value in decision.answers.items() if key not in FORM | {REST}}
    for column in sheet.columns:
        if column.field and column.order:
            answers.setdefault(key_for(DATES, column.key), column.order)
        if column.field and column.mark:
            answers.setdefault(key_for(DECIMAL, column.key), column.mark)
    return replace(decision, answers=answers)


def fields(table: str) -> Mapping[str, str]:
    """The fields that a column of this table may be read as, with their labels; those of its own first."""
    labels = {name: column.label for name, column in fields_of(table).items()}
    own = {column.name: labels[column.name] for column in BY_NAME[table].columns}
    return {**own, **labels}
