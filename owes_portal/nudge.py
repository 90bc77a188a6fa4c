"""Wake a worker without ever making a visitor wait for Redis.

A daemon thread publishes the task. If Redis refuses, hangs or is full, the nudge is lost and
the sweeper, which reads the rows, does the work a minute later.
"""

import logging
import queue
import threading

from celery import Task
from django.conf import settings

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
        task, pk = _waiting.get()
        try:
            task.delay(pk)
        except Exception as failure:  # Whatever the broker does, the thread lives on.
            logger.warning("%s %s is left to the sweeper: %r", task.name, pk, failure)
