"""The two themes: every colour the program paints with, as one frozen value each."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from collections.abc import Mapping


def _colours(*codes: str) -> tuple[QColor, ...]:
    return tuple(QColor(code) for code in codes)


@dataclass(frozen=True)
class Theme:
    """Colours by what they are for. `*_text` colours are for words, their namesakes only for marks."""

    name: str
    window: QColor
    surface: QColor
    hover: QColor
    selected: QColor
    border: QColor
    grid: QColor
    track: QColor
    band: QColor
    control: QColor
    text: QColor
    muted: QColor
    accent: QColor
    accent_hover: QColor
    on_accent: QColor
    accent_text: QColor
    worse_text: QColor
    good_text: QColor
    better: QColor
    on_better: QColor
    worse: QColor
    good: QColor
    neutral: QColor
    earlier: QColor
    earlier_edge: QColor
    heat: tuple[QColor, ...]
    series: tuple[QColor, ...]
    series_text: tuple[QColor, ...]

    @property
    def dark(self) -> bool:
        return self.name == "dark"

    def tone_text(self, tone: str) -> QColor:
        """The text colour of a tone: better, worse, good, quiet; anything else is ordinary text."""
        return self._tones.get(tone, self.text)

    def tone_mark(self, tone: str) -> QColor:
        marks = {"better": self.better, "worse": self.worse, "good": self.good}
        return marks.get(tone, self.neutral)

    def heat_at(self, step: int) -> QColor:
        """The fill of a heat step from -3 (much worse) to +3 (much better); 0 is the bare surface."""
        return self.surface if step == 0 else self.heat[max(-3, min(3, step)) + (3 if step < 0 else 2)]

    @property
    def _tones(self) -> "Mapping[str, QColor]":
        return {
            "better": self.accent_text,
            "accent": self.accent_text,
            "worse": self.worse_text,
            "good": self.good_text,
            "quiet": self.muted,
        }


LIGHT = Theme(
    name="light",
    window=QColor("#F4F6F8"),
    surface=QColor("#FFFFFF"),
    hover=QColor("#F1F5F9"),
    selected=QColor("#E8F1F8"),
    border=QColor("#DFE3E9"),
    grid=QColor("#E8EBF0"),
    track=QColor("#E6EAF0"),
    band=QColor("#E3E8F1"),
    control=QColor("#8A93A1"),
    text=QColor("#1A2230"),
    muted=QColor("#5A6577"),
    accent=QColor("#0072B2"),
    accent_hover=QColor("#00659E"),
    on_accent=QColor("#FFFFFF"),
    accent_text=QColor("#00659E"),
    worse_text=QColor("#B24E00"),
    good_text=QColor("#00775A"),
    better=QColor("#0072B2"),
    on_better=QColor("#FFFFFF"),
    worse=QColor("#D55E00"),
    good=QColor("#009E73"),
    neutral=QColor("#6B7688"),
    earlier=QColor("#A9CDE4"),
    earlier_edge=QColor("#5690BC"),
    heat=_colours("#E9AB7A", "#F2CBAD", "#F9E8DB", "#DBEBF4", "#ADD2E6", "#7AB6D7"),
    series=_colours("#0072B2", "#D55E00", "#009E73", "#B5568F", "#A87400", "#3A8FC4", "#7A7300"),
    series_text=_colours("#00659E", "#B24E00", "#00775A", "#9C3F77", "#855C00", "#1F6FA0", "#5B5600"),
)

DARK = Theme(
    name="dark",
    window=QColor("#12161C"),
    surface=QColor("#1B2028"),
    hover=QColor("#232A34"),
    selected=QColor("#1C3346"),
    border=QColor("#2D3440"),
    grid=QColor("#29303A"),
    track=QColor("#2C333E"),
    band=QColor("#303947"),
    control=QColor("#737F91"),
    text=QColor("#E4E8EE"),
    muted=QColor("#A2ACBB"),
    accent=QColor("#0072B2"),
    accent_hover=QColor("#00659E"),
    on_accent=QColor("#FFFFFF"),
    accent_text=QColor("#6BBDF0"),
    worse_text=QColor("#F59055"),
    good_text=QColor("#3CC9A0"),
    better=QColor("#56B4E9"),
    on_better=QColor("#12161C"),
    worse=QColor("#F0803C"),
    good=QColor("#2FBF93"),
    neutral=QColor("#8F9AAC"),
    earlier=QColor("#2C5A7C"),
    earlier_edge=QColor("#4E8DBB"),
    heat=_colours("#834F32", "#5F3F2E", "#3D2F2B", "#243847", "#2E4F66", "#386987"),
    series=_colours("#56B4E9", "#F0803C", "#2FBF93", "#D88FB8", "#E69F00", "#A0B0FF", "#F0E442"),
    series_text=_colours("#6BBDF0", "#F59055", "#3CC9A0", "#D88FB8", "#E69F00", "#A0B0FF", "#F0E442"),
)


def theme() -> Theme:
    """The theme in force. The application is asked, never a widget: a widget's palette may be rewritten."""
    window = QApplication.palette().color(QPalette.ColorRole.Window)
    return DARK if window.lightness() < 128 else LIGHT


def palette_of(look: Theme) -> QPalette:
    """Qt's palette for a theme, the same for active and inactive windows."""
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    palette = QPalette()
    fills = {
        role.Window: look.window,
        role.Base: look.surface,
        role.Button: look.surface,
        role.AlternateBase: look.hover,
        role.Text: look.text,
        role.WindowText: look.text,
        role.ButtonText: look.text,
        role.BrightText: look.worse_text,
        role.Light: look.surface,
        role.Mid: look.border,
        role.Midlight: look.grid,
        role.Dark: look.control,
        role.Shadow: look.control,
        role.PlaceholderText: look.muted,
        role.Link: look.accent_text,
        role.LinkVisited: look.accent_text,
        role.Highlight: look.accent,
        role.HighlightedText: look.on_accent,
        role.Accent: look.accent,
        role.ToolTipBase: look.surface,
        role.ToolTipText: look.text,
    }
    for each in (group.Active, group.Inactive, group.Disabled):
        for key, colour in fills.items():
            palette.setColor(each, key, colour)
    for key in (role.Text, role.WindowText, role.ButtonText):
        palette.setColor(group.Disabled, key, look.control)
    palette.setColor(group.Disabled, role.Highlight, look.track)
    palette.setColor(group.Disabled, role.HighlightedText, look.muted)
    return palette
