"""Where the places and values of a plot lie on its widget."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF


@dataclass(frozen=True)
class PixelScale:
    """Where places and values lie on the widget, in pixels."""

    view: QRectF
    first: float
    last: float
    low: float
    high: float

    @property
    def step(self) -> float:
        return self.view.width() / (self.last - self.first)

    def x(self, place: float) -> float:
        return self.view.left() + (place - self.first) * self.step

    def y(self, value: float) -> float:
        return self.view.bottom() - (value - self.low) / (self.high - self.low) * self.view.height()
