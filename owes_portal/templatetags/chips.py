"""The chosen filters of a list, each with a way to take it off."""

from django import template
from django.forms import BoundField
from django_filters import FilterSet

from owes_portal.lists import chosen_in

register = template.Library()


@register.inclusion_tag("includes/_chips.html", takes_context=True)
def chips(context: dict, filters: FilterSet) -> dict:
    """Show each chosen filter with its value as a link to the list without it."""
    request = context["request"]
    filters.is_valid()  # A wrong value beside them takes no other filter off.
    chosen = getattr(filters.form, "cleaned_data", {})
    return {
        "chips": [
            {
                "name": field.label,
                "value": _words(field, chosen[field.name]),
                "address": f"?{chosen_in(request, without=(field.name, 'strona'))}",
            }
            for field in filters.form
            if chosen.get(field.name)
        ]
    }


def _words(field: BoundField, value: object) -> str:
    """What the visitor saw when choosing; nothing for a check box, whose label says it all."""
    if value is True:
        return ""
    return str(dict(getattr(field.field, "choices", ())).get(value, value))
