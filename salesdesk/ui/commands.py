"""What the menu commands do to a window."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from salesdesk.ui import adjusting, assisting, handing_out
from salesdesk.ui.pages import PAGES
from salesdesk.ui.widgets.notice import NoticeData

if TYPE_CHECKING:
    from salesdesk.ui.window import MainWindow

FILES = "Sales logs (*.xlsx *.xlsm *.xls *.xlsb *.ods *.csv *.tsv *.txt);;All files (*)"


def answers(window: MainWindow) -> Mapping[str, Callable[..., object]]:
    """What each command of the menus does."""
    return {
        "page": window.tabs.setCurrentIndex,
        "open": lambda: open_files(window),
        "add": lambda: add_files(window),
        "sample": lambda: open_sample(window),
        "reload": window.desk.reload,
        "scorecards": lambda: export_scorecards(window),
        "team_book": lambda: export_team(window),
        "hand_outs": lambda: export_hand_outs(window),
        "quit": window.close,
        "copy": lambda: copy_selection(headers=False),
        "copy_heads": lambda: copy_selection(headers=True),
        "copy_page": lambda: copy_page(window),
        "find": lambda: _call(window, "find"),
        "pick_reps": lambda: window.filters.slices["rep"].click(),
        "next_page": lambda: turn_page(window, 1),
        "previous_page": lambda: turn_page(window, -1),
        "light": lambda: window.choose_theme("light"),
        "dark": lambda: window.choose_theme("dark"),
        "system": lambda: window.choose_theme("system"),
        "larger": lambda: window.look.zoom_by(1),
        "smaller": lambda: window.look.zoom_by(-1),
        "normal": lambda: window.look.set_zoom(1.0),
        "reset": lambda: reset_layout(window),
        "my_team": lambda: choose_my_team(window),
        "names": lambda: choose_names(window),
        "report": lambda: save_report(window),
        "template": lambda: save_template(window),
        "undo": window.desk.undo.undo,
        "redo": window.desk.undo.redo,
        "check_reading": lambda: assisting.check_reading(window),
        **adjusting.answers(window),
        "page_help": lambda: page_help(window),
        "glossary": lambda: show_glossary(window),
        "shortcuts": lambda: show_shortcuts(window),
        "my_data": lambda: show_my_data(window),
        "about": lambda: show_about(window),
    }


def turn_page(window: MainWindow, steps: int) -> None:
    """After the last page comes the first."""
    window.tabs.setCurrentIndex((window.tabs.currentIndex() + steps) % len(PAGES))


# Opening


def open_files(window: MainWindow) -> None:
    if chosen := _choose_files(window, "Open sales log"):
        window.desk.open(chosen)


def add_files(window: MainWindow) -> None:
    if chosen := _choose_files(window, "Add files to the log"):
        window.desk.add(chosen)


def _choose_files(window: MainWindow, title: str) -> tuple[Path, ...]:
    """Starts in the folder of the last time."""
    state = window.desk.workspace.state
    folder = (state.get("folders") or {}).get("open", "")
    chosen, _ = QFileDialog.getOpenFileNames(window, title, folder, FILES)
    if chosen:
        folders = {**(state.get("folders") or {}), "open": str(Path(chosen[0]).parent)}
        window.desk.keep(lambda: state.set("folders", folders))
    return tuple(map(Path, chosen))


def open_sample(window: MainWindow) -> None:
    from salesdesk.paths import sample_log

    window.desk.open((sample_log(),))


def save_template(window: MainWindow) -> None:
    from salesdesk.ui.dialogs.export import documents

    start = str(Path(documents()) / "SalesDesk template.xlsx")
    chosen, _ = QFileDialog.getSaveFileName(window, "Save import template", start, "Excel workbook (*.xlsx)")
    if chosen:
        handing_out.save_template(window.desk, Path(chosen).with_suffix(".xlsx"))


# Handing out


def save_report(window: MainWindow) -> None:
    """What was read and found, what each figure rests on, which columns are missing."""
    from salesdesk.ui.dialogs.export import documents

    start = str(Path(documents()) / "SalesDesk data report.xlsx")
    chosen, _ = QFileDialog.getSaveFileName(window, "Save data report", start, "Excel workbook (*.xlsx)")
    if chosen:
        handing_out.save_report(window.desk, Path(chosen).with_suffix(".xlsx"))


def export_scorecards(window: MainWindow) -> None:
    _export(window, "scorecard")


def export_team(window: MainWindow) -> None:
    _export(window, "team")


def export_hand_outs(window: MainWindow) -> None:
    _export(window, "show_team")


def _export(window: MainWindow, key: str) -> None:
    from salesdesk.ui.dialogs.export import ExportDialog

    if window.desk.board is not None:
        ExportDialog(window.desk, key, window).open()


def open_exported(paths: tuple[Path, ...], *, folder: bool) -> None:
    place = paths[0].parent if folder or len(paths) > 1 else paths[0]
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(place)))


def copy_page(window: MainWindow) -> None:
    """The page as a picture, all of it, also what is scrolled out of sight."""
    from salesdesk.ui.pictures import light_picture_of

    QGuiApplication.clipboard().setImage(light_picture_of(window.stack.currentWidget()).toImage())
    window.notice.show_notice(NoticeData("The page is copied as a picture."))


def copy_selection(*, headers: bool) -> None:
    """Copies from whatever has the focus: a table, a chart or a text."""
    widget: QWidget | None = QApplication.focusWidget()
    while widget is not None:
        copy = getattr(widget, "copy", None)
        if callable(copy):
            copy(headers=headers) if hasattr(widget, "set_frame") else copy()
            return
        widget = widget.parentWidget()


def _call(window: MainWindow, name: str) -> None:
    found = getattr(window.stack.currentWidget(), name, None)
    if callable(found):
        found()


# Choosing


def choose_dates(window: MainWindow) -> None:
    from salesdesk.ui.dialogs.dates import DatesDialog

    dialog = DatesDialog(window.desk.log.span, window.desk.selection.period, window)
    dialog.chosen.connect(window.filters.choose_dates)
    dialog.open()


def choose_my_team(window: MainWindow) -> None:
    from salesdesk.models.dims import labels
    from salesdesk.ui.dialogs.my_team import MyTeamDialog

    mine = frozenset(window.desk.workspace.my_team.get())
    dialog = MyTeamDialog(labels(window.desk.log, "rep"), mine, window)
    dialog.chosen.connect(window.desk.set_my_team)
    dialog.open()


def choose_names(window: MainWindow) -> None:
    from salesdesk.ui.dialogs.names import NamesDialog, owners_of

    dialog = NamesDialog(owners_of(window.desk.log), dict(window.desk.workspace.names.all()), window)
    dialog.chosen.connect(window.desk.set_display_names)
    dialog.open()


def reset_layout(window: MainWindow) -> None:
    from salesdesk.ui.places import FIRST_SIZE

    window.look.set_zoom(1.0)
    window.showNormal()
    window.resize(*FIRST_SIZE)
    for page in window.all_built().values():
        if hasattr(page, "reset_layout"):
            page.reset_layout()


# Help


def page_help(window: MainWindow) -> None:
    from salesdesk.ui.dialogs.texts import TextDialog

    page = PAGES[max(window.tabs.currentIndex(), 0)]
    TextDialog(f"About {page.title}", page.about, window).open()


def show_glossary(window: MainWindow) -> None:
    from salesdesk.insights.glossary import glossary_text
    from salesdesk.ui.dialogs.texts import TextDialog

    TextDialog("Glossary of figures", glossary_text(), window).open()


def show_shortcuts(window: MainWindow) -> None:
    from salesdesk.ui.dialogs.texts import TextDialog

    lines = [f"{keys:<20}\t{what}" for what, keys in window.menus.shortcuts()]
    TextDialog("Keyboard shortcuts", "\n".join(lines), window).open()


def show_my_data(window: MainWindow) -> None:
    from salesdesk.ui.dialogs.texts import TextDialog

    folder = window.kept_in
    text = (
        "Your files stay where they are and are never changed. What SalesDesk keeps itself (settings, recent files, "
        "column matches, targets, and what it read from your files) is in one folder on this computer:"
    )
    dialog = TextDialog("Where is my data?", f"{text}\n\n{folder or 'nowhere: this window keeps nothing'}", window)
    if folder is not None:
        dialog.add_action("Show the folder", lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))))
    dialog.open()


def show_about(window: MainWindow) -> None:
    from salesdesk.ui.dialogs.about import about_text
    from salesdesk.ui.dialogs.texts import TextDialog

    TextDialog("About SalesDesk", about_text(), window).open()
