"""The municipalities that an input suggests."""

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from owes_portal.memory import remembered
from owes_portal.models.places import current_municipalities

register = template.Library()


@register.simple_tag
def municipality_list() -> SafeString:
    """A <datalist> called "municipalities"; it is long, so it is drawn once in a while."""
    return _drawn()


@remembered
def _drawn() -> SafeString:
    options = [place.label for place in current_municipalities()]
    return render_to_string("includes/_datalist.html", {"id": "municipalities", "options": options})
