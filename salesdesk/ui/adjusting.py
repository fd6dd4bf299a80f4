"""The commands that change on which terms the figures are made: settings, quotas, goals, deals taken out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from salesdesk.ui import changes

if TYPE_CHECKING:
    from salesdesk.ui.window import MainWindow


def answers(window: MainWindow) -> Mapping[str, Callable[[], object]]:
    """What each of these commands does."""
    return {
        "settings": lambda: change_settings(window),
        "targets": lambda: change_targets(window),
        "figures": lambda: choose_figures(window),
        "put_back": lambda: put_back(window),
    }


def change_settings(window: MainWindow) -> None:
    from salesdesk.ui.desk import system_zone
    from salesdesk.ui.dialogs.settings import SettingsDialog

    terms = window.desk.terms
    dialog = SettingsDialog(terms.settings, terms.typed, system_zone(), window)
    dialog.chosen.connect(lambda settings, typed: changes.change_settings(window.desk, settings, typed))
    dialog.open()


def change_targets(window: MainWindow) -> None:
    from salesdesk.ui.dialogs.targets import TargetsDialog

    desk = window.desk
    dialog = TargetsDialog(desk.board, desk.terms, window)
    dialog.chosen.connect(lambda typed, targets: changes.change_targets(desk, typed, targets))
    dialog.open()


def choose_figures(window: MainWindow) -> None:
    from salesdesk.ui.dialogs.figures import FiguresDialog
    from salesdesk.ui.pages.overview import TILES, opening_figures

    desk = window.desk

    def ask() -> None:
        dialog = FiguresDialog(desk.board, opening_figures(desk.board, desk.terms.figures), desk.terms.targets, window)
        dialog.chosen.connect(lambda figures, targets: changes.choose_figures(desk, figures, targets))
        dialog.open()

    desk.when_scored((*TILES, *desk.terms.figures), ask, "asking")


def put_back(window: MainWindow) -> None:
    """One deal at once; of several those that are chosen."""
    from salesdesk.insights.left_out import deals_left_out
    from salesdesk.ui.dialogs.put_back import PutBackDialog

    desk = window.desk
    deals = deals_left_out(desk.log, desk.terms.settings.left_out)
    if len(deals) == 1:
        changes.put_back(desk, deals[0].id)
    elif deals:
        dialog = PutBackDialog(deals, window)
        dialog.chosen.connect(lambda ids: changes.put_back(desk, *ids))
        dialog.open()
