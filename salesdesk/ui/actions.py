"""The menus: every command of the window in one table, from which menus, shortcuts and their list are made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence, QUndoStack
from PySide6.QtWidgets import QMainWindow, QMenu

from salesdesk.ui.look.sheets import dress
from salesdesk.ui.pages import PAGES
from salesdesk.ui.plain import menu_text

Keys = QKeySequence.StandardKey | str | None


@dataclass(frozen=True)
class Command:
    """A menu item. ``text`` with its mnemonic; ``needs_log``: greyed until a log is open; ``role``: see QAction."""

    key: str
    menu: str
    text: str
    keys: Keys = None
    needs_log: bool = False
    checkable: bool = False
    separated: bool = False
    role: QAction.MenuRole = QAction.MenuRole.NoRole


_K = QKeySequence.StandardKey
MENUS = {"file": "&File", "edit": "&Edit", "view": "&View", "tools": "&Tools", "help": "&Help"}

COMMANDS: tuple[Command, ...] = (
    Command("open", "file", "&Open sales log…", _K.Open),
    Command("add", "file", "&Add files…", "Ctrl+Shift+O"),
    Command("sample", "file", "Open the &sample data"),
    Command("reload", "file", "Re&load", "F5", needs_log=True),
    Command("check_reading", "file", "Chec&k how files are read…", needs_log=True),
    Command("scorecards", "file", "Export s&corecards…", "Ctrl+E", needs_log=True, separated=True),
    Command("team_book", "file", "Export &team workbook…", "Ctrl+Shift+E", needs_log=True),
    Command("hand_outs", "file", "Export team &hand-outs…", needs_log=True),
    Command("report", "file", "Save &data report…", needs_log=True),
    Command("template", "file", "Save &import template…", separated=True),
    Command("quit", "file", "&Quit", "Ctrl+Q", separated=True, role=QAction.MenuRole.QuitRole),
    Command("undo", "edit", "&Undo", _K.Undo),
    Command("redo", "edit", "Re&do", "Ctrl+Shift+Z"),
    Command("copy", "edit", "&Copy", _K.Copy, needs_log=True, separated=True),
    Command("copy_heads", "edit", "Copy with &headers", "Ctrl+Shift+C", needs_log=True),
    Command("copy_page", "edit", "Copy &page as a picture", "Ctrl+Alt+C", needs_log=True),
    Command("find", "edit", "&Find in table", _K.Find, needs_log=True, separated=True),
    Command("pick_reps", "edit", "Choose &reps", "Ctrl+L", needs_log=True),
    Command("next_page", "view", "Ne&xt page", "Ctrl+Tab", needs_log=True),
    Command("previous_page", "view", "&Previous page", "Ctrl+Shift+Tab", needs_log=True),
    Command("light", "view", "&Light", checkable=True, separated=True),
    Command("dark", "view", "&Dark", checkable=True),
    Command("system", "view", "As the &system", checkable=True),
    Command("larger", "view", "L&arger", _K.ZoomIn, separated=True),
    Command("smaller", "view", "S&maller", _K.ZoomOut),
    Command("normal", "view", "&Normal size", "Ctrl+0"),
    Command("reset", "view", "&Reset layout", separated=True),
    Command("my_team", "tools", "&My team…", needs_log=True),
    Command("names", "tools", "Display &names…", needs_log=True),
    Command("targets", "tools", "&Targets and quotas…", needs_log=True, separated=True),
    Command("figures", "tools", "Choose &figures…", needs_log=True),
    Command("put_back", "tools", "&Put deals back…", needs_log=True),
    Command("settings", "tools", "&Settings…", "Ctrl+,", separated=True, role=QAction.MenuRole.PreferencesRole),
    Command("page_help", "help", "About this &page", _K.HelpContents),
    Command("glossary", "help", "&Glossary of figures"),
    Command("shortcuts", "help", "&Keyboard shortcuts"),
    Command("my_data", "help", "&Where is my data?", separated=True),
    Command("about", "help", "&About SalesDesk", role=QAction.MenuRole.AboutRole),
)


class Menus:
    """The live actions by key, the recent files menu, and one action per page."""

    def __init__(self, window: QMainWindow, answers: Mapping[str, Callable[[], object]]) -> None:
        bar = window.menuBar()
        dress(bar, "menu_bar")
        self.menus = {key: bar.addMenu(title) for key, title in MENUS.items()}
        self.actions: dict[str, QAction] = {}
        self.pages: list[QAction] = []
        self.recent = QMenu("Open &recent", self.menus["file"])
        self._add_pages(window, answers["page"])
        for command in COMMANDS:
            self._add(window, command, answers[command.key])
            if command.key == "open":
                self.menus["file"].addMenu(self.recent)
        for menu in (*self.menus.values(), self.recent):
            dress(menu, "menu")

    def _add_pages(self, window: QMainWindow, go: Callable[..., object]) -> None:
        for place, page in enumerate(PAGES):
            action = QAction(f"&{place + 1} {page.title}", window)
            action.setShortcut(QKeySequence(f"Ctrl+{place + 1}"))
            action.triggered.connect(lambda _=False, place=place: go(place))
            self.menus["view"].addAction(action)
            self.pages.append(action)

    def _add(self, window: QMainWindow, command: Command, answer: Callable[[], object]) -> None:
        menu = self.menus[command.menu]
        if command.separated:
            menu.addSeparator()
        action = QAction(command.text, window)
        if command.keys is not None:
            action.setShortcuts(QKeySequence.keyBindings(command.keys)) if isinstance(command.keys, _K) else (
                action.setShortcut(QKeySequence(command.keys))
            )
        action.setCheckable(command.checkable)
        action.setMenuRole(command.role)
        action.triggered.connect(lambda *_: answer())
        menu.addAction(action)
        self.actions[command.key] = action

    def follow(self, stack: QUndoStack) -> None:
        """Undo and Redo name the step that they take back or do again, and are grey without one."""
        for key, word, text_changed, can_changed in (
            ("undo", "&Undo", stack.undoTextChanged, stack.canUndoChanged),
            ("redo", "Re&do", stack.redoTextChanged, stack.canRedoChanged),
        ):
            action = self.actions[key]
            action.setEnabled(False)
            can_changed.connect(action.setEnabled)
            text_changed.connect(lambda step, action=action, word=word: action.setText(_named(word, step)))

    def set_log_open(self, there: bool) -> None:
        for command in COMMANDS:
            if command.needs_log:
                self.actions[command.key].setEnabled(there)
        for action in self.pages:
            action.setEnabled(there)

    def shortcuts(self) -> tuple[tuple[str, str], ...]:
        """Every command that has a shortcut, as the window has it now: (what, keys)."""
        found = []
        for action in (*self.actions.values(), *self.pages):
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            if keys:
                found.append((action.text().replace("&", "").rstrip("…").lstrip("0123456789 "), keys))
        return tuple(found)


def _named(word: str, step: str) -> str:
    """ "Undo change settings"; the first letter of the step is small behind the word."""
    return f"{word} {menu_text(step[:1].lower() + step[1:])}" if step else word
