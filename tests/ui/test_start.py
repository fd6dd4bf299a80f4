import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QKeySequence
from pytestqt.qtbot import QtBot

from salesdesk.store.workspace import Workspace
from salesdesk.ui.desk import Desk
from salesdesk.ui.keeping import bring_back, open_workspace, say_workspace
from salesdesk.ui.look.switch import Look
from salesdesk.ui.window import MainWindow
from tests.ui.driving import Driver, driver

__all__ = ["driver"]

STARTS = ["app", "window", "desk", "actions", "commands", "places", "keeping", "pages.welcome"]
SLOW = ("pandas", "numpy", "pyarrow", "pyqtgraph", "salesdesk.kpis", "salesdesk.reading", "salesdesk.exports")


def test_that_the_window_opens_without_waiting_for_the_heavy_libraries() -> None:
    code = f"""
import sys
for name in {STARTS!r}:
    __import__("salesdesk.ui." + name)
print([name for name in sys.modules if name.startswith({SLOW!r})])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120)
    assert done.stdout.strip() == "[]"


def window_on(folder: Path | None, qtbot: QtBot, look: Look) -> tuple[MainWindow, object]:
    kept = open_workspace(folder)
    window = MainWindow(Desk(kept.workspace), look)
    qtbot.addWidget(window)
    window.show()
    say_workspace(window, kept)
    window.backup_wanted.connect(lambda: bring_back(window, kept))
    return window, kept


def test_that_a_fresh_start_offers_to_open_a_log_or_the_sample(driver: Driver) -> None:
    state = driver.window.welcome.state
    assert driver.window.stack.currentWidget() is driver.window.welcome
    assert "Open a sales log" in state.accessibleName()
    assert not driver.window.tabs.isVisible()
    assert driver.window.windowTitle() == "SalesDesk"
    assert not driver.window.notice.isVisible()


def test_that_commands_that_need_a_log_wait_for_one(driver: Driver) -> None:
    actions = driver.window.menus.actions
    assert not actions["scorecards"].isEnabled()
    assert actions["open"].isEnabled()


def test_that_every_command_has_a_mnemonic_of_its_own_in_its_menu(driver: Driver) -> None:
    menus = driver.window.menus
    for menu in menus.menus.values():
        marks = []
        for action in menu.actions():
            if action.isSeparator():
                continue
            assert "&" in action.text().replace("&&", ""), action.text()
            marks.append(action.text().replace("&&", "").split("&")[1][0].lower())
        assert len(marks) == len(set(marks)), (menu.title(), marks)


def test_that_no_two_commands_share_their_keys(driver: Driver) -> None:
    menus = driver.window.menus
    keys = [
        found.toString(QKeySequence.SequenceFormat.PortableText)
        for action in (*menus.actions.values(), *menus.pages)
        for found in action.shortcuts()
    ]
    assert len(keys) == len(set(keys))
    assert {"Ctrl+O", "F5", "Ctrl+C", "Ctrl+F", "Ctrl+L", "Ctrl+1", "Ctrl+4", "F1", "Ctrl+Q"} <= set(keys)
    assert ("Open sales log", "Ctrl+O") in menus.shortcuts()


def test_that_a_damaged_workspace_does_not_keep_the_window_shut(tmp_path: Path, qtbot: QtBot, look: Look) -> None:
    Workspace.open(tmp_path).close()
    (file,) = [path for path in tmp_path.iterdir() if path.suffix in (".db", ".sqlite", ".salesdesk")] or [
        max(tmp_path.iterdir(), key=lambda path: path.stat().st_size if path.is_file() else 0)
    ]
    file.write_bytes(b"this is no database" * 100)
    window, _ = window_on(tmp_path, qtbot, look)
    assert window.notice.isVisible()
    assert window.notice.data.actions
    assert "not kept" in window.notice.data.text
    window.notice.action.emit("backup")
    assert not window.desk.workspace.read_only
    window.desk.workspace.state.set("proof", 1)
    window.close()
    again = Workspace.open(tmp_path)
    assert again.state.get("proof") == 1
    again.close()


def test_that_a_folder_that_cannot_hold_a_workspace_is_told(tmp_path: Path, qtbot: QtBot, look: Look) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    window, _ = window_on(blocked, qtbot, look)
    assert window.notice.isVisible()
    assert not window.notice.data.actions
    window.close()


def test_that_a_second_window_says_that_it_keeps_nothing(tmp_path: Path, qtbot: QtBot, look: Look) -> None:
    first = Workspace.open(tmp_path)
    window, _ = window_on(tmp_path, qtbot, look)
    assert window.desk.workspace.read_only
    assert window.notice.isVisible()
    window.close()  # tries to keep where it stood
    first.close()


@pytest.mark.parametrize("kept", [{"shape": 5, "tab": "x"}, "text", {"shape": "no base 64 !", "tab": 99}])
def test_that_a_strange_kept_place_is_passed_over(kept: object, qtbot: QtBot, look: Look) -> None:
    from salesdesk.ui.places import restore_look, restore_place

    workspace = Workspace.in_memory()
    workspace.state.update({"window": kept, "look": kept, "tables": kept})
    window = MainWindow(Desk(workspace), look)
    qtbot.addWidget(window)
    restore_look(look, workspace)
    restore_place(window, workspace)
    assert window.width() >= 640
    window.close()


def test_that_size_tab_theme_and_zoom_come_back(tmp_path: Path, qtbot: QtBot, look: Look) -> None:
    from salesdesk.ui.places import restore_look, restore_place

    window, _ = window_on(tmp_path, qtbot, look)
    window.resize(700, 520)
    window.tabs.setCurrentIndex(2)
    window.choose_theme("dark")
    look.set_zoom(1.25)
    window.close()
    look.choose("light")
    look.set_zoom(1.0)
    again, _ = window_on(tmp_path, qtbot, look)
    restore_look(look, again.desk.workspace)
    restore_place(again, again.desk.workspace)
    assert (again.width(), again.height(), again.tabs.currentIndex()) == (700, 520, 2)
    assert (look.choice, look.zoom) == ("dark", 1.25)
    again.close()


@pytest.mark.parametrize("sample", [False, True])
def test_that_the_program_starts_shows_its_window_and_ends_cleanly(tmp_path: Path, sample: bool) -> None:
    code = f"""
from pathlib import Path
from PySide6.QtCore import QTimer
from salesdesk.ui import app
application = app.application()
QTimer.singleShot(1500, lambda: [window.close() for window in application.topLevelWidgets()])
raise SystemExit(app.run([], Path({str(tmp_path / "kept")!r}), sample={sample}))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=120)
    assert (done.returncode, done.stdout) == (0, "")
    assert not [line for line in done.stderr.splitlines() if "propagateSizeHints" not in line]
    kept = Workspace.open(tmp_path / "kept")
    assert kept.state.get("window")
    kept.close()
