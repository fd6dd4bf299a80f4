"""The scrolling page: never sideways, and always the same width for its cards."""

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from salesdesk.ui.look.switch import Look
from salesdesk.ui.look.units import PAGE_MARGIN
from salesdesk.ui.widgets.card import Card
from salesdesk.ui.widgets.label import Label
from salesdesk.ui.widgets.page import ScrollPage
from salesdesk.ui.widgets.tile import Tile, TileData


def made(qtbot: QtBot, width: int, height: int) -> ScrollPage:
    page = ScrollPage()
    qtbot.addWidget(page)
    tiles = page.add_tiles()
    for i in range(8):
        tiles.add(Tile(TileData(f"KPI {i}", "12", "%")), 212)
    for minimum in (440, 380, 330):
        card = Card("A card", "note")
        card.add(Label("Some words that wrap. " * 12, wraps=True))
        page.add(card, minimum)
    page.resize(width, height)
    page.show()
    QApplication.processEvents()
    return page


def test_that_no_page_scrolls_sideways(qtbot: QtBot, look: Look) -> None:
    for zoom in (1.0, 1.5):
        look.set_zoom(zoom)
        for width, height in ((1440, 900), (1024, 640)):
            assert made(qtbot, width, height).horizontalScrollBar().maximum() == 0


def test_that_cards_are_as_wide_with_and_without_something_to_scroll(qtbot: QtBot) -> None:
    page = made(qtbot, 1200, 2000)
    before = page.findChildren(Tile)[0].width()
    assert not page.verticalScrollBar().isEnabled()
    page.resize(1200, 300)
    QApplication.processEvents()
    assert page.verticalScrollBar().isEnabled()
    assert page.findChildren(Tile)[0].width() == before


def test_that_both_margins_are_equal(qtbot: QtBot) -> None:
    page = made(qtbot, 1440, 900)
    tiles = page.findChildren(Tile)
    left = min(tile.mapTo(page, tile.rect().topLeft()).x() for tile in tiles)
    right = max(tile.mapTo(page, tile.rect().topRight()).x() for tile in tiles)
    assert left == PAGE_MARGIN
    assert page.width() - 1 - right == PAGE_MARGIN
