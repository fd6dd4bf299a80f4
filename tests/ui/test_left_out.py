"""Taking a deal out of all figures: from its row, visibly, and back again."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest

from salesdesk.ui import changes
from salesdesk.ui.desk import Wanted
from salesdesk.ui.dialogs.put_back import PutBackDialog
from salesdesk.ui.pages import PAGES
from tests.kpis.building import log
from tests.ui.driving import Driver, driver

__all__ = ["driver"]

ROWS = [
    {"opportunity_id": f"D-{number}", "name": name, "owner_rep_id": "Ann", "amount": 100.0, "status": "won",
     "created_at": "2026-01-05", "closed_at": "2026-05-12"}
    for number, name in enumerate(("Aster & Co", "Birch", "Cedar", "Dogwood"), start=1)
]  # fmt: skip
LOG = log(as_of="2026-06-30", opportunities=ROWS, activities=[{"type": "call", "happened_at": "2026-05-02"}])


@pytest.fixture
def opened(driver: Driver) -> Driver:
    driver.put(LOG)
    return driver


def records(driver: Driver, key: str = "deals_won"):
    driver.desk.show_records(Wanted(key))
    driver.settle()
    return driver.window.records


def test_that_a_deal_is_taken_out_from_its_row_and_the_bar_says_so_on_every_page(opened: Driver) -> None:
    page = records(opened)
    assert page.out.isVisible()
    assert not page.out.isEnabled()
    page.table.select_row(1)
    assert page.out.isEnabled()
    page.out.click()
    opened.settle()
    assert opened.desk.terms.settings.left_out == ("D-2",)
    assert opened.desk.log.settings.left_out == ("D-2",)
    assert opened.desk.workspace.settings.all() == {"left_out": ["D-2"]}
    bar = opened.window.left_out
    for each in PAGES:
        opened.page(each.key)
        assert bar.isVisible()
    assert bar.data.text == "One deal is taken out of all figures: Birch."
    assert not bar.data.closable


def test_that_the_bar_puts_the_deal_back(opened: Driver) -> None:
    changes.take_out(opened.desk, "D-1", "Aster & Co")
    opened.settle()
    assert opened.window.left_out.isVisible()
    opened.window.left_out.action.emit("put_back")
    opened.settle()
    assert opened.desk.log.settings.left_out == ()
    assert opened.window.left_out.isHidden()
    assert opened.desk.workspace.settings.all() == {}


def test_that_taking_out_is_undone_by_its_name(opened: Driver) -> None:
    changes.take_out(opened.desk, "D-1", "Aster & Co")
    opened.settle()
    undo = opened.window.menus.actions["undo"]
    assert undo.text() == "&Undo take out Aster && Co"
    undo.trigger()
    opened.settle()
    assert opened.desk.terms.settings.left_out == ()
    assert opened.window.left_out.isHidden()
    opened.window.menus.actions["redo"].trigger()
    opened.settle()
    assert opened.window.left_out.isVisible()


def test_that_of_several_deals_some_can_be_put_back(opened: Driver) -> None:
    for number, name in ((1, "Aster & Co"), (3, "Cedar")):
        changes.take_out(opened.desk, f"D-{number}", name)
    opened.settle()
    assert opened.window.left_out.data.text == "2 deals are taken out of all figures: Aster & Co and Cedar."
    opened.window.left_out.action.emit("put_back")
    opened.settle()
    (dialog,) = [found for found in opened.window.findChildren(PutBackDialog) if found.isVisible()]
    dialog.deals.list.item(1).setCheckState(dialog.deals.list.item(1).checkState().Unchecked)
    dialog.accept()
    opened.settle()
    assert opened.desk.terms.settings.left_out == ("D-3",)


def test_that_the_menu_of_a_row_takes_it_out_too(opened: Driver) -> None:
    page = records(opened)
    page.table.select_row(0)
    menu = page.table.cell_menu()
    (action,) = [each for each in menu.actions() if "out of all figures" in each.text()]
    assert action.text() == "Take “Aster && Co” out of all figures"
    action.trigger()
    opened.settle()
    assert opened.desk.terms.settings.left_out == ("D-1",)
    menu.close()


def test_that_rows_that_are_no_deals_cannot_be_taken_out(opened: Driver) -> None:
    page = records(opened, "activity_volume")
    assert page.out.isHidden()
    page.table.select_row(0)
    page.take_out()
    assert opened.desk.terms.settings.left_out == ()


def test_that_deals_of_another_log_are_not_spoken_of(driver: Driver) -> None:
    driver.put(LOG)
    changes.take_out(driver.desk, "X-9", "Elsewhere")
    driver.settle()
    assert driver.window.left_out.isHidden()


def test_that_the_bar_can_be_reached_by_keyboard(opened: Driver) -> None:
    changes.take_out(opened.desk, "D-1", "Aster & Co")
    opened.settle()
    (button,) = opened.window.left_out._buttons
    button.setFocus()
    QTest.keyClick(button, " ")
    opened.settle()
    assert opened.desk.terms.settings.left_out == ()
