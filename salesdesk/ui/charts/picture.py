"""Charts taken along: copied or saved as a picture in the light theme, or copied as data."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPoint, QPointF, QRectF, QSaveFile, QSize, Signal
from PySide6.QtGui import QContextMenuEvent, QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu

from salesdesk.ui.look.fonts import faces
from salesdesk.ui.look.numbers import number_style
from salesdesk.ui.look.painting import smooth, write
from salesdesk.ui.look.sheets import dress
from salesdesk.ui.look.theme import LIGHT, Theme
from salesdesk.ui.look.units import u
from salesdesk.ui.plain import one_line
from salesdesk.ui.tables.clipboard import Cell, copied

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget as _Widget
else:
    _Widget = object

_MARGIN = 12
_FILTER = "Picture (*.png);;Drawing (*.svg)"


class Portable(_Widget):
    """To be named before the Qt class of a chart, which adds `paint_chart`, `title` and `data_rows`.

    The class must also have the signal `said(str)`: what happened, for the status bar.
    """

    if TYPE_CHECKING:
        said = Signal(str)

    def title(self) -> str:
        raise NotImplementedError

    def data_rows(self) -> tuple[list[str], list[list[Cell]]]:
        """Headers and rows of what is shown."""
        raise NotImplementedError

    def paint_chart(self, painter: QPainter, area: QRectF, look: Theme) -> None:
        raise NotImplementedError

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.open_menu(event.globalPos())

    def open_menu(self, corner: QPoint) -> None:
        menu = self.chart_menu()
        menu.popup(corner)

    def chart_menu(self) -> QMenu:
        menu = QMenu(self)
        dress(menu, "menu")
        menu.addAction("Copy &image", self.copy_image)
        menu.addAction("&Save image…", self.ask_and_save)
        menu.addAction("Copy &data", self.copy_data)
        self.add_to_menu(menu)
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def add_to_menu(self, menu: QMenu) -> None:
        """For charts that can do more."""

    def image(self, scale: float = 2.0, look: Theme = LIGHT) -> QImage:
        """The chart with its title, `scale` pixels for each of the screen's."""
        size = self._picture_size()
        image = QImage(size * scale, QImage.Format.Format_ARGB32_Premultiplied)
        image.setDevicePixelRatio(scale)
        image.fill(look.surface)
        painter = QPainter(image)
        self._paint_picture(painter, size, look)
        painter.end()
        return image

    def copy_image(self) -> None:
        QApplication.clipboard().setImage(self.image())
        self.said.emit("Image copied")

    def copy_data(self) -> None:
        headers, rows = self.data_rows()
        copied(rows, number_style(), headers).to_clipboard()
        self.said.emit("Data copied")

    def ask_and_save(self) -> None:
        name = "".join(c if c.isalnum() or c in " -_" else " " for c in self.title()).strip() or "Chart"
        path, _ = QFileDialog.getSaveFileName(self, "Save image", f"{name}.png", _FILTER)
        if path:
            self.save_image(Path(path))

    def save_image(self, path: Path) -> bool:
        """Writes .svg or, for any other ending, .png beside the target and then in its place."""
        target = path if path.suffix else path.with_suffix(".png")
        content = self._svg() if target.suffix.lower() == ".svg" else self._png()
        file = QSaveFile(str(target))
        written = file.open(QIODevice.OpenModeFlag.WriteOnly) and file.write(content) == len(content)
        saved = bool(written and file.commit())
        self.said.emit(f"Saved {target.name}" if saved else f"{target.name} could not be saved: {file.errorString()}")
        return saved

    def _png(self) -> bytes:
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        QImageWriter(buffer, QByteArray(b"png")).write(self.image())
        return bytes(buffer.data().data())

    def _svg(self) -> bytes:
        size, buffer = self._picture_size(), QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        drawing = QSvgGenerator()
        drawing.setOutputDevice(buffer)
        drawing.setSize(size)
        drawing.setViewBox(QRectF(QPointF(0, 0), size))
        drawing.setTitle(one_line(self.title()))
        painter = QPainter(drawing)
        painter.fillRect(QRectF(QPointF(0, 0), size), LIGHT.surface)
        self._paint_picture(painter, size, LIGHT)
        painter.end()
        return bytes(buffer.data().data())

    def _head(self) -> int:
        return round(faces().semi.height + 1.2 * u()) if self.title() else 0

    def _picture_size(self) -> QSize:
        return QSize(self.width() + 2 * _MARGIN, self.height() + self._head() + 2 * _MARGIN)

    def _paint_picture(self, painter: QPainter, size: QSize, look: Theme) -> None:
        smooth(painter)
        head = QRectF(_MARGIN, _MARGIN, size.width() - 2 * _MARGIN, faces().semi.height)
        if self.title():
            write(painter, head, one_line(self.title()), faces().semi, look.text)
        self.paint_chart(painter, QRectF(_MARGIN, _MARGIN + self._head(), self.width(), self.height()), look)
