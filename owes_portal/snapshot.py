"""Much that is read as if it were read at once: whatever others commit meanwhile stays unseen."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Thread

from django.db import connection, transaction


@contextmanager
def of_one_moment() -> Iterator[None]:
    """Everything read within stands as it stood at the first question; nothing can be written.

    Inside of a transaction, the moment is that one's own affair. Danger: PostgreSQL ends a
    transaction that asks nothing for a minute, so no single step within may take that long.
    """
    if connection.in_atomic_block:
        yield
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def told_beside[**P](tell: Callable[P, None]) -> Callable[P, None]:
    """The same function, which can write although the moment is being read: by another connection."""

    def told(*args: P.args, **kwargs: P.kwargs) -> None:
        thread = Thread(target=_tell, args=(tell, args, kwargs))
        thread.start()
        thread.join()

    return tell if connection.in_atomic_block else told


def _tell(tell: Callable, args: tuple, kwargs: dict) -> None:
    try:
        tell(*args, **kwargs)
    finally:
        connection.close()
