"""Pages of staff about events."""

from events.staff.copies import copy_event
from events.staff.report import report
from events.staff.schedule import schedule

__all__ = ["copy_event", "report", "schedule"]
