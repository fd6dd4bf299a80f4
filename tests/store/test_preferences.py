"""The settings that the workspace keeps."""

from dataclasses import fields, replace
from datetime import date, timedelta
from typing import Any

import pytest

from salesdesk.models.setting_fields import FIELDS, with_values
from salesdesk.models.settings import Limits, Settings
from salesdesk.store.preferences import figures_of, keep_figures, keep_settings, settings_of
from salesdesk.store.workspace import Workspace

OTHERS: dict[str, Any] = {
    "currency": "EUR", "rate_age_days": 31, "zone": "Europe/Berlin", "work_days": (0, 1, 2, 3, 5), "work_start": 480,
    "work_end": 1000, "fiscal_start": 4, "response_limit": timedelta(minutes=15), "window_days": 60,
    "follow_up_days": 7, "callback_days": 10, "nps_days": 30, "active_months": 6, "reactivated_after_months": 12,
    "penetration_months": 24, "price_stale_days": 30, "overdue_lost_days": 90, "limits.rate": (5, 20),
    "limits.rate_half_width": 0.2, "limits.per_thousand": (100, 500), "limits.duration": (3, 10),
    "limits.survival": (4, 10), "limits.score": (5, 25), "limits.answers": (6, 12), "limits.coverage": 0.5,
    "fewest_answers": 7, "margin": 0.3, "as_of": date(2026, 3, 31), "as_of_time": 1020,
    "discount_rate": 0.08, "lifespan_years": 7.5, "price_match": 0.05, "price_reference": "lowest",
    "gatekeeper_counts": True, "quota_hint": (0.3, 0.9), "quota_hint_periods": 2, "quota_hint_reps": 5,
}  # fmt: skip


def test_that_every_setting_that_can_be_set_comes_back() -> None:
    assert OTHERS.keys() == FIELDS.keys()
    workspace = Workspace.in_memory()
    wanted = replace(
        with_values(Settings(), OTHERS),
        left_out=("D-1", "D-2"),
        stage_chances=(("Demo", 0.25),),
        benchmarks=(("win_rate", 0.3), ("nps", None)),
    )
    keep_settings(workspace, wanted)
    workspace.names.set({"ann@x.test": "Ann"})
    assert settings_of(workspace) == replace(wanted, display_names=(("ann@x.test", "Ann"),))


def test_that_every_setting_can_be_set_or_is_kept_elsewhere() -> None:
    elsewhere = {"left_out", "stage_chances", "benchmarks", "limits", "display_names", "seed"}
    assert {entry.name for entry in fields(Settings)} - elsewhere == {name for name in FIELDS if "." not in name}
    assert {f"limits.{entry.name}" for entry in fields(Limits)} == {name for name in FIELDS if "." in name}


def test_that_what_went_back_to_its_default_is_forgotten() -> None:
    workspace = Workspace.in_memory()
    keep_settings(workspace, with_values(Settings(), OTHERS))
    keep_settings(workspace, Settings())
    assert workspace.settings.all() == {}


def test_that_a_zone_is_kept_only_where_it_is_not_the_computers() -> None:
    workspace = Workspace.in_memory()
    keep_settings(workspace, Settings(zone="Europe/Berlin"), zone="Europe/Berlin")
    assert workspace.settings.all() == {}
    keep_settings(workspace, Settings(zone="UTC"), zone="Europe/Berlin")
    assert settings_of(workspace, zone="Europe/Berlin").zone == "UTC"


@pytest.mark.parametrize("name", [*FIELDS, "left_out", "stage_chances", "benchmarks"])
@pytest.mark.parametrize("value", ["April", -1, 10**12, [9], [[]], {"a": 1}, [True, False], ["x", "y"], "", 0.123456])
def test_that_a_kept_value_that_makes_no_sense_is_passed_over(name: str, value: Any) -> None:
    workspace = Workspace.in_memory()
    workspace.settings.update({name: value})
    found = settings_of(workspace)
    own, known = Settings(), {"discount_rate", "price_match", "margin", "limits.coverage", "limits.rate_half_width"}
    if (name in known and value == 0.123456) or (name == "left_out" and value == ["x", "y"]):
        assert found != own
    else:
        assert found == own


def test_that_the_currency_may_be_none_and_a_flag_no_number() -> None:
    workspace = Workspace.in_memory()
    workspace.settings.update({"currency": None, "gatekeeper_counts": 1, "rate_age_days": True})
    assert settings_of(workspace) == Settings()


def test_that_working_hours_that_end_before_they_begin_are_passed_over() -> None:
    workspace = Workspace.in_memory()
    workspace.settings.update({"work_start": 1100, "window_days": 30})
    assert settings_of(workspace) == Settings(window_days=30)


def test_that_the_figures_chosen_come_back_in_order() -> None:
    workspace = Workspace.in_memory()
    assert figures_of(workspace) == ()
    keep_figures(workspace, ("win_rate", "net_sales"))
    assert figures_of(workspace) == ("win_rate", "net_sales")
    keep_settings(workspace, Settings())
    assert figures_of(workspace) == ("win_rate", "net_sales")
    keep_figures(workspace, ())
    assert figures_of(workspace) == ()
    workspace.settings.set("figures", "win_rate")
    assert figures_of(workspace) == ()
