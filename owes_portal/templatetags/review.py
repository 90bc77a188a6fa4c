"""A word on the first page of the administration when the declaration waits for its review."""

from django import template
from django.utils import timezone

from owes_portal.models.declaration import current_declaration
from owes_portal.review import lead_on

register = template.Library()


@register.inclusion_tag("owes_portal/staff/_review.html")
def review_notice() -> dict:
    """From 60 days before 31 March until somebody has reviewed it."""
    declaration, today = current_declaration(), timezone.localdate()
    if declaration is None:
        return {}
    due = declaration.review_due_on()
    is_due = today > due or lead_on(today, due)
    return {"declaration": declaration, "due": due} if is_due else {}
