"""The chosen filters of a list, each with a way to take it off."""

from django import template
from django_filters import FilterSet

from owes_portal.lists import choices_in
from owes_portal.questions import chosen_in
from owes_portal.templatetags.languages import as_spoken

register = template.Library()


@register.inclusion_tag("includes/_chips.html", takes_context=True)
def chips(context: dict, filters: FilterSet) -> dict:
    """Show each chosen filter with its value as a link to the first page of the list without it."""
    request = context["request"]
    return {
        "chips": [
            {
                "name": choice.label,
                "value": as_spoken(choice.value),
                "address": f"?{chosen_in(request, without=(choice.name, 'strona'))}",
            }
            for choice in choices_in(filters)
        ]
    }
