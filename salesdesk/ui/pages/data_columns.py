"""The card of how each column of each file was understood."""

from __future__ import annotations

from salesdesk.insights.reading_report import NO_HEADER, field_of, place_of
from salesdesk.models.log import SalesLog
from salesdesk.ui.pages.data_card import TableCard, texts


class ColumnsCard(TableCard):
    def __init__(self) -> None:
        super().__init__("How each column was understood")

    def show_log(self, log: SalesLog) -> None:
        rows = [(source, match) for source in log.sources for match in source.matches]
        self.setVisible(bool(rows))
        self.show_columns(
            texts("source", "File", (place_of(source) for source, _ in rows)),
            texts("header", "Column", (match.header or NO_HEADER for _, match in rows)),
            texts("field", "Read as", (field_of(match) for _, match in rows)),
            texts("reason", "Because", (match.reason for _, match in rows)),
            texts("decided", "Decided", (match.decided for _, match in rows)),
        )
