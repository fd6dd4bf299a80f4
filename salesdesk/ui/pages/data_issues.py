"""The card of what was found while reading, all of it, to be sorted and saved as a workbook."""

from __future__ import annotations

from salesdesk.insights.reading_report import DONE, issues_in_order, place_of
from salesdesk.models.log import SalesLog
from salesdesk.ui.look.numbers import number_style
from salesdesk.ui.pages.data_card import TableCard, numbers, texts
from salesdesk.ui.widgets.button import Button


class IssuesCard(TableCard):
    """``save`` is to save everything that the page tells as a workbook."""

    def __init__(self) -> None:
        super().__init__("What needs a look")
        self.save = Button("Save as Excel…")
        self.save.setToolTip("All of this page as a workbook: remarks, files, columns, KPIs, missing columns.")
        self.add_to_head(self.save)

    def show_log(self, log: SalesLog) -> None:
        issues, style = issues_in_order(log), number_style()
        count = f"{style.text(len(issues))} remark{'' if len(issues) == 1 else 's'}"
        self.set_title(self.title, count if issues else "Nothing was found while reading")
        self.table.setVisible(bool(issues))
        columns = texts("column", "Column", (issue.column or "" for issue in issues))
        rows = numbers("row", "Row", (issue.row for issue in issues), _plain_row)
        self.show_columns(
            texts("source", "File", map(place_of, issues)),
            *([columns] if any(issue.column for issue in issues) else []),
            *([rows] if any(issue.row is not None for issue in issues) else []),
            texts("effect", "What was done", (DONE[issue.effect] for issue in issues)),
            numbers("count", "How many", (issue.count for issue in issues)),
            texts("text", "What it is", (issue.text for issue in issues)),
        )


def _plain_row(value: float) -> str:
    """Row numbers read as in Excel, without marks between thousands."""
    return str(int(value))
