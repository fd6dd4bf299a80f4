"""The check boxes of lists, which have to be seen in both themes."""

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from salesdesk.ui.dialogs.frame import CheckList
from salesdesk.ui.look.switch import Look
from salesdesk.ui.look.theme import theme


@pytest.mark.parametrize("choice", ["light", "dark"])
def test_that_boxes_can_be_seen_checked_or_not(qtbot: QtBot, look: Look, choice: str) -> None:
    look.choose(choice)
    names = CheckList(("Ann", "Bo"), frozenset({"Bo"}), "Reps")
    qtbot.addWidget(names)
    names.resize(300, 200)
    names.show()
    image = names.list.grab().toImage()
    look_now = theme()
    colours = [_colours(image, names, row) for row in range(2)]
    assert look_now.control.name() in colours[0]
    assert look_now.accent.name() in colours[1]
    assert look_now.on_accent.name() in colours[1]


def _colours(image: QImage, names: CheckList, row: int) -> set[str]:
    area = names.list.visualItemRect(names.list.item(row))
    corner = names.list.viewport().pos()
    points = ((x, y) for x in range(area.left(), area.left() + 24) for y in range(area.top(), area.bottom()))
    return {image.pixelColor(x + corner.x(), y + corner.y()).name() for x, y in points}
