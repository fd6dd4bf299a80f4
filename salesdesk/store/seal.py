"""A seal on a closed workspace: damage that SQLite's own check cannot see, a digit flipped in a text, shows by it."""

from __future__ import annotations

import json
import secrets
import sqlite3
from pathlib import Path

from salesdesk.store.database import transaction
from salesdesk.store.files import sha256, write_whole

_COUNTER = slice(24, 28)  # SQLite's change counter in the header, one higher after each transaction


def seal_path(path: Path) -> Path:
    return path.with_suffix(".seal")


def mark(connection: sqlite3.Connection) -> str:
    """Writes a new mark into the file, so that a seal can only ever fit the very file it was made for."""
    token = secrets.token_hex(8)
    with transaction(connection):
        connection.execute("INSERT OR REPLACE INTO about VALUES ('seal', ?)", (token,))
    return token


def seal(path: Path, token: str) -> None:
    """To be called when the file is closed."""
    content = {"mark": token, "counter": _counter(path), "sha256": sha256(path)}
    write_whole(seal_path(path), json.dumps(content).encode())


def is_broken(connection: sqlite3.Connection, path: Path) -> bool:
    """True only if nobody has written since the seal was made and the bytes differ all the same."""
    try:
        content = json.loads(seal_path(path).read_bytes())
        token, counter, digest = content["mark"], content["counter"], content["sha256"]
    except (OSError, ValueError, TypeError, KeyError):
        return False  # after a crash there is no fitting seal; that is no damage
    marked = connection.execute("SELECT value FROM about WHERE key = 'seal'").fetchone()
    return bool(marked == (token,)) and counter == _counter(path) and digest != sha256(path)


def _counter(path: Path) -> int:
    with path.open("rb") as file:
        return int.from_bytes(file.read(_COUNTER.stop)[_COUNTER], "big")
