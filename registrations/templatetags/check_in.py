"""The code that a person shows at the door."""

from django import template
from django.utils.safestring import SafeString

from owes_portal import qr
from registrations import check_in
from registrations.models import Participant

register = template.Library()


@register.simple_tag
def check_in_code(person: Participant) -> SafeString:
    """The person's code as a picture."""
    return qr.drawn(check_in.code_of(person))
