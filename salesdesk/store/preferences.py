"""The settings of the figures as the workspace keeps them."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from salesdesk.models.settings import Settings
from salesdesk.store.workspace import Workspace

# What is kept under its own name; the rest of Settings stays as the program has it until there is a dialog for it.
KEPT = ("zone", "currency", "fiscal_start", "window_days", "rate_age_days", "reactivated_after_months")


def settings_of(workspace: Workspace, zone: str = "UTC") -> Settings:
    """The kept settings; ``zone`` is the one to use where none was kept."""
    kept = {name: value for name, value in workspace.settings.all().items() if name in KEPT}
    settings = replace(Settings(zone=zone), **{name: kept[name] for name in _sound(kept)})
    return replace(settings, display_names=tuple(sorted(workspace.names.all().items())))


def keep_settings(workspace: Workspace, settings: Settings) -> None:
    """Keeps what differs from the program's own settings, so that better ones reach everybody who chose none."""
    own = Settings()
    changed: dict[str, Any] = {name: getattr(settings, name) for name in KEPT}
    workspace.settings.update({name: value for name, value in changed.items() if value != getattr(own, name)})


def _sound(kept: dict[str, Any]) -> list[str]:
    """The names whose kept value has the type that the settings have."""
    own = Settings(currency="")
    types = {entry.name: type(getattr(own, entry.name)) for entry in fields(Settings)}
    return [name for name, value in kept.items() if isinstance(value, types[name])]
