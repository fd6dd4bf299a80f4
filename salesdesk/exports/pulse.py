"""How long work finds out that it is no longer wanted: it calls a pulse now and then, which may raise."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

Pulse: TypeAlias = Callable[[], None]


def no_pulse() -> None:
    """Nobody is going to stop the work."""
