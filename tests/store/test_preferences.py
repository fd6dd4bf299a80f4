"""The settings that the workspace keeps."""

from dataclasses import replace

from salesdesk.models.settings import Settings
from salesdesk.store.preferences import keep_settings, settings_of
from salesdesk.store.workspace import Workspace


def test_that_kept_settings_come_back() -> None:
    workspace = Workspace.in_memory()
    wanted = replace(Settings(), zone="Europe/Berlin", currency="EUR", fiscal_start=4)
    keep_settings(workspace, wanted)
    workspace.names.set({"ann@x.test": "Ann"})
    assert settings_of(workspace) == replace(wanted, display_names=(("ann@x.test", "Ann"),))


def test_that_a_kept_value_of_the_wrong_kind_is_passed_over() -> None:
    workspace = Workspace.in_memory()
    workspace.settings.update({"fiscal_start": "April", "currency": "EUR"})
    assert settings_of(workspace, zone="UTC") == Settings(currency="EUR")
