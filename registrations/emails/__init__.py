"""Mails to people who signed up: one function each, named like its templates.

No mail holds what somebody typed, but the number of people: an address may be a stranger's.
What staff have written may stand in it: their reasons and their messages.
"""

from registrations.emails.certificates import certificates
from registrations.emails.decisions import (
    approved,
    message,
    message_as_read,
    moved,
    need_answered,
    refused,
)
from registrations.emails.leaving import cancellation, people_cancelled
from registrations.emails.notices import called_off, changed, notice_as_read
from registrations.emails.reminders import (
    not_thanked,
    reminder,
    tells_days_of,
    thanks,
    thanks_as_read,
)
from registrations.emails.signup import (
    confirmation,
    link_again,
    own_link_again,
    own_place,
    people_added,
    second_form,
)
from registrations.emails.waiting import offer, offer_lapsed, offer_withdrawn, place_given

__all__ = [
    "approved",
    "called_off",
    "cancellation",
    "certificates",
    "changed",
    "confirmation",
    "link_again",
    "message",
    "message_as_read",
    "moved",
    "need_answered",
    "not_thanked",
    "notice_as_read",
    "offer",
    "offer_lapsed",
    "offer_withdrawn",
    "own_link_again",
    "own_place",
    "people_added",
    "people_cancelled",
    "place_given",
    "refused",
    "reminder",
    "second_form",
    "tells_days_of",
    "thanks",
    "thanks_as_read",
]
