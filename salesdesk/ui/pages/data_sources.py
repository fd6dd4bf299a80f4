"""The card of what was read: each sheet of each file, its rows used and set aside, by reason."""

from __future__ import annotations

from salesdesk.insights.reading_report import place_of, read_as, rows_text, set_aside, uncommon_notes, why_aside
from salesdesk.models.log import SalesLog
from salesdesk.ui.look.numbers import number_style
from salesdesk.ui.pages.data_card import TableCard, numbers, texts


class SourcesCard(TableCard):
    def __init__(self) -> None:
        super().__init__("What was read")

    def show_log(self, log: SalesLog) -> None:
        sources, style = log.sources, number_style()
        self.set_title(self.title, rows_text(log, style) if sources else "")
        told = (
            texts("why", "Why", (why_aside(source, style) for source in sources)),
            texts("notes", "Notes", uncommon_notes(log)),
        )
        rows, used, aside = ([*counts] for counts in _counts(log))
        several = len(sources) > 1
        self.show_columns(
            texts("source", "File", map(place_of, sources), "All" if several else ""),
            texts("table", "Read as", map(read_as, sources)),
            numbers("rows", "Rows", rows, footer=sum(rows) if several else None),
            numbers("used", "Used", used, footer=sum(used) if several else None),
            numbers("aside", "Set aside", aside, footer=sum(aside) if several else None),
            *(column for column in told if any(column.values)),
        )


def _counts(log: SalesLog) -> tuple[list[int], list[int], list[int]]:
    return (
        [source.rows for source in log.sources],
        [source.used for source in log.sources],
        [set_aside(source) for source in log.sources],
    )
