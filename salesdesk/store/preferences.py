"""The settings of the figures as the workspace keeps them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Any

from salesdesk.models.setting_fields import FIELDS, Field, Sort, fault_in, faults_in, value_of, with_values
from salesdesk.models.settings import Settings
from salesdesk.store.keyed import Json
from salesdesk.store.workspace import Workspace

_FIGURES = "figures"  # the KPIs that the overview opens on


def settings_of(workspace: Workspace, zone: str = "UTC") -> Settings:
    """The kept settings; ``zone`` is the one to use where none was kept. Values that make no sense are passed over."""
    kept = workspace.settings.all()
    own = Settings(zone=zone)
    values = {name: _decoded(field, kept[name]) for name, field in FIELDS.items() if name in kept}
    sound = {name: value for name, value in values.items() if not fault_in(FIELDS[name], value)}
    settings = with_values(own, sound)
    if faults_in({name: value_of(settings, name) for name in FIELDS}):  # sound one by one, but not together
        settings = replace(settings, work_start=own.work_start, work_end=own.work_end)
    loose = {name: decode(kept[name]) for name, decode in _LOOSE.items() if name in kept}
    settings = replace(settings, **{name: value for name, value in loose.items() if value is not None})
    return replace(
        settings, display_names=tuple(sorted(workspace.names.all().items())), joined_names=workspace.joined.all()
    )


def keep_settings(workspace: Workspace, settings: Settings, zone: str = "UTC") -> None:
    """Keeps what differs from the program's own settings, so that better ones reach everybody who chose none."""
    own = Settings(zone=zone)
    values: dict[str, Json] = {}
    for name in FIELDS:
        if value_of(settings, name) != value_of(own, name):
            values[name] = _encoded(value_of(settings, name))
    for name in _LOOSE:
        if getattr(settings, name):
            values[name] = [list(entry) if isinstance(entry, tuple) else entry for entry in getattr(settings, name)]
    workspace.settings.update(values, gone=({*FIELDS, *_LOOSE} - values.keys()))


def _encoded(value: Any) -> Json:
    if isinstance(value, timedelta):
        return value.total_seconds() / 60
    if isinstance(value, date):
        return value.isoformat()
    result: Json = list(value) if isinstance(value, tuple) else value
    return result


def _decoded(field: Field, kept: Any) -> Any:
    """The value as the settings have it; what cannot be one comes out as it is and is found wrong."""
    if field.sort is Sort.MINUTES and isinstance(kept, int | float) and not isinstance(kept, bool):
        return timedelta(minutes=kept) if 0 <= kept <= field.high else kept
    if field.sort is Sort.DATE:
        return _day(kept)
    return tuple(kept) if isinstance(kept, list) else kept


def _day(kept: Any) -> Any:
    try:
        return date.fromisoformat(kept)
    except (TypeError, ValueError):
        return kept


def _ids(kept: Any) -> tuple[str, ...] | None:
    if not isinstance(kept, list) or not all(isinstance(entry, str) for entry in kept):
        return None
    return tuple(kept)


def _pairs(kept: Any, is_sound: Callable[[Any], bool]) -> tuple[tuple[str, float | None], ...] | None:
    if not isinstance(kept, list) or not all(isinstance(entry, list) and len(entry) == 2 for entry in kept):
        return None
    if not all(isinstance(name, str) and is_sound(value) for name, value in kept):
        return None
    return tuple((name, None if value is None else float(value)) for name, value in kept)


def _is_number(value: Any) -> bool:
    return type(value) in (int, float)


_LOOSE: Mapping[str, Callable[[Any], Any]] = {
    "left_out": _ids,
    "stage_chances": partial(_pairs, is_sound=lambda value: _is_number(value) and 0 <= value <= 1),
    "benchmarks": partial(_pairs, is_sound=lambda value: value is None or _is_number(value)),
}
LOOSE = tuple(_LOOSE)  # settings that are no fields of the dialog, kept all the same


def figures_of(workspace: Workspace) -> tuple[str, ...]:
    """The keys of the KPIs that the manager wants to see first, in order; empty where none were chosen."""
    kept = _ids(workspace.settings.get(_FIGURES, []))
    return tuple(dict.fromkeys(kept or ()))


def keep_figures(workspace: Workspace, keys: tuple[str, ...]) -> None:
    workspace.settings.update({_FIGURES: list(keys)} if keys else {}, gone=() if keys else (_FIGURES,))
