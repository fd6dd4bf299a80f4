import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from salesdesk.ui.dialogs.my_team import MyTeamDialog
from salesdesk.ui.dialogs.names import NamesDialog, owners_of
from tests.company import company_log, deals
from tests.kpis.building import log
from tests.ui.driving import Driver, driver

__all__ = ["driver"]

MINE = ("Emil Zander", "Greta Albrin")


def dialog_of(driver: Driver, key: str) -> QDialog:
    driver.window.menus.actions[key].trigger()
    driver.settle()
    (dialog,) = [found for found in driver.window.findChildren(QDialog) if found.isVisible()]
    return dialog


@pytest.mark.parametrize(
    "key",
    ["scorecards", "team_book", "hand_outs", "my_team", "names", "targets", "figures", "settings", "page_help",
     "glossary", "shortcuts", "my_data", "about"],
)  # fmt: skip
def test_that_every_dialog_opens_has_a_main_button_and_closes_with_escape(driver: Driver, key: str) -> None:
    driver.put(company_log())
    dialog = dialog_of(driver, key)
    assert dialog.windowTitle()
    assert dialog.main.isDefault()
    assert dialog.width() <= driver.window.width()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_that_my_team_filters_now_and_in_the_next_export(driver: Driver) -> None:
    driver.put(company_log())
    dialog = dialog_of(driver, "my_team")
    assert isinstance(dialog, MyTeamDialog)
    for row in range(dialog.reps.list.count()):
        item = dialog.reps.list.item(row)
        item.setCheckState(Qt.CheckState.Checked if item.text() in MINE else Qt.CheckState.Unchecked)
    dialog.accept()
    driver.settle()
    assert driver.desk.board.rep_names() == MINE
    assert driver.desk.workspace.my_team.get() == frozenset(MINE)
    assert driver.window.filters.slices["rep"].value == "My team"
    driver.window.filters.slices["rep"].choices.chosen.emit(())
    driver.window.filters._patience.timeout.emit()
    driver.settle()
    assert len(driver.desk.board.rep_names()) == 18
    driver.window.filters.slices["rep"].choices.chosen.emit(("my team",))
    driver.window.filters._patience.timeout.emit()
    driver.settle()
    assert driver.desk.board.rep_names() == MINE


def test_that_names_for_owners_are_kept_and_the_log_is_read_anew(
    driver: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [*deals(2, 1, "2026-05-12", "ann@x.example"), *deals(1, 1, "2026-05-12", "7f3a")]
    mails = log(as_of="2026-06-30", opportunities=rows)
    driver.put(mails)
    assert owners_of(mails) == ("7f3a", "ann@x.example")
    asked = []
    monkeypatch.setattr(driver.desk.imports, "rebuild", lambda: asked.append(driver.desk.workspace.names.all()))
    dialog = dialog_of(driver, "names")
    assert isinstance(dialog, NamesDialog)
    dialog.table.item(1, 1).setText("Ann Alder")
    dialog.accept()
    assert asked == [{"ann@x.example": "Ann Alder"}]
    dialog = dialog_of(driver, "names")
    assert dialog.table.item(1, 1).text() == "Ann Alder"
    dialog.table.item(1, 1).setText("")
    dialog.accept()
    assert asked[-1] == {}


def test_that_a_definition_can_be_read_and_copied(driver: Driver) -> None:
    driver.put(company_log())
    driver.page("overview").tiles.tiles["win_rate"].info_button.click()
    driver.settle()
    (dialog,) = [found for found in driver.window.findChildren(QDialog) if found.isVisible()]
    assert "deals won / (deals won + deals lost)" in dialog.text
    assert "Previous period\tQ1 2026" in dialog.text
    assert "Same period last year\tQ2 2025" in dialog.text
    QGuiApplication.clipboard().clear()
    (copy,) = [found for found in dialog.findChildren(type(dialog.main)) if found.text() == "Copy"]
    copy.click()
    assert QGuiApplication.clipboard().text() == dialog.text
    dialog.reject()
