"""Wake a worker without ever making a visitor wait for Redis.

A daemon thread publishes the task. If Redis refuses, hangs or is full, the nudge is lost and
the sweeper, which reads the rows, does the work a minute later.

Mails to many are nudged once each, but a task that takes whatever is due need not be published
for every one of them.
"""

import logging
import queue
import threading
from collections import Counter
from collections.abc import Iterable, Iterator

from celery import Task
from django.conf import settings

ENOUGH = 2  # tasks that take whatever is due: one for each process of the worker

logger = logging.getLogger(__name__)
_waiting: queue.Queue = queue.Queue(maxsize=1_000)
_start_lock = threading.Lock()
_thread: threading.Thread | None = None


def nudge(task: Task, pk: int) -> None:
    """Ask for `task(pk)` soon; returns at once and never raises."""
    if settings.CELERY_TASK_ALWAYS_EAGER:  # The fast tests have neither Redis nor a worker.
        task.delay(pk)
        return
    try:
        _waiting.put_nowait((task, pk))
    except queue.Full:
        logger.warning("%s %s is left to the sweeper", task.name, pk)
    else:
        _ensure_thread()


def _ensure_thread() -> None:
    """Start the thread in this very process: threads do not survive a fork."""
    global _thread
    with _start_lock:
        if _thread is None or not _thread.is_alive():
            _thread = threading.Thread(target=_publish_all, name="nudge", daemon=True)
            _thread.start()


def _publish_all() -> None:
    while True:
        for task, pk in _needed(_all_that_wait()):
            try:
                task.delay(pk)
            except Exception as failure:  # Whatever the broker does, the thread lives on.
                logger.warning("%s %s is left to the sweeper: %r", task.name, pk, failure)


def _all_that_wait() -> list[tuple[Task, int]]:
    """Wait for a nudge, and take those that wait behind it along."""
    nudges = [_waiting.get()]
    while not _waiting.empty():
        nudges.append(_waiting.get())
    return nudges


def _needed(nudges: Iterable[tuple[Task, int]]) -> Iterator[tuple[Task, int]]:
    """All but those whose work the tasks before them will find: their rows are committed."""
    published = Counter()
    for task, pk in nudges:
        published[task.name] += 1
        if published[task.name] <= ENOUGH or not getattr(task, "takes_what_is_due", False):
            yield task, pk
