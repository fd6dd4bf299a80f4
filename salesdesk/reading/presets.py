"""Presets: how well-known programs lay out their exports, declared in files that anybody can add to."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from salesdesk import paths
from salesdesk.reading.preset_check import WrongPreset, checked_preset
from salesdesk.reading.preset_layout import Layout, Preset

_LARGEST = 1_000_000  # bytes; a longer file is no preset
_MOST = 200  # files of the user


@dataclass(frozen=True)
class Presets:
    """``problems``: by file name, a sentence on what is wrong with a file of the user that is not used."""

    shipped: tuple[Preset, ...] = ()
    own: tuple[Preset, ...] = ()
    problems: Mapping[str, str] = field(default_factory=dict)

    @property
    def made_by_system(self) -> frozenset[str]:
        """Kinds of activity that a program writes by itself."""
        return frozenset().union(*(preset.made_by_system for preset in (*self.shipped, *self.own)))

    @property
    def units(self) -> dict[str, str]:
        """In which unit durations stand, by squeezed header."""
        return {header: unit for preset in (*self.shipped, *self.own) for header, unit in preset.units.items()}

    def layout_of(self, names: Sequence[str]) -> Layout | None:
        """The layout that these headers are; one of the user's own goes first, then the one that knows most of them."""
        for presets in (self.own, self.shipped):
            found = [layout for preset in presets for layout in preset.layouts if layout.is_of(names)]
            if found:
                return max(found, key=lambda layout: layout.known(names))
        return None


def known_presets() -> Presets:
    """Those that come with the program and those in the user's folder, which is looked at anew each time."""
    own, problems = _read(paths.preset_folder())
    return Presets(_shipped(), own, problems)


@cache
def _shipped() -> tuple[Preset, ...]:
    presets, problems = _read(paths.resource("presets"))
    if problems:
        raise ValueError(f"presets that come with the program are broken: {problems}")
    return presets


def presets_digest() -> str:
    """Changes when a preset does: what was read with other presets may have to be read once more."""
    digest = hashlib.sha256()
    for folder in (paths.resource("presets"), paths.preset_folder()):
        for file in _files(folder):
            try:
                content = _content(file)
            except OSError:
                content = b""
            digest.update(hashlib.sha256(content).digest())
    return digest.hexdigest()


def _content(file: Path) -> bytes:
    """No more than is needed to see that it is too long; raises OSError for what is no file, which may never end."""
    if not file.is_file():
        raise FileNotFoundError(file.name)
    with file.open("rb") as opened:
        return opened.read(_LARGEST + 1)


def _read(folder: Path) -> tuple[tuple[Preset, ...], dict[str, str]]:
    presets, problems = [], {}
    for file in _files(folder):
        try:
            presets.append(load_preset(file))
        except WrongPreset as wrong:
            problems[file.name] = str(wrong)
    return tuple(presets), problems


def _files(folder: Path) -> list[Path]:
    try:
        return sorted(file for file in folder.iterdir() if file.suffix.lower() == ".toml")[:_MOST]
    except OSError:
        return []  # nobody has added any


def load_preset(file: Path) -> Preset:
    """Raises WrongPreset with a sentence on what is wrong."""
    try:
        content = _content(file)
        if len(content) > _LARGEST:
            raise WrongPreset("it is far too long for a preset")
        declared = tomllib.loads(content.decode("utf-8-sig").replace("\r\n", "\n"))
    except OSError:
        raise WrongPreset("it cannot be read") from None
    except tomllib.TOMLDecodeError as error:
        where = re.search(r"line \d+, column \d+", str(error))
        raise WrongPreset("it is not written as TOML" + (f" ({where[0]})" if where else "")) from None
    except (UnicodeDecodeError, RecursionError):
        raise WrongPreset("it is not written as TOML") from None
    return checked_preset(declared)
