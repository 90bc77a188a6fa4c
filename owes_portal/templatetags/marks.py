"""The strip of funding marks above a page."""

from collections.abc import Iterable

from django import template

from owes_portal.models import FundingMark

register = template.Library()

# In quarters of a rem: as wide as half of the narrowest screen, and how high a mark may be.
HALF, LOWEST, TALLEST = 34, 5, 14


@register.filter
def phone_height(marks: Iterable[FundingMark]) -> int:
    """The height with which two marks stand side by side on a phone, none higher than another."""
    broadest = max((mark.width / mark.height for mark in marks), default=1)
    return max(LOWEST, min(TALLEST, int(HALF / broadest)))
