"""The Celery application: Postgres holds every intent, Redis only nudges."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "owes_portal.settings")
app = Celery("owes_portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
