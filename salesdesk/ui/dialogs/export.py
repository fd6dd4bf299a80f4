"""The dialog for handing out workbooks: which reps, where to, and whether older files may be replaced."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from salesdesk.ui.dialogs.frame import CheckList, Dialog
from salesdesk.ui.handing_out import export
from salesdesk.ui.widgets.button import Button, CheckBox
from salesdesk.ui.widgets.entry import LineEdit
from salesdesk.ui.widgets.label import Label

if TYPE_CHECKING:
    from salesdesk.ui.desk import Desk

_KEPT = "export"


class ExportDialog(Dialog):
    """``key`` names the export: scorecards go to a folder, one file per rep; the team workbook is one file."""

    def __init__(self, desk: Desk, key: str, parent: QWidget | None = None) -> None:
        from salesdesk.exports.catalogue import BY_KEY

        self.desk, self.key = desk, key
        self.per_rep = BY_KEY[key].subject == "rep"
        super().__init__(BY_KEY[key].title, "Export", parent, width=480)
        self.say(f"The figures on screen: {desk.board.selection.period.label}.", "quiet")
        if self.per_rep:
            self._add_reps()
        self._add_target()
        self.names = CheckBox("Show every rep by name")  # never ticked by itself
        if BY_KEY[key].may_name:
            self.body.addWidget(self.names)
        self.replace = CheckBox("Replace files that are already there")
        self.replace.setChecked(bool(self._kept().get("replace")))
        self.body.addWidget(self.replace)
        self.trouble = self.say("", "worse")
        self.trouble.hide()

    def _kept(self) -> dict:
        return (self.desk.workspace.state.get(_KEPT) or {}).get(self.key, {})

    def _add_reps(self) -> None:
        names = self.desk.board.rep_names()
        self.reps = CheckList(names, frozenset(names), "Reps")
        everybody, nobody = Button("All"), Button("None")
        everybody.clicked.connect(lambda: self.reps.check_all(on=True))
        nobody.clicked.connect(lambda: self.reps.check_all(on=False))
        row = QHBoxLayout()
        for button in (everybody, nobody):
            button.setAutoDefault(False)
            row.addWidget(button)
        row.addStretch(1)
        self.body.addWidget(self.reps, 1)
        self.body.addLayout(row)
        self.resize(self.width(), 560)

    def _add_target(self) -> None:
        folder = Path(self._kept().get("folder") or documents())
        start = folder / "Scorecards" if self.per_rep and not self._kept() else folder
        self.target = LineEdit()
        self.target.setText(str(start if self.per_rep else start / self._team_file()))
        self.target.setAccessibleName("Save in" if self.per_rep else "Save as")
        choose = Button("Choose…")
        choose.setAutoDefault(False)
        choose.clicked.connect(self._choose)
        row = QHBoxLayout()
        row.addWidget(Label("Save in" if self.per_rep else "Save as"))
        row.addWidget(self.target, 1)
        row.addWidget(choose)
        self.body.addLayout(row)

    def _team_file(self) -> str:
        from salesdesk.exports.names import safe_name

        return safe_name(f"Team {self.desk.board.selection.period.label}") + ".xlsx"

    def _choose(self) -> None:
        if self.per_rep:
            found = QFileDialog.getExistingDirectory(self, "Save in", self.target.text())
        else:
            found, _ = QFileDialog.getSaveFileName(self, "Save as", self.target.text(), "Excel workbook (*.xlsx)")
        if found:
            self.target.setText(found)

    def _complain(self, sentence: str) -> None:
        self.trouble.setText(sentence)
        self.trouble.show()

    def accept(self) -> None:
        reps = self.reps.checked() if self.per_rep else ()
        if self.per_rep and not reps:
            self._complain("Check at least one rep.")
            return
        if not self.target.text().strip():
            self._complain("Say where to save.")
            return
        target = Path(self.target.text().strip()).expanduser()
        overwrite, named = self.replace.isChecked(), self.names.isChecked()
        if not export(self.desk, self.key, reps, target, overwrite=overwrite, named=named):
            self._complain("Another export is still running; wait for it or cancel it.")
            return
        self._keep(target)
        super().accept()

    def _keep(self, target: Path) -> None:
        state = self.desk.workspace.state
        folder = target if self.per_rep else target.parent
        chosen = {"folder": str(folder), "replace": self.replace.isChecked()}
        kept = {**(state.get(_KEPT) or {}), self.key: chosen}
        self.desk.keep(lambda: state.set(_KEPT, kept))


def documents() -> str:
    """Where people keep their files."""
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation) or str(Path.home())
