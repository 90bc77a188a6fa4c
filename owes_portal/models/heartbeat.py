"""When a worker last took a task from each queue: the proof that it works and not only runs."""

from datetime import timedelta

from django.db import models
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# A beat comes each minute, so an alarm is on within five minutes of a worker's death.
SILENT_AFTER = timedelta(minutes=4)


class HeartbeatQuerySet(models.QuerySet):
    def note(self, queue):
        """A task has just come out of that queue, by the database's clock."""
        self.bulk_create(
            [Heartbeat(queue=queue, at=Now())],
            update_conflicts=True,
            unique_fields=["queue"],
            update_fields=["at"],
        )


class Heartbeat(models.Model):
    queue = models.CharField(_("queue"), max_length=40, primary_key=True)
    at = models.DateTimeField(_("last sign of life"))

    objects = HeartbeatQuerySet.as_manager()

    class Meta:
        ordering = ["queue"]
        verbose_name = _("sign of life of a worker")
        verbose_name_plural = _("signs of life of the workers")

    def __str__(self):
        return self.queue

    def is_silent(self, at=None):
        return self.at < (at or timezone.now()) - SILENT_AFTER
