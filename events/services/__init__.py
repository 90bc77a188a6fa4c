"""What writes several rows of events at once."""

from events.services.copies import Copy, copy_event, in_days
from events.services.remarks import remarks
from events.services.reports import note_people, people_who_came, report_to_start_with
from events.services.schedule import keep_schedule, take_turn

__all__ = [
    "Copy",
    "copy_event",
    "in_days",
    "keep_schedule",
    "note_people",
    "people_who_came",
    "remarks",
    "report_to_start_with",
    "take_turn",
]
