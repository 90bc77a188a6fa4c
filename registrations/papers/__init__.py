"""The papers of an event: each a template, its facts and a name, made as PDF or shown as a page."""

from registrations.papers.attendance_list import ATTENDANCE_LIST
from registrations.papers.attendance_summary import ATTENDANCE_SUMMARY
from registrations.papers.badges import BADGES
from registrations.papers.catering import CATERING
from registrations.papers.door_list import DOOR_LIST
from registrations.papers.paper import Paper, Stage, event_on_paper
from registrations.papers.programme import PROGRAMME
from registrations.papers.receipts import CERTIFICATE_RECEIPT, MATERIALS_RECEIPT
from registrations.papers.transport import TRANSPORT

# In the order in which an organiser needs them.
PAPERS = (
    PROGRAMME,
    BADGES,
    CATERING,
    TRANSPORT,
    ATTENDANCE_LIST,
    DOOR_LIST,
    MATERIALS_RECEIPT,
    ATTENDANCE_SUMMARY,
    CERTIFICATE_RECEIPT,
)

__all__ = [
    "ATTENDANCE_LIST",
    "ATTENDANCE_SUMMARY",
    "BADGES",
    "CATERING",
    "CERTIFICATE_RECEIPT",
    "DOOR_LIST",
    "MATERIALS_RECEIPT",
    "PAPERS",
    "PROGRAMME",
    "TRANSPORT",
    "Paper",
    "Stage",
    "event_on_paper",
]
