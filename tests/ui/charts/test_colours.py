"""Colours of marks: every role in both themes, edges that stand out, words that can be read."""

import pytest

from salesdesk.ui.charts.colours import edge_colour, ink_on, mark_colour, mixed
from salesdesk.ui.look.theme import DARK, LIGHT, Theme
from tests.ui.look.test_theme import contrast

ROLES = (
    *("better", "worse", "good", "neutral", "earlier", "track", "band"),
    *(f"series{i}" for i in range(7)),
    *(f"heat{i}" for i in range(-3, 4)),
)
THEMES = pytest.mark.parametrize("look", [LIGHT, DARK], ids=lambda look: look.name)


@THEMES
@pytest.mark.parametrize("role", ROLES)
def test_that_words_on_a_mark_can_be_read(look: Theme, role: str) -> None:
    assert contrast(ink_on(role, look), mark_colour(role, look)) >= 4.5


@THEMES
@pytest.mark.parametrize("role", ROLES)
def test_that_a_mark_or_its_edge_stands_out_from_the_surface(look: Theme, role: str) -> None:
    assert contrast(edge_colour(role, look), look.surface) >= 3.0


@THEMES
def test_that_words_are_readable_on_every_shade_of_the_ramp(look: Theme) -> None:
    for part in range(11):
        assert contrast(look.text, mixed(look.surface, look.heat_at(3), part / 10)) >= 4.5


def test_that_a_mixture_begins_and_ends_with_its_colours() -> None:
    assert mixed(LIGHT.surface, LIGHT.better, 0.0) == LIGHT.surface
    assert mixed(LIGHT.surface, LIGHT.better, 7.0).name() == LIGHT.better.name()
