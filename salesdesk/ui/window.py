"""The main window: tabs, filter bar, pages, status bar. It shows what the desk has and passes on what is asked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from salesdesk.ui.actions import Menus
from salesdesk.ui.changed_files import ChangedFilesBar
from salesdesk.ui.desk import Desk, Refusal, Wanted
from salesdesk.ui.left_out import LeftOutBar
from salesdesk.ui.pages import PAGES, place_of
from salesdesk.ui.pages.welcome import WelcomePage
from salesdesk.ui.plain import one_line
from salesdesk.ui.recent import fill, fill_and_look
from salesdesk.ui.running import Running
from salesdesk.ui.widgets.notice import NoticeBar, NoticeData
from salesdesk.ui.widgets.status import StatusBar
from salesdesk.ui.widgets.tabs import TabBar

if TYPE_CHECKING:
    from salesdesk.ui.filters import FilterBar
    from salesdesk.ui.look.switch import Look
    from salesdesk.ui.pages.records import RecordsPage
    from salesdesk.ui.pages.view import PageView
    from salesdesk.ui.taken import LookFirst

_RECORDS = "records"  # beside the keys of the pages


class MainWindow(QMainWindow):
    """``look`` switches theme and size. Pages are built when their tab is first shown."""

    backup_wanted = Signal()  # the offered backup of the workspace is to be brought back

    def __init__(self, desk: Desk, look: Look) -> None:
        super().__init__()
        self.desk, self.look = desk, look
        self.setWindowTitle("SalesDesk")
        self.setAcceptDrops(True)
        self.setMinimumSize(640, 480)
        self.tabs = TabBar()
        self.notice = NoticeBar()
        self.left_out = LeftOutBar(desk)
        self.changed_files = ChangedFilesBar(desk)
        self.stack = QStackedWidget()
        self.filters: FilterBar | None = None
        self.welcome = WelcomePage(desk)
        self.records: RecordsPage | None = None
        self._built: dict[str, PageView] = {}
        self._layouts: dict[str, object] = {}
        self.kept_in: Path | None = None  # the folder of the workspace
        self._details = ""
        self._to_look_at: LookFirst | None = None
        self._exported_paths: tuple[Path, ...] = ()
        self._place_parts()
        self._connect()
        self.menus = Menus(self, self._answers())
        self.menus.set_log_open(there=False)
        self.menus.follow(desk.undo)
        self.menus.recent.aboutToShow.connect(lambda: fill_and_look(self.menus.recent, desk))
        fill(self.menus.recent, desk)
        self._mark_theme()

    def _place_parts(self) -> None:
        middle = QWidget()
        self._column = QVBoxLayout(middle)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        for part in (self.tabs, self.left_out, self.changed_files, self.notice, self.stack):
            self._column.addWidget(part, 1 if part is self.stack else 0)
        self.setCentralWidget(middle)
        for page in PAGES:
            self.tabs.add(page.title)
        self.tabs.hide()
        self.stack.addWidget(self.welcome)
        self.status = StatusBar()
        self.setStatusBar(self.status)
        self.status.set_saved("Works offline")

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self.show_page)
        self.welcome.open_wanted.connect(self.ask_for_files)
        self.desk.seen = self._seen
        self.desk.opened.connect(self._log_opened)
        self.desk.emptied.connect(self._log_emptied)
        self.desk.left_as.arranged = lambda: (PAGES[max(self.tabs.currentIndex(), 0)].key, self.layouts())
        self.desk.arrange_wanted.connect(self._arrange)
        self.desk.refused.connect(self._refused)
        self.desk.exported.connect(self._exported)
        self.desk.records_wanted.connect(self.show_records)
        self.desk.page_wanted.connect(lambda key: self.tabs.setCurrentIndex(place_of(key)))
        self.notice.action.connect(self._notice_action)
        self.desk.said.connect(lambda text: self.notice.show_notice(NoticeData(one_line(text))))
        self.desk.replaced.connect(
            lambda text: self.notice.show_notice(NoticeData(one_line(text), actions=(("add", "Add to it instead"),)))
        )
        self.desk.not_kept.connect(lambda why: self.notice.show_notice(NoticeData(why, tone="worse")))
        self.desk.records_found.connect(self._fill_records)
        self.desk.deciding.asks = True
        self.desk.look_wanted.connect(lambda look: self._look_at(look))
        self.desk.names_wanted.connect(lambda: self.menus.actions["names"].trigger())
        self.desk.command_wanted.connect(lambda key: self.menus.actions[key].trigger())
        self.running = Running(self.desk.tasks, self.status.progress)
        self.status.attention_clicked.connect(lambda: self.show_page(place_of("data")))

    def _answers(self):
        from salesdesk.ui.commands import answers

        return answers(self)

    # Pages

    def show_page(self, place: int) -> None:
        """Shows a tab's page, building it the first time."""
        if self.desk.log is None or not 0 <= place < len(PAGES):
            return
        page = PAGES[place]
        if page.key not in self._built:
            built = self._built[page.key] = page.build(self.desk)
            if page.key in self._layouts:
                built.restore_layout(self._layouts[page.key])
            self.stack.addWidget(built)
        if self.tabs.currentIndex() != place:
            self.tabs.setCurrentIndex(place)
        self.stack.setCurrentWidget(self._built[page.key])

    def page(self, key: str) -> PageView:
        """The widget of a page, built if need be."""
        self.show_page(place_of(key))
        return self._built[key]

    def _seen(self) -> tuple[str, ...]:
        """The KPIs that the page in front shows; they are scored before all others."""
        page = next((page for page in self._built.values() if page is self.stack.currentWidget()), None)
        return () if page is None else page.keys

    def layouts(self) -> dict[str, object]:
        """How the user arranged the tables of each page, those not shown yet as they were kept."""
        shown = {key: page.layout_state() for key, page in self.all_built().items()}
        return {**self._layouts, **{key: kept for key, kept in shown.items() if kept}}

    def restore_layouts(self, kept: dict[str, object]) -> None:
        """Pages that are not there yet take their part when they are built."""
        self._layouts = dict(kept)
        for key, page in self.all_built().items():
            if key in kept:
                page.restore_layout(kept[key])

    def all_built(self) -> dict[str, PageView | RecordsPage]:
        """The pages that were shown already, and that of the records behind a number."""
        return {**self._built, **({_RECORDS: self.records} if self.records else {})}

    def _arrange(self, key: str, kept: dict[str, object]) -> None:
        self.restore_layouts(kept)
        self.show_page(next((place for place, page in enumerate(PAGES) if page.key == key), self.tabs.currentIndex()))

    def show_records(self, wanted: Wanted) -> None:
        """The page for the records behind a number, over the page they were asked from; Back returns."""
        from salesdesk.ui.pages.records import RecordsPage

        if self.records is None:
            self.records = RecordsPage(self.desk)
            self.records.restore_layout(self._layouts.get(_RECORDS))
            self.records.back.connect(self.leave_records)
            self.records.summary_changed.connect(self.status.set_selection)
            self.stack.addWidget(self.records)
        self.records.wait_for(wanted)
        self.stack.setCurrentWidget(self.records)
        self.records.setFocus()

    def _fill_records(self, wanted: Wanted, found) -> None:
        if self.records is not None and self.stack.currentWidget() is self.records:
            self.records.show_records(wanted, found)

    def leave_records(self) -> None:
        self.desk.tasks.cancel("looking")
        self.status.set_selection("")
        self.show_page(self.tabs.currentIndex())

    # What the desk says

    def _log_opened(self) -> None:
        from salesdesk.ui.filters import FilterBar

        if self.filters is None:
            self.filters = FilterBar(self.desk)
            self._column.insertWidget(3, self.filters)
            self._connect_filters(self.filters)
            before: QWidget = self.tabs
            for part in self.filters.parts():
                QWidget.setTabOrder(before, part)
                before = part
        self.filters.refresh()
        self.filters.show()
        self.tabs.show()
        self.menus.set_log_open(there=True)
        fill(self.menus.recent, self.desk)
        self.notice.dismiss()
        self._say_what_is_open()
        self.show_page(max(self.tabs.currentIndex(), 0))

    def _log_emptied(self) -> None:
        for part in (self.tabs, self.filters, self.notice):
            if part is not None:
                part.hide()
        self.menus.set_log_open(there=False)
        self.stack.setCurrentWidget(self.welcome)
        self.setWindowFilePath("")
        self.setWindowTitle("SalesDesk")
        self.status.set_loaded("", "")
        self.status.set_selection("")

    def _connect_filters(self, filters: FilterBar) -> None:
        from salesdesk.ui import commands

        filters.export_wanted.connect(lambda: commands.export_scorecards(self))
        filters.copy_wanted.connect(lambda: commands.copy_page(self))
        filters.dates_wanted.connect(lambda: commands.choose_dates(self))
        filters.my_team_wanted.connect(lambda: commands.choose_my_team(self))

    def _say_what_is_open(self) -> None:
        from salesdesk.insights.summary import opened_text
        from salesdesk.models.typed import TYPED

        loaded, attention = opened_text(self.desk.log)
        titles = dict.fromkeys(source.title for source in self.desk.log.sources if source.title != TYPED)
        names = _named(tuple(titles))
        sample = "Sample data" if self.desk.is_sample else names
        self.setWindowTitle(f"{one_line(sample)} — SalesDesk")
        if not self.desk.is_sample and self.desk.paths:
            self.setWindowFilePath(str(self.desk.paths[0]))
            self.setWindowTitle(f"{one_line(names)} — SalesDesk")
        self.status.set_loaded(f"{one_line(sample)} · {loaded}", attention)

    def _refused(self, refusal: Refusal) -> None:
        text = f"{refusal.title}. {' '.join(refusal.reasons)}"
        actions = (("details", "Copy details"),) if refusal.details else ()
        actions = (("look", "Say what it holds…"), *actions) if refusal.look else actions
        self._details, self._to_look_at = refusal.details, refusal.look
        self.notice.show_notice(NoticeData(text, tone="worse", actions=actions))

    def _exported(self, paths: tuple[Path, ...]) -> None:
        self._exported_paths = paths
        what = paths[0].name if len(paths) == 1 else f"{len(paths)} workbooks"
        where = paths[0].parent.name
        self.notice.show_notice(
            NoticeData(f"{what} saved in “{where}”.", "good", (("open", "Open"), ("folder", "Show in folder")))
        )

    def _notice_action(self, key: str) -> None:
        from salesdesk.ui import commands

        if key == "details":
            QGuiApplication.clipboard().setText(self._details)
        elif key == "look":
            self._look_at(self._to_look_at)
        elif key == "add":
            self.desk.imports.add_instead()
        elif key == "backup":
            self.backup_wanted.emit()
        elif key in ("open", "folder"):
            commands.open_exported(self._exported_paths, folder=key == "folder")

    # Files from outside

    def _look_at(self, look: LookFirst) -> None:
        from salesdesk.ui.assisting import open_assistant

        open_assistant(self, look)

    def ask_for_files(self) -> None:
        from salesdesk.ui import commands

        commands.open_files(self)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() and any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = tuple(Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile())
        event.acceptProposedAction()
        QTimer.singleShot(0, lambda: self.desk.open(paths))

    # Window

    def _mark_theme(self) -> None:
        for key in ("light", "dark", "system"):
            self.menus.actions[key].setChecked(self.look.choice == key)

    def choose_theme(self, choice: str) -> None:
        self.look.choose(choice)
        self._mark_theme()

    def closeEvent(self, event: QCloseEvent) -> None:
        from salesdesk.ui.places import keep_place

        keep_place(self, self.desk.workspace)
        self.desk.left_as.keep()
        self.changed_files.shut_down()
        self.desk.close()
        event.accept()

    def keyPressEvent(self, event) -> None:
        if event.key() == Qt.Key.Key_Escape and self.stack.currentWidget() is self.records:
            self.leave_records()
            return
        super().keyPressEvent(event)


def _named(titles: tuple[str, ...]) -> str:
    """The first two files by name, the others by number."""
    more = f" and {len(titles) - 2} more" if len(titles) > 2 else ""
    return " + ".join(titles[:2]) + more
