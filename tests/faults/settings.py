"""The tests' settings for a web server of its own, whose mails really go through Redis."""

from tests.settings import *

CELERY_TASK_ALWAYS_EAGER = False
