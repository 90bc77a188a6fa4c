"""The nearest days of events, on the first page of the administration."""

from django import template
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from events.models import EventDay
from owes_portal.templatetags.typography import local_day

register = template.Library()
MOST = 5


@register.inclusion_tag("events/staff/_days_ahead.html", takes_context=True)
def days_ahead(context: dict) -> dict:
    """Today first, each with the way to its people, for those who may see them."""
    person = context.get("user") or AnonymousUser()
    if not person.has_perm("registrations.view_participant"):
        return {}
    days = EventDay.objects.announced().not_past().for_calendars()[:MOST]
    today = timezone.localdate()
    return {
        "days": [(day, local_day(day.starts_at) == today) for day in days],
        "may_see_attendance": person.has_perm("registrations.view_attendance"),
    }
