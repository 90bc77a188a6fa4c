"""What the templates of papers need beside the portal's own filters."""

from django import template

from owes_portal.models import FundingMark

register = template.Library()

# Millimetres: the room between the margins of an upright A4, and around the marks.
ROOM, GAP = 182, 7
TALLEST, LOWEST = 12, 5


@register.filter
def strip_height(marks: list[FundingMark]) -> int:
    """The height in mm with which all marks stand in one line, so that none outdoes another."""
    breadth = sum(mark.width / mark.height for mark in marks)
    room = ROOM - GAP * (len(marks) - 1)
    return max(LOWEST, min(TALLEST, int(room / breadth))) if breadth else TALLEST
