"""What a person can set: every setting is described, and what makes no sense is answered with a sentence."""

from datetime import date, timedelta
from typing import Any

import pytest

from salesdesk.models.setting_fields import (
    FIELDS,
    SECTIONS,
    Field,
    Sort,
    default_of,
    fault_in,
    faults_in,
    value_of,
    with_values,
)
from salesdesk.models.settings import Settings


@pytest.mark.parametrize("field", FIELDS.values(), ids=lambda field: field.name)
def test_that_a_setting_is_described_and_its_default_is_sound(field: Field) -> None:
    assert field.label
    assert field.about.endswith(".")
    assert fault_in(field, default_of(field.name)) == ""
    assert with_values(Settings(), {field.name: default_of(field.name)}) == Settings()


def test_that_no_setting_stands_in_two_sections() -> None:
    assert len(FIELDS) == sum(len(section.fields) for section in SECTIONS)


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("window_days", None, "Conversion window has to be filled in."),
        ("window_days", 0, "Conversion window has to be between 1 and 1095 days."),
        ("window_days", 2.5, "Conversion window has to be a whole number."),
        ("discount_rate", 1.5, "Discount rate has to be between 0 and 100 %."),
        ("limits.rate", (30, 10), "Rates: “not enough below” may not be more than “without reserve from”."),
        ("limits.rate", (30,), "Rates has to be two numbers."),
        ("zone", "Europe/Atlantis", "There is no time zone called “Europe/Atlantis”: give one such as Europe/Berlin."),
        ("currency", "eur", "Give the three letters of the currency, such as EUR."),
        ("work_days", (), "Working days: check at least one day."),
        ("work_start", 1440, "Work begins has to be a time of day such as 9:00."),
        ("response_limit", timedelta(0), "Response limit has to be between 1 and 43200 minutes."),
        ("fiscal_start", 13, "Year begins in has to be one of the list."),
        ("fiscal_start", True, "Year begins in has to be one of the list."),
        ("penetration_months", None, ""),
        ("as_of", "March", "Data up to has to be a day such as 2026-03-31."),
        ("as_of", date(2026, 3, 31), ""),
        ("as_of_time", 0, "Until has to be a time of day such as 9:00."),
    ],
)
def test_that_a_fault_is_one_sentence(name: str, value: Any, sentence: str) -> None:
    assert fault_in(FIELDS[name], value) == sentence


def test_that_work_ends_after_it_begins() -> None:
    values = {"work_start": 600, "work_end": 540}
    assert faults_in(values) == {"work_end": "Work has to end after it begins."}


def test_that_values_go_to_the_settings_and_their_limits() -> None:
    settings = with_values(Settings(), {"limits.rate": (1, 2), "window_days": 30})
    assert (value_of(settings, "limits.rate"), settings.window_days) == ((1, 2), 30)
    assert FIELDS["limits.rate"].sort is Sort.WHOLE
