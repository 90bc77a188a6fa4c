"""When somebody of the staff last looked at what had changed in an event."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from events.models import Event


class LastLookQuerySet(models.QuerySet):
    def for_person(self, event, person):
        return self.filter(event=event, person=person)


class LastLook(models.Model):
    event = models.ForeignKey(Event, models.CASCADE, related_name="+", verbose_name=_("event"))
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("who")
    )
    at = models.DateTimeField(_("when"))

    objects = LastLookQuerySet.as_manager()

    class Meta:
        verbose_name = _("last look")
        verbose_name_plural = _("last looks")
        constraints = [models.UniqueConstraint(fields=["event", "person"], name="last_look_is_one")]

    def __str__(self):
        return f"{self.person} {self.at:%d.%m.%Y}"

    @classmethod
    def remember(cls, event, person, at):
        """Everything up to that moment was seen; an older page does not bring things back."""
        look, is_new = cls.objects.get_or_create(event=event, person=person, defaults={"at": at})
        if not is_new and look.at < at:
            look.at = at
            look.save(update_fields=["at"])
