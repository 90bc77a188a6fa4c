"""The parts of the sign-up form on its page."""

from crispy_forms.utils import render_crispy_form
from django import template
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from events.models import Event
from owes_portal.memory import remembered
from registrations.forms import SignupForm
from registrations.forms.part import Part

register = template.Library()


@register.simple_tag
def signup_part(form: SignupForm, part: Part) -> SafeString:
    """Draw a part; not the closing, which differs for each visitor before anything is typed."""
    if form.is_bound or form.for_staff:
        return render_crispy_form(part)
    return _known_empty(form.event.pk, get_language())[form.parts.index(part)]


@remembered
def _known_empty(event_pk: int, language: str) -> list[SafeString]:
    """Drawing these fields again would be half of what the page costs.

    The event is read here, so after the stamp: an older one would stay remembered.
    """
    form = SignupForm(Event.objects.for_reading().get(pk=event_pk))
    return [render_crispy_form(part) for part in (form.contact, form.common, *form.people)]
