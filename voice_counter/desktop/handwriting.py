"""筆談: what is written by hand, on pages that both sides see. In memory only."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import Property, QObject, Signal, Slot

MOST_PAGES = 20


@dataclass(slots=True)
class _Page:
    strokes: list[list[tuple[float, float]]] = field(default_factory=list)
    widths: list[float] = field(default_factory=list)


class Handwriting(QObject):
    """Strokes as points of 0 to 1 in both directions, so that canvases of any size show the same.

    ``drawn`` tells of one new piece of a line, ``changed`` that the page is to be drawn anew.
    """

    changed = Signal()
    drawn = Signal(float, float, float, float, float)
    """From x, y to x, y, and the width of the pen (part of the canvas's height)."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pages = [_Page()]
        self._shown = 0
        self._drawing = False

    page = Property(int, lambda self: self._shown + 1, notify=changed)
    pages = Property(int, lambda self: len(self._pages), notify=changed)
    blank = Property(
        bool, lambda self: not any(page.strokes for page in self._pages), notify=changed
    )

    @Slot(result=list)
    def strokes(self) -> list[dict[str, object]]:
        """The page: ``width`` and ``points`` (x, y, x, y, …) of each stroke."""
        page = self._pages[self._shown]
        return [
            {"width": width, "points": [value for point in stroke for value in point]}
            for stroke, width in zip(page.strokes, page.widths, strict=True)
        ]

    @Slot(float, float, float)
    def begin(self, x: float, y: float, width: float) -> None:
        """The pen touches the page."""
        page = self._pages[self._shown]
        page.strokes.append([(_within(x), _within(y))])
        page.widths.append(width)
        self._drawing = True
        self.drawn.emit(_within(x), _within(y), _within(x), _within(y), width)
        if len(page.strokes) == 1:
            self.changed.emit()  # it is blank no more

    @Slot(float, float)
    def move(self, x: float, y: float) -> None:
        """The pen moves. Without a ``begin`` (the pen came in from outside) nothing is drawn."""
        if not self._drawing:
            return
        page = self._pages[self._shown]
        before = page.strokes[-1][-1]
        point = (_within(x), _within(y))
        page.strokes[-1].append(point)
        self.drawn.emit(*before, *point, page.widths[-1])

    @Slot()
    def end(self) -> None:
        """The pen is lifted, or was lost: what it drew stays."""
        self._drawing = False

    @Slot()
    def undo(self) -> None:
        """Take the last stroke of the page away."""
        page = self._pages[self._shown]
        if page.strokes:
            page.strokes.pop()
            page.widths.pop()
            self._drawing = False
            self.changed.emit()

    @Slot()
    def clearPage(self) -> None:  # noqa: N802
        """An empty page in the place of this one."""
        self._pages[self._shown] = _Page()
        self._drawing = False
        self.changed.emit()

    @Slot()
    def next(self) -> None:
        """The next page; behind the last one a new one, where there is anything on this."""
        last = self._shown == len(self._pages) - 1
        if last and self._pages[self._shown].strokes and len(self._pages) < MOST_PAGES:
            self._pages.append(_Page())
        self._show(self._shown + 1)

    @Slot()
    def previous(self) -> None:
        """The page before."""
        self._show(self._shown - 1)

    @Slot()
    def clear(self) -> None:
        """Forget everything: somebody else will write."""
        self._pages = [_Page()]
        self._shown = 0
        self._drawing = False
        self.changed.emit()

    def _show(self, number: int) -> None:
        if 0 <= number < len(self._pages):
            self._shown = number
            self._drawing = False
            self.changed.emit()


def _within(value: float) -> float:
    return min(max(value, 0.0), 1.0)
