"""On which terms the figures are made: settings, typed rows and goals, as the workspace keeps them. Free of Qt."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from salesdesk.models.settings import Settings
from salesdesk.models.typed import Typed

if TYPE_CHECKING:
    from salesdesk.store.targets import Target
    from salesdesk.store.workspace import Workspace


@dataclass(frozen=True)
class Terms:
    """``figures``: the KPIs that the overview opens on, empty for the program's own. ``mine``: the reps of the team."""

    settings: Settings = field(default_factory=Settings)
    typed: Typed = field(default_factory=Typed)
    targets: tuple[Target, ...] = ()
    figures: tuple[str, ...] = ()
    mine: frozenset[str] = frozenset()


def kept_terms(workspace: Workspace, zone: str) -> Terms:
    """What the workspace has; ``zone`` is the computer's."""
    from salesdesk.store.preferences import figures_of, settings_of

    return Terms(
        settings_of(workspace, zone),
        workspace.typed.get(),
        workspace.targets.all(),
        figures_of(workspace),
        frozenset(workspace.my_team.get()),
    )


def keep_terms(workspace: Workspace, before: Terms, after: Terms, zone: str) -> None:
    """Keeps what has changed, and nothing that was only told on the command line."""
    from salesdesk.models.setting_fields import FIELDS, value_of, with_values
    from salesdesk.store.preferences import LOOSE, keep_figures, keep_settings, settings_of

    if after.settings != before.settings:
        names = [name for name in FIELDS if value_of(after.settings, name) != value_of(before.settings, name)]
        kept = with_values(settings_of(workspace, zone), {name: value_of(after.settings, name) for name in names})
        loose = {name: getattr(after.settings, name) for name in LOOSE}
        keep_settings(workspace, replace(kept, **loose), zone)
    if after.typed != before.typed:
        workspace.typed.set(after.typed)
    if after.targets != before.targets:
        workspace.targets.remove(*(set(before.targets) - set(after.targets)))
        workspace.targets.set(*after.targets)
    if after.figures != before.figures:
        keep_figures(workspace, after.figures)


def without_goals(terms: Terms) -> Terms:
    """What the figures themselves depend on: the terms without goals and without what is shown first."""
    return replace(terms, targets=(), figures=(), mine=frozenset())
