"""What the import assistant shows and offers, so that it can be seen and understood."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage

from salesdesk.insights.numbers import NumberStyle
from salesdesk.ui.dialogs.import_frames import filled_text
from salesdesk.ui.look.switch import Look
from tests.reading.drafts import book
from tests.reading.sheets import days
from tests.ui.assistant import CLEAN, DEALS, KEYS, UNCLEAR, asked, checked, dialogs, focused, press, tab_to, written
from tests.ui.driving import Driver, driver

__all__ = ["driver"]

CALLS = "Stamp,Kind,Result,Minutes on\n13/04/2026 09:15,Call,Connected,5\n14/04/2026 10:15,Call,Busy,2\n"


def test_that_enter_takes_the_date_that_is_offered_and_opens(driver: Driver, tmp_path: Path) -> None:
    dialog = asked(driver, written(tmp_path, CALLS, "calls.csv"))
    assert dialog.sheet.column.title.text() == "“Stamp”"
    assert focused(dialog).text() == "Date"
    assert dialog.main.isEnabled()  # an answer is offered, not asked for
    press(dialog, driver, KEYS.Key_Return)
    assert dialog.sentence.text().startswith("Nothing is asked.")
    assert focused(dialog) is dialog.main
    press(dialog, driver, KEYS.Key_Return)
    assert days(driver.desk.log.tables["activities"]["happened_at"]) == ["2026-04-13", "2026-04-14"]


def test_that_the_list_of_fields_begins_with_those_that_hold_such_cells(driver: Driver, tmp_path: Path) -> None:
    dialog = asked(driver, written(tmp_path, CALLS, "calls.csv"))
    choices = [each.text for each in dialog.sheet.column.field.choices._choices]
    assert choices[:3] == ["Not used", "Date", "Booked"]
    assert choices.index("Rep") < choices.index("Call outcome")
    dialog.reject()


def test_that_a_sheet_without_what_its_table_needs_is_not_opened(driver: Driver, tmp_path: Path) -> None:
    driver.open(written(tmp_path, "Key,Title,Custom Segment\n1,a,x\n2,b,y\n"))
    driver.window.notice.action.emit("look")
    driver.settle()
    (dialog,) = dialogs(driver)
    dialog.sheet.table_chosen.emit("opportunities")
    driver.settle()
    dialog.sheet.answered.emit(1, "field", "name")
    driver.settle()
    assert not dialog.main.isEnabled()
    assert dialog.sentence.text() == (
        "Choose a column of deals.csv and say under “Read as” what it is. "
        "Opportunities need a column for Status or Stage or Amount or Created or Closed."
    )
    dialog.sheet.answered.emit(2, "field", "stage")
    driver.settle()
    assert dialog.main.isEnabled()
    assert dialog.sheet.kind.text() == "Text file · 2 rows below the header · 2 of 3 columns are used"
    dialog.reject()


def test_that_sheets_are_told_apart_in_few_words(driver: Driver, tmp_path: Path) -> None:
    head = ["Deal ID", "Deal Name", "Amount", "Deal Stage"]
    both = book(tmp_path / "book.xlsx", {"Now": [head, [1, "a", 5, "Won"]], "Old": [head, [2, "b", 6, "Won"]]})
    driver.open(both)
    dialog = checked(driver)
    assert [dialog.parts.item(row).text().split("\n")[0] for row in range(2)] == ["Now", "Old"]
    dialog.reject()
    driver.open(both, written(tmp_path, CLEAN))
    dialog = checked(driver)
    names = [dialog.parts.item(row).text().split("\n")[0] for row in range(3)]
    assert names == ["Now · book.xlsx", "Old · book.xlsx", "deals.csv"]
    dialog.reject()


def test_that_columns_have_the_letters_of_the_sheet_and_titles_make_none_wide(driver: Driver, tmp_path: Path) -> None:
    title = "All deals of the northern region and what became of them"
    rows = [[None, title], [None, "Deal ID", "Deal Name", "Amount", "Deal Stage"], [None, 1, "a", 5, "Won"]]
    driver.open(book(tmp_path / "book.xlsx", {"Now": rows}))
    dialog = checked(driver)
    frame = dialog.sheet.preview.frame
    assert [column.title for column in frame.columns] == ["Row", "B", "C", "D", "E"]
    assert frame.columns[1].written(0) == "All deals of the northern reg…"
    assert frame.columns[1].hint(0) == title
    dialog.reject()


def test_that_durations_and_percentages_are_shown_with_their_units(driver: Driver, tmp_path: Path) -> None:
    text = "Date,Time,Rep,Outcome,Talk time (min)\n2026-04-13,15:33:00,Ann,Busy,4.3\n2026-04-14,09:05:00,Bo,Busy,0\n"
    driver.open(written(tmp_path, text, "calls.csv"))
    dialog = checked(driver)
    frame = dialog.sheet.columns.frame
    after = frame.columns[frame.place("after")]
    assert [after.written(row) for row in (1, 4)] == ["15:33:00 · 9:05:00", "4:18 min · 0 s"]
    dialog.reject()


@pytest.mark.parametrize(
    ("share", "text"), [(1.0, "100 %"), (0.999, "99 %"), (0.002, "1 %"), (0.0, "0 %"), (0.5, "50 %")]
)
def test_that_nearly_all_rows_are_not_all(share: float, text: str) -> None:
    assert filled_text(share, NumberStyle()) == text


def test_that_names_that_may_be_one_are_told_of_and_the_keyboard_is_seen_on_them(
    driver: Driver, tmp_path: Path
) -> None:
    driver.open(written(tmp_path, CLEAN))
    dialog = checked(driver)
    assert "Perhaps join a pair of names below “Names”." in dialog.sentence.text()
    tab_to(dialog, driver, dialog.parts)
    press(dialog, driver, KEYS.Key_End)
    tab_to(dialog, driver, dialog.names.list)
    assert dialog.names.list.item(0).isSelected()
    press(dialog, driver, KEYS.Key_Space)
    assert "Perhaps" not in dialog.sentence.text()
    dialog.reject()


def test_that_a_list_keeps_both_lines_of_what_the_keyboard_is_on(driver: Driver, tmp_path: Path) -> None:
    driver.open(written(tmp_path, CLEAN))
    dialog = checked(driver)
    before = dialog.parts.visualItemRect(dialog.parts.item(0)).height()
    unfocused = dialog.parts.grab().toImage()
    tab_to(dialog, driver, dialog.parts)
    focused_ = dialog.parts.grab().toImage()
    assert dialog.parts.visualItemRect(dialog.parts.item(0)).height() == before
    lower = range(before // 2 + 2, before - 4)
    assert _dark(unfocused, lower) == _dark(focused_, lower) > 0
    dialog.reject()


def _dark(image: QImage, rows: range) -> int:
    """How many points of a text there are."""
    return sum(image.pixelColor(x, y).lightness() < 100 for y in rows for x in range(6, image.width() - 12))


@pytest.mark.parametrize("width", [1440, 1024])
def test_that_the_whole_text_about_a_column_is_seen(driver: Driver, tmp_path: Path, width: int) -> None:
    driver.window.resize(width, 900)
    rows = "".join(f"{row},a,5,2026-04-03,,Open,Ann,{row} {'and more ' * 9}\n" for row in range(3))
    driver.open(written(tmp_path, f"{DEALS.strip()},Remark\n{rows}"))
    dialog = checked(driver)
    dialog.sheet.columns.select_row(7)
    driver.settle()
    for label in (dialog.sheet.column.about, dialog.sheet.column.samples, dialog.sheet.notes):
        assert label.height() >= label.heightForWidth(label.width()) or not label.isVisible()
    assert dialog.sheet.card.height() == dialog.sheet.card.heightForWidth(dialog.sheet.card.width())
    dialog.reject()


def test_that_a_single_file_that_fits_two_tables_asks_at_once(driver: Driver, tmp_path: Path) -> None:
    dialog = asked(driver, written(tmp_path, "Name,Owner,Status,Source\nx,Ann,Open,Web\n", "list.csv"))
    assert not driver.reasons
    assert focused(dialog).text() == "Opportunities"
    press(dialog, driver, KEYS.Key_Return, KEYS.Key_Return)
    assert driver.desk.log.rows("opportunities") == 1


@pytest.mark.parametrize("zoom", [1.0, 1.5])
def test_that_the_answers_are_in_sight_in_a_small_window(
    driver: Driver, tmp_path: Path, look: Look, zoom: float
) -> None:
    driver.window.resize(1024, 640)
    look.set_zoom(zoom)
    dialog = asked(driver, written(tmp_path, UNCLEAR))
    for _ in range(2):
        area, answer = dialog._scrolled.viewport(), focused(dialog)
        place = answer.rect().translated(answer.mapTo(area, QPoint(0, 0)))
        assert area.rect().contains(place)
        assert dialog.parts.width() <= dialog.width() / 4
        press(dialog, driver, KEYS.Key_Return)
    dialog.reject()


def test_that_the_tables_say_what_enter_does_on_them(driver: Driver, tmp_path: Path) -> None:
    driver.open(written(tmp_path, CLEAN))
    dialog = checked(driver)
    for table, said in ((dialog.sheet.preview, "column names"), (dialog.sheet.columns, "read as")):
        assert said in table.grid.accessibleDescription()
        assert table.grid.accessibleDescription() in [column.head_hint for column in table.frame.columns]
    dialog.reject()


def test_that_what_speaks_for_a_reading_is_whole_where_values_are_cut(driver: Driver, tmp_path: Path) -> None:
    name = "a name of some length that goes on"
    rows = "".join(f"{n},{n} {name},1.{n}50,2026-04-1{n},,Won,{n} {name}\n" for n in range(1, 4))
    dialog = asked(driver, written(tmp_path, DEALS + rows))
    press(dialog, driver, KEYS.Key_Return)
    columns = dialog.sheet.columns
    place = columns.frame.place("decided")
    assert columns.frame.columns[place].written(2) == "amount: decimal comma, as told"
    samples = columns.frame.place("samples")
    shown = {each: columns.grid.columnWidth(each) / columns._whole[each] for each in (place, samples)}
    assert shown[place] > 0.85 > 0.5 > shown[samples]
    dialog.reject()
