"""Gives the cell formats of a workbook the names under which Excel lists its cell styles."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.packager import Packager

PREFIX = "SalesDesk"  # Excel has styles of its own called Title or Percent
_FORMATS = re.compile(r"<cellXfs .*?</cellXfs>", re.DOTALL)
_ONE = re.compile(r"<xf [^>]*?/>|<xf [^>]*?[^/]>.*?</xf>", re.DOTALL)
_BASES = re.compile(r"<cellStyleXfs .*?</cellStyleXfs>", re.DOTALL)
_NAMES = re.compile(r"<cellStyles .*?</cellStyles>", re.DOTALL)


class NamedWorkbook(Workbook):  # type: ignore[misc]  # the library is untyped
    """A workbook whose formats are cell styles with names."""

    def __init__(self, file: Any, options: Mapping[str, Any]) -> None:
        super().__init__(file, dict(options))
        self._style_names: dict[int, str] = {}

    def add_style(self, name: str, properties: Mapping[str, Any]) -> Any:
        """A format that people find in Excel under this name."""
        made = self.add_format(dict(properties))
        self._style_names[id(made)] = name
        return made

    def _get_packager(self) -> Packager:
        return _NamingPackager(self._style_names)


class _NamingPackager(Packager):  # type: ignore[misc]
    def __init__(self, names: Mapping[int, str]) -> None:
        super().__init__()
        self._style_names = names

    def _write_styles_file(self) -> None:
        super()._write_styles_file()
        names = [self._style_names.get(id(each)) for each in self.workbook.xf_formats]
        file = next(entry[0] for entry in self.filenames if entry[1] == "xl/styles.xml")
        named = with_names(file.getvalue(), names)
        file.seek(0)
        file.truncate()
        file.write(named)


def with_names(styles: str, names: list[str | None]) -> str:
    """The style sheet of a workbook with a named style for every format that has a name, by place."""
    formats = _ONE.findall(_FORMATS.search(styles)[0])  # type: ignore[index]
    bases = _ONE.findall(_BASES.search(styles)[0])[:1]  # type: ignore[index]
    entries = ['<cellStyle name="Normal" xfId="0" builtinId="0"/>']
    for place, (text, name) in enumerate(zip(formats, names, strict=False)):
        if name is not None:
            formats[place] = text.replace('xfId="0"', f'xfId="{len(bases)}"', 1)
            entries.append(f'<cellStyle name="{PREFIX} {escape(name)}" xfId="{len(bases)}"/>')
            bases.append(text.replace(' xfId="0"', "", 1))
    styles = _FORMATS.sub(lambda _: _listed("cellXfs", formats), styles, 1)
    styles = _BASES.sub(lambda _: _listed("cellStyleXfs", bases), styles, 1)
    return _NAMES.sub(lambda _: _listed("cellStyles", entries), styles, 1)


def _listed(tag: str, entries: list[str]) -> str:
    return f'<{tag} count="{len(entries)}">{"".join(entries)}</{tag}>'
