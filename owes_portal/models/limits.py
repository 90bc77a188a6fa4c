"""How often something was done within one window of time; owes_portal/limits.py counts here."""

from datetime import timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# No statement that still counts in a window is that late, so counting and deleting never meet.
LATE_AT_MOST = timedelta(minutes=1)


class LimitWindowQuerySet(models.QuerySet):
    def over(self, at=None):
        """Windows in which nothing is counted any more. See also LimitWindow.is_over()."""
        return self.filter(ends_at__lt=(at or timezone.now()) - LATE_AT_MOST)


class LimitWindow(models.Model):
    key = models.UUIDField(_("key"), primary_key=True, editable=False)
    ends_at = models.DateTimeField(_("ends"))
    count = models.PositiveIntegerField(_("how often"))

    objects = LimitWindowQuerySet.as_manager()

    class Meta:
        verbose_name = _("window of a limit")
        verbose_name_plural = _("windows of limits")

    def __str__(self):
        return str(self.key)

    def is_over(self, at=None):
        return self.ends_at < (at or timezone.now()) - LATE_AT_MOST
