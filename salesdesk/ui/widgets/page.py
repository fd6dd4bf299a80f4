"""The scrolling page that cards and tiles flow on."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from salesdesk.ui.look.sheets import dress
from salesdesk.ui.look.units import PAGE_MARGIN
from salesdesk.ui.widgets.flow import FlowLayout

WHOLE_ROW = 10_000.0


class ScrollPage(QScrollArea):
    """A page with one FlowLayout. Its bar is always there, and drawn only when there is something to scroll."""

    def __init__(self, *, cap: float | None = 540, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        dress(self.verticalScrollBar(), "scroll_bar")
        dress(self.horizontalScrollBar(), "scroll_bar")
        self._body = QWidget()
        self.flow = FlowLayout(self._body, cap=cap)
        self.setWidget(self._body)
        # A scroll area fills its body with the window colour only if told so; the window has that colour anyway.
        self._body.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        bar = self.verticalScrollBar()
        bar.rangeChanged.connect(lambda low, high: bar.setEnabled(high > low))
        bar.setEnabled(False)
        self._set_margins()

    @property
    def body(self) -> QWidget:
        """What scrolls, with all cards on it."""
        return self._body

    def add(self, widget: QWidget, minimum: float, weight: float = 1.0) -> None:
        """Adds a card; its minimum width is in pixels at the usual font, WHOLE_ROW for a row of its own."""
        self.flow.add(widget, minimum, weight)

    def add_flow(
        self, minimum: float, weight: float = 1.0, *, columns: tuple[int, ...] = (), cap: float | None = None
    ) -> FlowLayout:
        """Adds a nested flow as one cell and returns it: tiles, or a column of cards."""
        nested = FlowLayout(columns=columns, cap=cap)
        self.flow.add_flow(nested, minimum, weight)
        return nested

    def add_tiles(self) -> FlowLayout:
        """Adds the grid for tiles: a whole row, in 4, 2 or 1 columns."""
        return self.add_flow(WHOLE_ROW, columns=(4, 2, 1))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and hasattr(self, "flow"):
            self._set_margins()

    def _set_margins(self) -> None:
        bar = self.verticalScrollBar().sizeHint().width()
        self.flow.setContentsMargins(PAGE_MARGIN, 0, max(0, PAGE_MARGIN - bar), PAGE_MARGIN)
        self.flow.invalidate()
