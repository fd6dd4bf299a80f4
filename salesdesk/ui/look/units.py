"""Lengths: whatever holds text is measured in `u`, half a line of the application's font."""

from salesdesk.ui.look.fonts import faces

# Distances between and around cards: the only lengths in fixed pixels.
PAGE_MARGIN = 16
CARD_GAP = 12
CHIP_GAP = 8
CARD_RADIUS = 8
CONTROL_RADIUS = 6
RING = 2


def line() -> float:
    """The height of a line of body text, in pixels."""
    return faces().body.height


def u() -> float:
    """Half a line, in pixels: 7.9 at the usual 13 px font."""
    return line() / 2


def grown(pixels: float) -> float:
    """A length drawn for the usual font (8 px per `u`), grown with the font in use."""
    return pixels * u() / 8


def control_height() -> int:
    """The height of a chip, button or input line."""
    return round(line() + 1.5 * u())


def row_height() -> int:
    """The height of a table row or header."""
    return round(line() + 1.4 * u())
