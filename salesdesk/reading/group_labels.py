"""Names that stand in the first row of a group only, as printed reports have them: never filled down unasked."""

from __future__ import annotations

from salesdesk.models.issue import Effect
from salesdesk.reading.aliases import fields_of
from salesdesk.reading.piece import Piece
from salesdesk.reading.report import Report

_MOST = 0.5  # of the rows that have a name
_ROWS = 4


def say_group_labels(piece: Piece, report: Report) -> None:
    """Each name once, in fewer rows than not, from the first row on: the rows between may belong to the name above."""
    for name, column in piece.columns.items():
        declared = fields_of(piece.table)[name]
        if not declared.refers or len(piece) < _ROWS:
            continue
        filled = column.notna().to_numpy()
        if filled[0] and 2 <= filled.sum() <= _MOST * len(piece) and not column[filled].duplicated().any():
            text = (
                f"{declared.label} stands once above several rows without one: fill it down in the file if it is theirs"
            )
            rows = piece.rows[~filled]
            report.say(piece.source, text, Effect.NOTED, row=int(rows[0]), count=int(rows.size))
