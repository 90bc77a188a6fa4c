"""The Celery application: Postgres holds every intent, Redis only nudges."""

import os

from celery import Celery, Task
from django.db import close_old_connections, connection


class ConnectedTask(Task):
    """A task on a connection that outlives it: making one takes longer than sending a mail."""

    def __call__(self, *args, **kwargs):
        if not connection.in_atomic_block:  # A worker never is in one; who calls the task may be.
            close_old_connections()  # Only what is broken is closed, as before a request.
        return super().__call__(*args, **kwargs)


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "owes_portal.settings")
app = Celery("owes_portal", task_cls=ConnectedTask)
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
