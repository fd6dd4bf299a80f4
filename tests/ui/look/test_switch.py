"""Switching theme and size while the window is open."""

from collections.abc import Callable

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from salesdesk.ui.look.switch import ZOOMS, Look
from salesdesk.ui.look.theme import DARK, LIGHT, theme
from salesdesk.ui.look.units import u

Build = Callable[[], QMainWindow]


def picture(window: QWidget) -> QImage:
    for _ in range(5):
        QApplication.processEvents()
    return window.grab().toImage()


@pytest.mark.parametrize("choice", ["dark", "light"])
def test_that_a_window_switched_to_a_theme_equals_one_opened_in_it(look: Look, everything: Build, choice: str) -> None:
    look.choose("light" if choice == "dark" else "dark")
    switched = everything()
    picture(switched)
    look.choose(choice)
    assert picture(switched) == picture(everything())


def test_that_a_window_that_was_dark_and_large_equals_a_fresh_one(look: Look, everything: Build) -> None:
    travelled = everything()
    before = picture(travelled)
    look.choose("dark")
    look.set_zoom(1.5)
    assert picture(travelled) != before
    look.set_zoom(1.0)
    look.choose("light")
    assert picture(travelled) == picture(everything())


def test_that_a_larger_window_equals_one_opened_large(look: Look, everything: Build) -> None:
    grown = everything()
    picture(grown)
    look.set_zoom(1.5)
    assert picture(grown) == picture(everything())


def test_that_the_application_has_no_style_sheet(qapp: QApplication, look: Look) -> None:
    look.choose("dark")
    assert qapp.styleSheet() == ""


def test_that_an_unknown_choice_means_as_the_system(look: Look) -> None:
    look.choose("pink")
    assert look.choice == "system"


def test_that_the_theme_in_force_follows_the_choice(look: Look) -> None:
    look.choose("dark")
    assert theme() is DARK
    look.choose("light")
    assert theme() is LIGHT


def test_that_the_size_stays_between_its_ends(look: Look) -> None:
    look.set_zoom(9)
    assert look.zoom == ZOOMS[-1]
    look.set_zoom(0.1)
    assert look.zoom == ZOOMS[0]


def test_that_one_step_up_and_one_down_comes_back(look: Look) -> None:
    before = u()
    look.zoom_by(1)
    assert u() > before
    look.zoom_by(-1)
    assert u() == before
