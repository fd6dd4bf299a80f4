"""Pictures of every page, drawn without a screen from the same window that people see."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QCoreApplication, QEventLoop, QSize
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QAbstractScrollArea

from salesdesk.models.told import Told
from salesdesk.ui.app import application
from salesdesk.ui.desk import Desk, Refusal
from salesdesk.ui.look.switch import Look, picture_font
from salesdesk.ui.pages import PAGES
from salesdesk.ui.window import MainWindow

if TYPE_CHECKING:
    from salesdesk.insights.board import Board
    from salesdesk.models.log import SalesLog
    from salesdesk.models.period import Period
    from salesdesk.store.workspace import Workspace

_ROUNDS = 3  # a page that has its figures lays itself out, then asks for more


class NotOpenedError(Exception):
    """The files gave no log; ``reasons`` has a plain line for each."""

    def __init__(self, reasons: Sequence[str]) -> None:
        super().__init__("; ".join(reasons))
        self.reasons = tuple(reasons)


def names(*, dark: bool) -> tuple[str, ...]:
    """The file name of each page's picture."""
    return tuple(f"{page.key}{'-dark' if dark else ''}.png" for page in PAGES)


def png(picture: QPixmap) -> bytes:
    """The picture as the content of a file."""
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")
    return bytes(buffer.data().data())


def shots(
    files: Sequence[Path],
    workspace: Workspace,
    told: Told,
    period: Callable[[SalesLog], Period | None],
    *,
    size: tuple[int, int],
    dark: bool,
    whole: bool = False,
) -> tuple[tuple[QPixmap, ...], Board]:
    """A picture of each page, in the order of ``names``, and what they show.

    ``period`` None: the one with which the log opens. ``whole``: as tall as the page is long. Raises NotOpenedError, or
    what ``period`` raises.
    """
    look = Look(application(), picture_font())
    look.choose("dark" if dark else "light")
    desk = Desk(workspace, told=told)
    desk.imports.kept = False  # the log of the workspace stays as it is
    window = MainWindow(desk, look)
    desk.deciding.asks = False  # nobody is there to answer
    window.resize(QSize(*size))
    window.show()
    refused: list[Refusal] = []
    desk.refused.connect(refused.append)
    try:
        desk.open(files)
        _settle(desk)
        if refused or desk.board is None:
            raise NotOpenedError([reason for refusal in refused for reason in refusal.reasons])
        chosen = period(desk.board.log)
        if chosen is not None:
            desk.select(replace(desk.board.selection, period=chosen))
            _settle(desk)
        return tuple(_shot(window, place, whole=whole) for place in range(len(PAGES))), desk.board
    finally:
        desk.close()
        window.hide()


def _shot(window: MainWindow, place: int, *, whole: bool) -> QPixmap:
    page, size = window.page(PAGES[place].key), window.size()
    for _ in range(_ROUNDS):
        _settle(window.desk)
    hidden = page.verticalScrollBar().maximum() if whole and isinstance(page, QAbstractScrollArea) else 0
    if hidden:
        window.resize(size.width(), size.height() + hidden)
        _settle(window.desk)
    picture = window.grab()
    window.resize(size)
    return picture


def _settle(desk: Desk) -> None:
    """Lets all work come back and everything be laid out."""
    QCoreApplication.processEvents()
    while not desk.tasks.idle:
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 200)
    QCoreApplication.processEvents()
