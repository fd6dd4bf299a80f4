"""A window to be driven by tests: with a log put on its desk as if a file had been opened."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from salesdesk.insights.board import board
from salesdesk.insights.selections import first_selection
from salesdesk.kpis.book import Book
from salesdesk.models.log import SalesLog
from salesdesk.store.workspace import Workspace
from salesdesk.ui import work
from salesdesk.ui.desk import Desk
from salesdesk.ui.look.switch import Look
from salesdesk.ui.window import MainWindow
from tests.company import company_board, company_log

PATIENCE = 60_000  # ms; a machine that runs all tests at once is slow


@cache
def _opened(log: SalesLog) -> work.Opened:
    """The sample's board is marked already, which takes most of the time."""
    found = company_board() if log is company_log() else board(Book(log), first_selection(log))
    return work.Opened(log, found.book, found)


class Driver:
    """What tests do with a window. ``reasons`` are all refusals so far."""

    def __init__(self, qtbot: QtBot, look: Look, monkeypatch: pytest.MonkeyPatch, workspace: Workspace) -> None:
        self._qtbot, self._monkeypatch = qtbot, monkeypatch
        self.desk = Desk(workspace)
        self.window = MainWindow(self.desk, look)
        self.reasons: list[str] = []
        self.desk.refused.connect(lambda refusal: self.reasons.extend(refusal.reasons))
        qtbot.addWidget(self.window)
        self.window.resize(1440, 900)
        self.window.show()

    def settle(self) -> None:
        """Lets all work come back and everything be laid out and painted."""
        for _ in range(3):
            QCoreApplication.processEvents()
            self._qtbot.waitUntil(lambda: self.desk.tasks.idle, timeout=PATIENCE)
        QCoreApplication.processEvents()

    def put(self, log: SalesLog, name: str = "team.xlsx") -> None:
        """Opens this log as if it had been read from a file."""
        with self._monkeypatch.context() as patched:
            patched.setattr(work, "open_files", lambda *_, **__: _opened(log))
            self.desk.open([Path(name)])
            self.settle()

    def open(self, *paths: Path) -> None:
        """Opens real files."""
        self.desk.open(paths)
        self.settle()

    def page(self, key: str) -> QWidget:
        page = self.window.page(key)
        self.settle()
        return page


@pytest.fixture
def driver(qtbot: QtBot, look: Look, monkeypatch: pytest.MonkeyPatch) -> Iterator[Driver]:
    """A window on an empty desk that keeps nothing."""
    found = Driver(qtbot, look, monkeypatch, Workspace.in_memory())
    yield found
    found.window.close()
