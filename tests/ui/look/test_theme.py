"""The palette: readable in both themes, computed for every pair of colours that meet."""

import dataclasses
import itertools

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from salesdesk.ui.look.switch import apply_theme
from salesdesk.ui.look.theme import DARK, LIGHT, Theme, palette_of, theme

THEMES = pytest.mark.parametrize("look", [LIGHT, DARK], ids=lambda look: look.name)
GROUNDS = ("surface", "window", "hover", "selected")
TEXTS = ("text", "muted", "accent_text", "worse_text", "good_text")
MARKS = ("better", "worse", "good", "neutral")


def luminance(colour: QColor) -> float:
    parts = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.getRgbF()[:3]]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))


def contrast(one: QColor, other: QColor) -> float:
    """WCAG 2 contrast ratio, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_that_the_measure_of_contrast_is_the_usual_one() -> None:
    assert contrast(QColor("#FFFFFF"), QColor("#000000")) == pytest.approx(21)
    assert contrast(QColor("#777777"), QColor("#FFFFFF")) == pytest.approx(4.48, abs=0.01)


@THEMES
@pytest.mark.parametrize(("text", "ground"), list(itertools.product(TEXTS, GROUNDS)))
def test_that_every_text_is_readable_on_every_ground(look: Theme, text: str, ground: str) -> None:
    assert contrast(getattr(look, text), getattr(look, ground)) >= 4.5


@THEMES
@pytest.mark.parametrize("place", range(7))
@pytest.mark.parametrize("ground", GROUNDS)
def test_that_the_name_of_a_picked_rep_is_readable_on_every_ground(look: Theme, place: int, ground: str) -> None:
    assert contrast(look.series_text[place], getattr(look, ground)) >= 4.5


@THEMES
@pytest.mark.parametrize("mark", MARKS)
def test_that_every_mark_stands_out_from_the_surface(look: Theme, mark: str) -> None:
    assert contrast(getattr(look, mark), look.surface) >= 3.0
    assert contrast(getattr(look, mark), look.window) >= 3.0


@THEMES
@pytest.mark.parametrize("place", range(7))
def test_that_the_line_of_a_picked_rep_stands_out_from_surface_and_hover(look: Theme, place: int) -> None:
    assert contrast(look.series[place], look.surface) >= 3.0
    assert contrast(look.series[place], look.hover) >= 3.0


@THEMES
def test_that_pale_fills_have_an_edge_that_stands_out(look: Theme) -> None:
    assert contrast(look.earlier_edge, look.surface) >= 3.0
    assert contrast(look.control, look.surface) >= 3.0


@THEMES
def test_that_writing_on_filled_controls_and_bars_is_readable(look: Theme) -> None:
    assert contrast(look.on_accent, look.accent) >= 4.5
    assert contrast(look.on_accent, look.accent_hover) >= 4.5
    assert contrast(look.on_better, look.better) >= 4.5


@THEMES
@pytest.mark.parametrize("step", [-3, -2, -1, 1, 2, 3])
def test_that_text_is_readable_on_every_heat_step(look: Theme, step: int) -> None:
    assert contrast(look.text, look.heat_at(step)) >= 4.5


@THEMES
def test_that_heat_steps_are_all_different_and_zero_is_bare(look: Theme) -> None:
    names = [look.heat_at(step).name() for step in (-3, -2, -1, 1, 2, 3)]
    assert len(set(names)) == 6
    assert look.heat_at(0) == look.surface
    assert look.heat_at(-9) == look.heat_at(-3)
    assert look.heat_at(9) == look.heat_at(3)


@THEMES
def test_that_the_band_carries_the_quiet_text_that_is_written_on_it(look: Theme) -> None:
    assert contrast(look.muted, look.band) >= 4.5


def test_that_both_themes_name_the_same_number_of_colours() -> None:
    for field in dataclasses.fields(Theme):
        light, dark = getattr(LIGHT, field.name), getattr(DARK, field.name)
        assert len(light) == len(dark) if isinstance(light, tuple) else type(light) is type(dark)


@THEMES
def test_that_inactive_windows_have_the_same_colours(look: Theme) -> None:
    palette = palette_of(look)
    for role in (QPalette.ColorRole.Window, QPalette.ColorRole.Text, QPalette.ColorRole.Highlight):
        active = palette.color(QPalette.ColorGroup.Active, role)
        assert palette.color(QPalette.ColorGroup.Inactive, role) == active


@THEMES
def test_that_the_application_says_which_theme_is_in_force(qapp: QApplication, look: Theme) -> None:
    apply_theme(qapp, look)
    assert theme() is look


@THEMES
def test_that_a_tone_without_a_colour_of_its_own_is_ordinary_text(look: Theme) -> None:
    assert look.tone_text("") == look.text
    assert look.tone_text("quiet") == look.muted
    assert look.tone_mark("") == look.neutral
