"""The workspace of a window: opened, or replaced by one that forgets, with what there is to say about it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from salesdesk.store.refusals import WorkspaceDamaged, WorkspaceRefused
from salesdesk.store.workspace import Workspace
from salesdesk.ui.widgets.notice import NoticeData

if TYPE_CHECKING:
    from salesdesk.store.backups import Backup
    from salesdesk.ui.window import MainWindow

_FORGETS = "What you set in this window is not kept."


@dataclass(frozen=True, eq=False)
class Kept:
    """``trouble``: why it is not the one of the folder. ``damaged``: a backup (or an empty one) can take its place."""

    workspace: Workspace
    folder: Path | None = None
    trouble: str = ""
    damaged: bool = False
    backup: Backup | None = None


def open_workspace(folder: Path | None) -> Kept:
    if folder is None:
        return Kept(Workspace.in_memory())
    try:
        return Kept(Workspace.open(folder), folder)
    except WorkspaceDamaged as refused:
        return Kept(Workspace.in_memory(), folder, refused.reason, damaged=True, backup=refused.backup)
    except WorkspaceRefused as refused:
        return Kept(Workspace.in_memory(), folder, refused.reason)


def say_workspace(window: MainWindow, kept: Kept) -> None:
    """What is wrong with the workspace, and what can be done about it."""
    window.kept_in = kept.folder
    if kept.trouble:
        button = "Bring the backup back" if kept.backup else "Start with an empty one"
        actions = (("backup", button),) if kept.damaged else ()
        window.notice.show_notice(NoticeData(f"{kept.trouble} {_FORGETS}", "worse", actions))
    elif kept.workspace.notice:
        window.notice.show_notice(NoticeData(kept.workspace.notice))


def bring_back(window: MainWindow, kept: Kept) -> None:
    """The backup takes the damaged workspace's place; what is open stays open, else its log is opened."""
    if kept.folder is None:
        return
    try:
        workspace = Workspace.restore(kept.folder, kept.backup)
    except WorkspaceRefused as refused:
        window.notice.show_notice(NoticeData(refused.reason, tone="worse"))
        return
    desk = window.desk
    desk.take_workspace(workspace)
    said = NoticeData(workspace.notice or "Settings and recent files are kept again.", "good")
    window.notice.show_notice(said)

    def say_again() -> None:
        desk.opened.disconnect(say_again)
        window.notice.show_notice(said)

    if desk.log is None and desk.imports.reopen():
        desk.opened.connect(say_again)  # a log that opens takes away what stood there
