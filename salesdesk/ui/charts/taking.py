"""What charts share that are given one frozen value: taking it, its title, its words for nothing."""

from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

_IN_SUMMARY = 12


class _Told(Protocol):
    @property
    def title(self) -> str: ...
    @property
    def summary(self) -> str: ...
    @property
    def empty_text(self) -> str: ...


_Data = TypeVar("_Data", bound=_Told)


class TakesData(Generic[_Data]):
    """To be named before the base of a chart, which adds `refresh` and `hover_text`."""

    _data: _Data

    if TYPE_CHECKING:

        def refresh(self, title: str, summary: str) -> None: ...
        def hover_text(self, place: int) -> str: ...

    def place_count(self) -> int:
        """How many places the keys walk through."""
        raise NotImplementedError

    def set_data(self, data: _Data) -> None:
        self._data = data
        self.refresh(data.title, data.summary or self.summed_up())

    def title(self) -> str:
        return self._data.title

    def empty_text(self) -> str:
        return self._data.empty_text

    def summed_up(self) -> str:
        """One line for those who cannot see the chart, where the page gave none."""
        count = self.place_count()
        words = [self.hover_text(i).replace("\n", ", ") for i in range(min(count, _IN_SUMMARY))]
        return "; ".join([*words, *([f"and {count - _IN_SUMMARY} more"] if count > _IN_SUMMARY else [])])
