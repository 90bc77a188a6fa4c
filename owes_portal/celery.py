"""The Celery application: Postgres holds every intent, Redis only nudges."""

import functools
import gc
import os
import resource

from celery import Celery, Task, bootsteps
from django.conf import settings
from django.db import close_old_connections, connection


class ConnectedTask(Task):
    """A task on a connection that outlives it: making one takes longer than sending a mail."""

    def __call__(self, *args, **kwargs):
        if not (self.request.called_directly or self.request.is_eager):
            _limit_memory()
        if not connection.in_atomic_block:  # A worker never is in one; who calls the task may be.
            close_old_connections()  # Only what is broken is closed, as before a request.
        return super().__call__(*args, **kwargs)


@functools.cache
def _limit_memory():
    """Once in each process of a worker: a task that wants more ends, and the machine lives on.

    Only what the process itself writes to is counted, not the code that it maps.
    """
    _, most = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(resource.RLIMIT_DATA, (settings.WORKER_MEMORY_MB * 1024**2, most))


class SharedMemory(bootsteps.Step):
    """What is loaded before the worker forks is left alone by the garbage collectors of its processes.

    They would write to every page of it, and each process would have a copy of its own.
    """

    def create(self, worker):
        from owes_portal import pdf

        pdf.load()
        gc.collect()
        gc.freeze()


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "owes_portal.settings")
app = Celery("owes_portal", task_cls=ConnectedTask)
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
# Apart from tasks.py, for it queues a mail, and who queues mails imports the tasks.
app.autodiscover_tasks(["owes_portal"], related_name="review")
app.steps["worker"].add(SharedMemory)
