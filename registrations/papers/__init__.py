"""The papers of an event: each a template, its facts and a name, made as PDF or shown as a page."""

from registrations.papers.attendance_list import ATTENDANCE_LIST
from registrations.papers.paper import Paper, event_on_paper

# In the order in which an organiser needs them.
PAPERS = (ATTENDANCE_LIST,)

__all__ = ["ATTENDANCE_LIST", "PAPERS", "Paper", "event_on_paper"]
