"""The import assistant as tests drive it: opened, and walked through with the keyboard."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from salesdesk.ui.dialogs.import_assistant import ImportAssistant
from tests.ui.driving import Driver

DEALS = "Deal ID,Deal Name,Amount,Create Date,Close Date,Deal Stage,Owner\n"
UNCLEAR = DEALS + "1,a,1.234,03/04/2026,05/06/2026,Won,Ann\n2,b,2.500,05/06/2026,,Open,Bo\n"
CLEAN = DEALS + "1,a,5,2026-04-03,2026-04-13,Won,J. Smith\n2,b,6,2026-04-04,,Open,John Smith\n"
KEYS = Qt.Key


def written(folder: Path, text: str, name: str = "deals.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def dialogs(driver: Driver) -> list[ImportAssistant]:
    return [found for found in driver.window.findChildren(ImportAssistant) if found.isVisible()]


def asked(driver: Driver, *paths: Path) -> ImportAssistant:
    """Opens files that leave something open."""
    driver.open(*paths)
    driver.settle()
    (dialog,) = dialogs(driver)
    return dialog


def checked(driver: Driver) -> ImportAssistant:
    """How the open files were read."""
    driver.window.menus.actions["check_reading"].trigger()
    driver.settle()
    (dialog,) = dialogs(driver)
    return dialog


def focused(dialog: ImportAssistant) -> QWidget:
    popup = QApplication.activePopupWidget()
    widget = popup.focusWidget() if popup is not None else dialog.focusWidget()
    assert widget is not None
    return widget


def press(dialog: ImportAssistant, driver: Driver, *keys: Qt.Key | str) -> None:
    """Keys, and texts to type, one after the other, wherever the keyboard is."""
    for key in keys:
        if isinstance(key, str):
            QTest.keyClicks(focused(dialog), key)
        else:
            QTest.keyClick(focused(dialog), key)
        driver.settle()


def tab_to(dialog: ImportAssistant, driver: Driver, wanted: QWidget) -> None:
    """Tab until the keyboard is on a control."""
    for _ in range(40):
        if dialog.focusWidget() is wanted:
            return
        press(dialog, driver, KEYS.Key_Tab)
    pytest.fail(f"{wanted.accessibleName() or wanted} cannot be reached")
