"""The alarm on every page of the administration: nobody does the background work any more."""

from django import template
from django.contrib.auth.models import AnonymousUser

from owes_portal import pipeline

register = template.Library()


@register.inclusion_tag("owes_portal/staff/_alarm.html", takes_context=True)
def alarm(context: dict) -> dict:
    """Say it to those who may see the mail, for one query; it ends by itself."""
    person = context.get("user") or AnonymousUser()
    if not (person.is_staff and person.has_perm("owes_portal.view_outgoingmail")):
        return {}
    signs = pipeline.signs()
    return {"words": pipeline.alarms(signs)[:1], "is_fresh": pipeline.is_fresh(signs)}
