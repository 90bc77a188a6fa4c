"""Which places of events a page has told of while it was drawn: they change without the content stamp."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class ShownPlaces:
    """How many were taken, by the number of the event."""

    def __init__(self) -> None:
        self.taken: dict[int, int] = {}
        self.can_be_checked = True

    def add(self, event: int, taken: int) -> None:
        """Told twice in two ways, a place was taken meanwhile: such a page is true of no moment."""
        if self.taken.setdefault(event, taken) != taken:
            self.can_be_checked = False

    def add_all(self) -> None:
        """Events were chosen by their places: those that are not shown count too."""
        self.can_be_checked = False


class _Page(threading.local):
    """The page that this thread draws."""

    shown: ShownPlaces | None = None


_page = _Page()


@contextmanager
def noticed() -> Iterator[ShownPlaces]:
    """Gather all that is told within it."""
    _page.shown = shown = ShownPlaces()
    try:
        yield shown
    finally:
        _page.shown = None


def tell(event: int | None, taken: int) -> None:
    """Whoever reads the places of an event says so."""
    if _page.shown is not None and event is not None:
        _page.shown.add(event, taken)


def tell_of_all() -> None:
    """Whoever asks PostgreSQL for events by their places says so."""
    if _page.shown is not None:
        _page.shown.add_all()
