"""Rows of one sheet on their way into a table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from salesdesk.reading.typed import Mask


@dataclass(frozen=True, eq=False)
class Piece:
    """``rows`` are row numbers in the file. Columns may include the parts that are worked into declared ones."""

    table: str
    source: int
    columns: Mapping[str, pd.Series]
    date_only: Mapping[str, Mask]
    rows: npt.NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.rows)

    def keep(self, mask: Mask) -> Piece:
        """The rows under the mask; the same piece if that is all of them."""
        if mask.all():
            return self
        columns = {name: column[mask].reset_index(drop=True) for name, column in self.columns.items()}
        return replace(
            self,
            columns=columns,
            date_only={name: whole[mask] for name, whole in self.date_only.items()},
            rows=self.rows[mask],
        )

    def with_columns(self, **columns: pd.Series) -> Piece:
        return replace(self, columns={**self.columns, **columns})

    def with_dates(self, **dates: tuple[pd.Series, Mask]) -> Piece:
        """Date columns together with their marks for dates without a time."""
        return replace(
            self,
            columns={**self.columns, **{name: series for name, (series, _) in dates.items()}},
            date_only={**self.date_only, **{name: whole for name, (_, whole) in dates.items()}},
        )

    def without(self, *names: str) -> Piece:
        return replace(
            self,
            columns={name: column for name, column in self.columns.items() if name not in names},
            date_only={name: whole for name, whole in self.date_only.items() if name not in names},
        )

    def whole_days(self, name: str) -> Mask:
        """Which dates of a column came without a time of day."""
        return self.date_only.get(name, np.zeros(len(self), dtype=bool))

    def texts(self, name: str) -> pd.Series:
        """A text or choice column as plain texts, "" where blank."""
        return self.columns[name].astype(object).fillna("").astype(str)
