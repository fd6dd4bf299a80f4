"""Where in an OLE2 container the bytes of its workbook lie: a stream is strewn over sectors of one size."""

from __future__ import annotations

import struct
from itertools import islice
from typing import TYPE_CHECKING

from salesdesk.reading.grid import Refused
from salesdesk.reading.reasons import DAMAGED

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAMES = {"workbook", "book"}
_ENTRY, _STREAM, _SMALL = 128, 2, 4096  # smaller streams lie elsewhere; Excel fills its own up
_LARGEST = 12  # as a power of two
_LAST = 0xFFFFFFFA  # sectors from here on are marks


class CompoundFile:
    """Raises Refused for a container without an ordinary workbook stream."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        try:
            self._size = 1 << min(struct.unpack_from("<H", content, 30)[0], _LARGEST)
            directory, _, _, _, _, more, _ = struct.unpack_from("<7I", content, 48)
            self._table = [number for sector in self._table_sectors(more) for number in self._numbers(sector)]
            self._sectors, self.length = self._workbook(directory)
        except (struct.error, IndexError, OverflowError):
            raise Refused(DAMAGED) from None

    def stream(self) -> bytes:
        return b"".join(self._sector(number) for number in self._sectors)[: self.length]

    def replaced(self, stream: bytes) -> bytes:
        """The file with another workbook stream of the same length."""
        changed = bytearray(self._content)
        for count, number in enumerate(self._sectors):
            piece = stream[count * self._size : (count + 1) * self._size]
            start = (number + 1) * self._size
            changed[start : start + len(piece)] = piece
        return bytes(changed)

    def _sector(self, number: int) -> bytes:
        return self._content[(number + 1) * self._size : (number + 2) * self._size]

    def _numbers(self, sector: int) -> tuple[int, ...]:
        return struct.unpack(f"<{self._size // 4}I", self._sector(sector))

    def _table_sectors(self, more: int) -> Iterator[int]:
        """The first 109 sectors of the table that links sectors are named in the header, others in a list of lists."""
        named = list(struct.unpack_from("<109I", self._content, 76))
        most = len(self._content) // self._size
        while more < _LAST and len(named) < most:
            *others, more = self._numbers(more)
            named += others
        return (number for number in named[:most] if number < _LAST)

    def _chain(self, sector: int) -> Iterator[int]:
        for _ in self._table:  # a chain may be damaged and go round in circles
            if sector >= _LAST:
                return
            yield sector
            sector = self._table[sector]

    def _workbook(self, directory: int) -> tuple[list[int], int]:
        listed = b"".join(map(self._sector, self._chain(directory)))
        for place in range(0, len(listed) - _ENTRY + 1, _ENTRY):
            length_of_name, kind = struct.unpack_from("<HB", listed, place + 64)
            name = listed[place : place + max(0, length_of_name - 2)].decode("utf-16-le", "replace")
            start, length = struct.unpack_from("<II", listed, place + 116)
            if kind == _STREAM and name.lower() in _NAMES and length >= _SMALL:
                count = -(-length // self._size)
                sectors = list(islice(self._chain(start), count))
                if len(sectors) == count:
                    return sectors, length
        raise Refused(DAMAGED)
