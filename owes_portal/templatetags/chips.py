"""The chosen filters of a list, each with a way to take it off."""

from django import template
from django.forms import BoundField
from django.http import QueryDict
from django_filters import FilterSet

register = template.Library()


@register.inclusion_tag("includes/_chips.html", takes_context=True)
def chips(context: dict, filters: FilterSet) -> dict:
    """Show each chosen filter with its value as a link to the list without it."""
    query = context["request"].GET
    chosen = filters.form.cleaned_data if filters.is_valid() else {}
    return {
        "chips": [
            {
                "name": field.label,
                "value": _words(field, chosen[field.name]),
                "address": _without(query, field.name),
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


def _without(query: QueryDict, name: str) -> str:
    """The address of the first page of the same list without that filter."""
    rest = query.copy()
    for gone in (name, "strona"):
        rest.pop(gone, None)
    return f"?{rest.urlencode()}"
