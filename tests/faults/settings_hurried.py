"""The portal's settings for a beat that asks for everything each second."""

from tests.faults.settings import *

CELERY_BEAT_SCHEDULE = {
    name: entry | {"schedule": 1.0} for name, entry in CELERY_BEAT_SCHEDULE.items()
}
