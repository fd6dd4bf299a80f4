"""The two ways in which a command ends without an answer."""

from collections.abc import Sequence


class UsageError(Exception):
    """Wrong usage; the message is one sentence that says what would be right."""


class RefusedError(Exception):
    """Nothing was done; each reason is one plain line."""

    def __init__(self, reasons: Sequence[str]) -> None:
        super().__init__("; ".join(reasons))
        self.reasons = tuple(reasons)
