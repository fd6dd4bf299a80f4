"""How much a file from outside may cost before its reading is stopped."""

from __future__ import annotations

from dataclasses import dataclass

_MB = 1 << 20


@dataclass(frozen=True)
class Limits:
    """Bytes and seconds. Honest logs of a million rows stay well inside the defaults."""

    memory: int = 512 * _MB
    memory_per_byte: int = 16
    most_memory: int = 4096 * _MB
    seconds: float = 10.0
    bytes_per_second: int = 2 * _MB
    inflated: int = 4096 * _MB
    scanned_first: int = 20 * _MB  # sheets up to this size are scanned before they are parsed, larger ones beside it
    columns: int = 16_384
    rows: int = 1_048_576

    def memory_for(self, size: int) -> int:
        """The hard stop for a file of ``size`` bytes, above what an idle reader needs."""
        return min(self.memory + self.memory_per_byte * size, self.most_memory)

    def seconds_for(self, size: int) -> float:
        return self.seconds + size / self.bytes_per_second


DEFAULT = Limits()
