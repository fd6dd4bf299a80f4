"""The currency of every amount: a column of its own, a sign beside it, or the format of its cell."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from salesdesk.reading.grid import Grid
from salesdesk.reading.numbers_currency import KRONE, KRONER, currency_code
from salesdesk.reading.typed import Mask, Typed


def as_codes(column: pd.Series) -> pd.Series:
    """A column of currencies ("€", "usd", "Euro") with the code of each; what is none stays as it stands."""
    texts = column.cat.categories if isinstance(column.dtype, pd.CategoricalDtype) else column.dropna().unique()
    meant = {text: currency_code(text) or text for text in texts}
    if all(text == code for text, code in meant.items()):
        return column
    return column.astype("str").map(meant, na_action="ignore").astype("category")


def as_formatted(grid: Grid, place: int, typed: Typed) -> Typed:
    """Amounts whose sign is only in the format of their cells; a sign in the cell or the header goes first."""
    shown = grid.currencies.get(str(grid.places[place]))
    if shown is None:
        return typed
    usual, others = shown
    codes = pd.Series(np.full(len(grid), usual, dtype=object))
    for code, rows in others.items():
        places = np.asarray(rows) - grid.first_row
        codes[places[(places >= 0) & (places < len(grid))]] = code
    if typed.currency is not None:
        codes = typed.currency.astype("str").astype(object).where(typed.currency.notna(), codes)
    names = " and ".join(dict.fromkeys((usual, *others)))
    said = f"{names}, as the cells are formatted" if typed.currency is None else ""
    column = codes.where(typed.values.notna(), None).astype("str").astype("category")
    return replace(typed, currency=column, decided="; ".join(filter(None, (typed.decided, said))))


def with_krone_of(typed: Typed, base: str | None) -> Typed:
    """A column in which "kr" is that of the one country which its cells name, else of the log's own currency."""
    codes = typed.values if typed.currency is None else typed.currency
    if not isinstance(codes.dtype, pd.CategoricalDtype) or KRONE not in codes.cat.categories:
        return typed
    named = KRONER & set(codes.dropna().unique()) or KRONER & {base}
    if len(named) != 1:
        return typed
    (code,) = named
    settled = codes.astype("str").replace(KRONE, code).astype("category")
    typed = replace(typed, decided="; ".join(filter(None, (f"kr is {code}", typed.decided))))
    return replace(typed, values=settled) if typed.currency is None else replace(typed, currency=settled)


def in_open_krone(codes: pd.Series) -> Mask:
    """The rows whose country nothing tells."""
    return np.asarray(codes.astype("str") == KRONE)
