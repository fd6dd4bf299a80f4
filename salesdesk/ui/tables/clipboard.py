"""Rows as a spreadsheet takes them from the clipboard: tab-separated text and an HTML table."""

import atexit
import html
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QApplication

from salesdesk.insights.numbers import NumberStyle
from salesdesk.ui.plain import one_line

Cell = str | float | int | date | None

# A text that begins so would become a formula when it is pasted.
_FORMULA_STARTS = ("=", "+", "-", "@")
# Above this the HTML copy costs more than it is worth; spreadsheets take the text then.
_HTML_CELLS = 200_000
_OURS = "salesdesk"


@dataclass(frozen=True)
class Copied:
    """The two forms of one copy; `html` is empty where it would be too large."""

    text: str
    html: str

    def mime(self) -> QMimeData:
        data = QMimeData()
        data.setProperty(_OURS, True)  # noqa: FBT003 - the value of a property
        data.setText(self.text)
        if self.html:
            data.setHtml(self.html)
        return data

    def to_clipboard(self) -> None:
        _prepare_exit()
        QApplication.clipboard().setMimeData(self.mime())


def copied(rows: Iterable[Sequence[Cell]], style: NumberStyle, headers: Sequence[str] = ()) -> Copied:
    """Numbers in the user's decimal style and exact, empty stays empty, text stays text when pasted."""
    body = [list(row) for row in rows]
    lines = ["\t".join(_safe(head) for head in headers)] if headers else []
    lines += ["\t".join(_text(cell, style) for cell in row) for row in body]
    cells = sum(map(len, body))
    return Copied("\n".join(lines), _html(body, style, headers) if cells <= _HTML_CELLS else "")


@cache
def _prepare_exit() -> None:
    """Data made in Python must not outlive it on the clipboard: the process would crash while it ends."""
    QApplication.instance().aboutToQuit.connect(leave_as_text)
    atexit.register(leave_as_text)


def leave_as_text() -> None:
    """Puts the text of our copy in its place, which Qt can keep by itself."""
    if QApplication.instance() is None:
        return
    clipboard = QApplication.clipboard()
    held = clipboard.mimeData()
    if held is not None and held.property(_OURS):
        clipboard.setText(clipboard.text())


def _text(cell: Cell, style: NumberStyle) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return _safe(cell)
    if isinstance(cell, date):
        return f"{cell:%Y-%m-%d %H:%M}" if isinstance(cell, datetime) else cell.isoformat()
    return style.copied(cell) if math.isfinite(cell) else ""


def _safe(text: str) -> str:
    line = one_line(text)
    return f"'{line}" if line.startswith(_FORMULA_STARTS) else line


def _html(body: list[list[Cell]], style: NumberStyle, headers: Sequence[str]) -> str:
    head = "".join(f"<th>{html.escape(one_line(each))}</th>" for each in headers)
    rows = [f"<tr>{head}</tr>"] if headers else []
    rows += ["<tr>" + "".join(_html_cell(cell, style) for cell in row) + "</tr>" for row in body]
    return f'<meta charset="utf-8"><table>{"".join(rows)}</table>'


def _html_cell(cell: Cell, style: NumberStyle) -> str:
    if isinstance(cell, str):
        # The format "@" makes Excel keep text as text: ids with leading zeros, words that look like formulas.
        return f"<td style=\"mso-number-format:'\\@'\">{html.escape(one_line(cell))}</td>" if cell else "<td></td>"
    return f"<td>{_text(cell, style)}</td>"
