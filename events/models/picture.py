"""Pictures of an event: the gallery of its report."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from events.models.event import Event
from owes_portal.models.pictures import Picture


class EventPicture(Picture):
    section, page_field = "wydarzenia", "event"

    event = models.ForeignKey(
        Event, models.CASCADE, related_name="pictures", verbose_name=_("event")
    )

    class Meta(Picture.Meta):
        abstract = False
