"""Old workbooks that Excel encrypts with a password everybody knows, as it does when only their windows are locked.

Excel opens them without a question. The two methods are those of [MS-OFFCRYPTO] 2.3.5 and 2.3.6.
"""

from __future__ import annotations

import hashlib
import itertools
import struct
from collections.abc import Callable

_PASSWORD = "VelvetSweatshop".encode("utf-16-le")
_BLOCK = 1024  # bytes of the stream, counted from its start, for which one key holds
_WHOLE = {0x0809, 0x002F, 0x00E1, 0x0138, 0x0194, 0x0195, 0x0196}  # records that are never encrypted
_SHEET = 0x0085  # its first four bytes are not
_PLACES = (*range(1, 256), 0)
_FILE_PASS, _PASSED_OVER = 0x2F, 0xC1

Key = Callable[[int], bytes]  # the key of a block


def default_key(file_pass: bytes) -> Key | None:
    """The keys of a workbook, told from the record that says how it is encrypted; None if it needs its own password."""
    try:
        method, major, minor = struct.unpack_from("<HHH", file_pass)
        if method != 1:
            return None
        if (major, minor) == (1, 1):
            salt, check = file_pass[6:22], file_pass[22:54]
            key, digest = _rc4_key(salt), hashlib.md5
        else:
            (header,) = struct.unpack_from("<I", file_pass, 10)
            (bits,) = struct.unpack_from("<I", file_pass, 30)
            place = 14 + header
            salt, check = (
                file_pass[place + 4 : place + 20],
                file_pass[place + 20 : place + 36] + file_pass[place + 40 : place + 60],
            )
            key, digest = _crypto_api_key(salt, min(bits or 40, 128)), hashlib.sha1
    except struct.error:
        return None
    plain = _xor(check, keystream(key(0), len(check)))
    sum_of = digest(plain[:16], usedforsecurity=False).digest()
    return key if len(plain) > 16 and sum_of[: len(plain) - 16] == plain[16:] else None


def decrypted(stream: bytes, key: Key) -> bytes:
    """The workbook's records, without the one that says they are encrypted."""
    blocks = (keystream(key(number), _BLOCK) for number in range(-(-len(stream) // _BLOCK)))
    plain = bytearray(_xor(stream, b"".join(blocks)[: len(stream)]))
    place = 0
    while place + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, place)
        end = place + 4 + (length if kind in _WHOLE else 4 if kind == _SHEET else 0)
        plain[place:end] = stream[place:end]
        if kind == _FILE_PASS:
            struct.pack_into("<H", plain, place, _PASSED_OVER)
        place += 4 + length
    return bytes(plain)


def keystream(key: bytes, length: int) -> bytes:
    """RC4."""
    state, j = list(range(256)), 0
    for i, one in enumerate(itertools.islice(itertools.cycle(key), 256)):
        other = state[i]
        j = (j + other + one) & 255
        state[i], state[j] = state[j], other
    made, j = [], 0
    for i in itertools.islice(itertools.cycle(_PLACES), length):
        one = state[i]
        j = (j + one) & 255
        state[i] = other = state[j]
        state[j] = one
        made.append(state[(one + other) & 255])
    return bytes(made)


def _rc4_key(salt: bytes) -> Key:
    short = _md5(_PASSWORD)[:5]
    start = _md5((short + salt) * 16)[:5]
    return lambda block: _md5(start + struct.pack("<I", block))


def _crypto_api_key(salt: bytes, bits: int) -> Key:
    start = _sha1(salt + _PASSWORD)
    size, filled = bits // 8, 16 if bits == 40 else bits // 8
    return lambda block: _sha1(start + struct.pack("<I", block))[:size].ljust(filled, b"\0")


def _md5(content: bytes) -> bytes:
    return hashlib.md5(content, usedforsecurity=False).digest()


def _sha1(content: bytes) -> bytes:
    return hashlib.sha1(content, usedforsecurity=False).digest()


def _xor(one: bytes, other: bytes) -> bytes:
    return (int.from_bytes(one) ^ int.from_bytes(other)).to_bytes(len(one))
