"""Everything that one sheet tells besides its own records: lists of members, histories of stages, answers."""

from __future__ import annotations

from salesdesk.models.issue import ColumnMatch
from salesdesk.reading.answers import Asked
from salesdesk.reading.derive_answers import survey_answers
from salesdesk.reading.derive_sides import sides
from salesdesk.reading.grid import Grid
from salesdesk.reading.match_columns import Fit
from salesdesk.reading.piece import Piece
from salesdesk.reading.preset_histories import histories
from salesdesk.reading.report import Report


def tables_beside(
    grid: Grid, fit: Fit, piece: Piece, asked: Asked, listed: frozenset[str], report: Report
) -> list[tuple[Piece, dict[int, ColumnMatch]]]:
    """Pieces and, by position in the grid, the headers they use. ``listed``: tables with a sheet of their own."""
    return [
        *sides(grid, fit, piece, listed),
        *histories(grid, fit, piece, asked, listed, report),
        *survey_answers(grid, fit, piece, asked, listed, report),
    ]
