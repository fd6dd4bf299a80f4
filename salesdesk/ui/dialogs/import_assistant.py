"""The import assistant: how files will be read, what is asked about them, and everything that can be chosen."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QListWidgetItem, QStackedWidget, QWidget

from salesdesk.reading.choosing import with_answer, with_form
from salesdesk.ui import drafts
from salesdesk.ui.dialogs.frame import Dialog, scrolled
from salesdesk.ui.dialogs.import_frames import headed
from salesdesk.ui.dialogs.import_names import NamesPanel
from salesdesk.ui.dialogs.import_sheet import SheetPanel
from salesdesk.ui.look.sheets import dress
from salesdesk.ui.look.units import grown
from salesdesk.ui.plain import one_line, plain
from salesdesk.ui.taken import told_by

if TYPE_CHECKING:
    from salesdesk.reading.choosing import Chosen
    from salesdesk.reading.draft import Draft, DraftSheet
    from salesdesk.ui.desk import Desk, Refusal
    from salesdesk.ui.drafts import Drafted, Step
    from salesdesk.ui.taken import LookFirst
    from salesdesk.ui.tasks import Failure

_LANE = "assisting"
_PARTS_WIDE = 210  # of the list of sheets, where there is room
_NAMED = 3  # columns that the sentence at the top names


class ImportAssistant(Dialog):
    """Reads the files beside the window and shows what they give; every choice makes a new draft.

    Nothing is opened or remembered before "Open"; what is open stays until the files have been read wholly.
    """

    def __init__(self, desk: Desk, look: LookFirst, parent: QWidget | None = None) -> None:
        title = "How these files are read" if len(look.imports) > 1 else "How this file is read"
        super().__init__(title, "Open", parent)
        self.desk, self.look = desk, look
        self.drafted: Drafted | None = None
        self._steps: list[Step] = []
        self._opening = False
        self._answering = True  # the keyboard goes to the next question
        self.sentence = self.say("", "text")
        self.parts = QListWidget()
        self.stack = QStackedWidget()
        self.sheet = SheetPanel()
        self.names = NamesPanel(desk.workspace.joined.all())
        self._place_parts()
        self._connect()
        self.size_to(1240, 800)
        self._say()
        QTimer.singleShot(0, self._start)

    def _place_parts(self) -> None:
        self.parts.setAccessibleName("Files and sheets")
        self.parts.setFrameShape(QFrame.Shape.NoFrame)
        self.parts.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.parts.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        dress(self.parts, "sections")
        dress(self.parts.verticalScrollBar(), "scroll_bar")
        self.stack.addWidget(QWidget())
        self._scrolled = scrolled(self.sheet, "The sheet")
        self.stack.addWidget(self._scrolled)
        self.stack.addWidget(self.names)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.parts)
        row.addWidget(self.stack, 1)
        self.body.addLayout(row, 1)

    def _connect(self) -> None:
        self.parts.currentRowChanged.connect(self._show_part)
        self.sheet.form_chosen.connect(self._choose_form)
        self.sheet.table_chosen.connect(self._choose_table)
        self.sheet.answered.connect(self._answer)
        self.names.changed.connect(self._say)
        self.desk.opened.connect(self._opened)
        self.desk.refused.connect(self._refused)
        self.desk.tasks.cancelled.connect(self._cancelled)
        # before the tables, which would clear their selection first
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.reject)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.parts.setFixedWidth(min(round(grown(_PARTS_WIDE)), self.width() // 4))

    # The drafts

    @property
    def draft(self) -> Draft | None:
        return self.drafted.draft if self.drafted else None

    def _start(self) -> None:
        settings, said, known = self.desk.terms.settings, self.desk.told, told_by(self.desk.workspace)
        look = self.look
        self._work(lambda progress: drafts.first_draft(look, settings, said, known, progress))

    def _choose(self, step: Step) -> None:
        """Another choice; those that are being worked at are not lost."""
        if self.drafted is None or self._opening:
            return
        self._steps.append(step)
        drafted, steps = self.drafted, tuple(self._steps)
        self._work(lambda progress: drafts.next_draft(drafted, steps, progress))

    def _work(self, work: Any) -> None:
        paths = self.look.paths
        title = f"Reading {one_line(paths[0].name)}" if len(paths) == 1 else "Reading the files"
        self.desk.tasks.start(_LANE, work, self._take, self._not_read, title)
        self._say()

    def _take(self, drafted: Drafted) -> None:
        first = self.drafted is None
        self.drafted, self._steps = drafted, []
        self.names.show_pairs(drafted.draft.names)
        self._fill_parts(drafted.draft)
        self._say()
        asked = drafted.draft.questions or (_doubts(drafted.draft) if first else ())
        if self._answering and asked:
            self._go_to(*asked[0][:2])
        else:
            row = _first_in_doubt(drafted.draft) if first else max(0, self.parts.currentRow())
            self.parts.setCurrentRow(row)
            self._show_part(row)
            if self._answering:
                if not first and self.main.isEnabled():
                    self.main.setFocus(Qt.FocusReason.TabFocusReason)
                else:
                    self.sheet.take_focus()
        self._answering = False

    def _not_read(self, failure: Failure) -> None:
        """The choices that led here are dropped."""
        self._steps = []
        if self.drafted is not None:
            self._show_part(self.parts.currentRow())
        self._say(failure.sentence)

    def _fill_parts(self, draft: Draft) -> None:
        row = self.parts.currentRow()
        self.parts.blockSignals(True)  # noqa: FBT003
        self.parts.clear()
        for sheet in draft.sheets:
            item = QListWidgetItem(f"{one_line(_short_name(sheet, draft))}\n{_state(sheet)}", self.parts)
            item.setToolTip(plain(f"{sheet.name}: {_state(sheet)}"))
        if self.names.count():
            count = self.names.count()
            QListWidgetItem(f"Names\n{count} {'pair' if count == 1 else 'pairs'} may be one", self.parts)
        self.parts.setCurrentRow(min(max(row, 0), self.parts.count() - 1))
        self.parts.blockSignals(False)  # noqa: FBT003

    # What is shown

    def _show_part(self, row: int) -> None:
        draft = self.draft
        if draft is None or row < 0:
            return
        if row < len(draft.sheets):
            self.sheet.show_sheet(draft.sheets[row])
            self.stack.setCurrentWidget(self._scrolled)
        else:
            self.stack.setCurrentWidget(self.names)

    def _go_to(self, number: int, place: int | None) -> None:
        self.parts.blockSignals(True)  # noqa: FBT003
        self.parts.setCurrentRow(number)
        self.parts.blockSignals(False)  # noqa: FBT003
        self.sheet.show_sheet(self.draft.sheets[number], place)
        self.stack.setCurrentWidget(self._scrolled)
        self.sheet.take_focus()
        QTimer.singleShot(0, self._bring_into_sight)  # once the texts of the column have their heights

    def _bring_into_sight(self) -> None:
        """As much as fits of what is asked, and the answer that the keyboard is on in any case."""
        for part in (self.sheet.card, self.focusWidget()):
            if part is not None and self.sheet.isAncestorOf(part):
                self._scrolled.ensureWidgetVisible(part, 0, 8)

    def _say(self, trouble: str = "") -> None:
        self.main.setEnabled(self._can_open())
        text, tone = self._sentence()
        self.sentence.set_tone("worse" if trouble else tone)
        self.sentence.setText(one_line(trouble or text))

    def _can_open(self) -> bool:
        draft = self.draft
        ready = draft is not None and not self._steps and not self._opening
        return ready and draft.usable and not draft.questions and not _lacking(draft)

    def _sentence(self) -> tuple[str, str]:
        draft = self.draft
        if self._opening:
            return "Opening. Cancel leaves everything as it was.", "text"
        if draft is None:
            return "Reading. Cancel leaves everything as it was.", "text"
        if self._steps:
            return "Reading again with what you chose.", "text"
        if draft.questions:
            return _questions_text(draft), "worse"
        if not draft.usable or _lacking(draft):
            return _unusable_text(draft), "worse"
        doubts = [sheet.doubt for sheet in draft.sheets if sheet.doubt]
        if doubts:
            return f"Please check before you open: {doubts[0]}", "text"
        pairs = self.names.undecided()
        join = f" Perhaps join {'a pair' if pairs == 1 else f'{pairs} pairs'} of names below “Names”." if pairs else ""
        return f"Nothing is asked.{join} Files with the same columns will be read like this without asking.", "text"

    # What is chosen

    def _shown_sheet(self) -> DraftSheet:
        assert self.sheet.sheet is not None  # noqa: S101  nothing can be chosen before
        return self.sheet.sheet

    def _choose_form(self, what: str, key: str) -> None:
        number = self._shown_sheet().number
        row = int(key) if what == "header_row" else None
        encoding, delimiter = (key if what == each else None for each in ("encoding", "delimiter"))

        def step(drafted: Drafted) -> Chosen:
            sheet = drafted.draft.sheets[number]
            return with_form(drafted.chosen, sheet, header_row=row, encoding=encoding, delimiter=delimiter)

        self._choose(step)

    def _choose_table(self, table: str) -> None:
        number = self._shown_sheet().number
        self._answering = self._shown_sheet().question is not None

        def step(drafted: Drafted) -> Chosen:
            return drafted.drafting.into_table(drafted.chosen, drafted.draft, drafted.draft.sheets[number], table)

        self._choose(step)

    def _answer(self, place: int, about: str, key: str) -> None:
        number = self._shown_sheet().number
        self._answering = self._shown_sheet().column(place).question is not None
        self._choose(partial(_answered, number, place, about, key))

    # Opening and leaving

    def accept(self) -> None:
        if not self._can_open() or self.drafted is None:
            return
        taken = self.drafted.taken(self.names.joined())
        self._opening = True
        self._say()
        self.stack.setEnabled(False)
        self.desk.deciding.take(self.look, taken)

    def reject(self) -> None:
        if self._opening:
            self._opening = False
            self.desk.tasks.cancel("opening")
        shelf = self.look.shelf
        self.desk.tasks.cancel(_LANE)
        self.desk.tasks.start(_LANE, lambda _: shelf.discard())  # in the lane of what may still be reading into it
        super().reject()

    def _opened(self) -> None:
        if self._opening:
            super().accept()

    def _refused(self, refusal: Refusal) -> None:
        if self._opening:
            self._opening = False
            self.stack.setEnabled(True)
            self._say(f"{refusal.title}. {' '.join(refusal.reasons)}")

    def _cancelled(self, lane: str) -> None:
        """The opening was stopped in the main window."""
        if lane == "opening" and self._opening:
            self._opening = False
            self.stack.setEnabled(True)
            self._say()


def _answered(number: int, place: int, about: str, key: str, drafted: Drafted) -> Chosen:
    return with_answer(drafted.chosen, drafted.draft.sheets[number], place, about, key)


def _state(sheet: DraftSheet) -> str:
    asked = len(sheet.questions)
    if asked:
        return "1 question" if asked == 1 else f"{asked} questions"
    return f"{sheet.title}{', please check' if sheet.doubt else ''}"


def _short_name(sheet: DraftSheet, draft: Draft) -> str:
    """As short as the others allow: the file where it has one sheet, the sheet where there is one file."""
    if sum(other.source == sheet.source for other in draft.sheets) == 1:
        return sheet.source
    if all(other.source == sheet.source for other in draft.sheets):
        return sheet.sheet_name
    return f"{sheet.sheet_name} · {sheet.source}"


def _lacking(draft: Draft) -> DraftSheet | None:
    """A sheet that cannot be read into its table, for want of a column."""
    return next((sheet for sheet in draft.sheets if sheet.is_used and sheet.lacking), None)


def _unusable_text(draft: Draft) -> str:
    sheet = _lacking(draft) or next((sheet for sheet in draft.sheets if sheet.table), None)
    if sheet is None:
        return "No sheet is used yet: say under “Holds” what a sheet holds, then what its columns are."
    need = f" {sheet.title} need a column for {', '.join(sheet.lacking)}." if sheet.lacking else ""
    return f"Choose a column of {sheet.name} and say under “Read as” what it is.{need}"


def _doubts(draft: Draft) -> tuple[tuple[int, int], ...]:
    """The number of each sheet with a column to look at, and its position."""
    return tuple((sheet.number, sheet.doubted) for sheet in draft.sheets if sheet.doubted is not None)


def _first_in_doubt(draft: Draft) -> int:
    """The sheet to be shown first: one to look at, else the first one."""
    return next((number for number, sheet in enumerate(draft.sheets) if sheet.doubt), 0)


def _questions_text(draft: Draft) -> str:
    asked = draft.questions
    names = [
        f"“{headed(draft.sheets[number].column(place))}”" if place is not None else draft.sheets[number].name
        for number, place, _ in asked
    ]
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    count = "1 answer is" if len(asked) == 1 else f"{len(asked)} answers are"
    several = any(sheet.source != draft.sheets[0].source for sheet in draft.sheets)
    what = "these files" if several else "this file"
    return f"{count} needed before {what} can be opened: {', '.join(names[:_NAMED])}{more}."
