"""Filters that work as soon as one is chosen, where a browser runs scripts."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()

# A short pause, for whoever walks through the options by keyboard; the last choice counts.
ATTRIBUTES = (
    'data-hx-get="{}" data-hx-trigger="change delay:300ms, submit" data-hx-target="#results"'
    ' data-hx-push-url="true" data-hx-sync="this:replace"'
)


@register.simple_tag(takes_context=True)
def live(context: dict) -> SafeString:
    """The attributes of the form: what was found comes into #results, how much into #found."""
    return format_html(ATTRIBUTES, context["request"].path)
