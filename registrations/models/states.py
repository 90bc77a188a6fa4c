"""The states of a participant and what leads from one to another.

The table below is the only one: services, tests, the administration and docs/registration.md
all go by it.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Status(models.TextChoices):
    PENDING = "pending", _("waits for a decision")
    CONFIRMED = "confirmed", _("has a place")
    WAITING = "waiting", _("waiting list")
    OFFERED = "offered", _("has been offered a place")
    LAPSED = "lapsed", _("did not answer the offer in time")
    REFUSED = "refused", pgettext_lazy("participant", "not accepted")
    CANCELLED = "cancelled", pgettext_lazy("participant", "cancelled")


class Verb(models.TextChoices):
    SIGN_UP = "sign_up", _("signed up")
    APPROVE = "approve", _("accepted by staff")
    REFUSE = "refuse", _("not accepted by staff")
    OFFER = "offer", _("a place was offered")
    PASS_OVER = "pass_over", _("a place was offered to somebody further down")
    ACCEPT = "accept", _("the offer was accepted")
    DECLINE = "decline", _("the offer was declined")
    EXPIRE = "expire", _("the offer ended")
    WITHDRAW = "withdraw", _("the offer was withdrawn")
    GIVE = "give", _("a place was given by staff")
    REJOIN = "rejoin", _("came back to the list")
    CANCEL = "cancel", pgettext_lazy("change", "cancelled")
    MOVE = "move", _("moved to another event")
    MERGE = "merge", _("joined with another registration")
    EDIT = "edit", _("data changed")
    MESSAGE = "message", _("message sent")
    CAPACITY = "capacity", _("number of places changed")


# Who takes a place of the event, counted in Event.places_taken.
HOLDING = frozenset({Status.CONFIRMED, Status.OFFERED})
# Who may still come: has a place, waits for one or for a decision.
LIVE = HOLDING | {Status.PENDING, Status.WAITING}
# Who is out for good. Somebody whose offer lapsed may come back.
ENDED = frozenset({Status.REFUSED, Status.CANCELLED})
NOT_ENDED = frozenset(Status) - ENDED

NOBODY_YET = frozenset({""})

# What may happen to a participant: from which states, to which states.
TRANSITIONS = {
    Verb.SIGN_UP: (NOBODY_YET, {Status.PENDING, Status.CONFIRMED, Status.WAITING}),
    Verb.APPROVE: ({Status.PENDING}, {Status.CONFIRMED, Status.WAITING}),
    Verb.REFUSE: ({Status.PENDING}, {Status.REFUSED}),
    Verb.OFFER: ({Status.WAITING}, {Status.OFFERED}),
    Verb.PASS_OVER: ({Status.WAITING}, {Status.WAITING}),
    Verb.ACCEPT: ({Status.OFFERED}, {Status.CONFIRMED}),
    Verb.DECLINE: ({Status.OFFERED}, {Status.CANCELLED}),
    Verb.EXPIRE: ({Status.OFFERED}, {Status.LAPSED}),
    Verb.WITHDRAW: ({Status.OFFERED}, {Status.WAITING}),
    Verb.GIVE: ({Status.WAITING, Status.LAPSED}, {Status.CONFIRMED}),
    Verb.REJOIN: ({Status.LAPSED}, {Status.CONFIRMED, Status.WAITING}),
    Verb.CANCEL: (NOT_ENDED, {Status.CANCELLED}),
    Verb.MOVE: (NOT_ENDED, {Status.CONFIRMED, Status.WAITING}),
    Verb.MERGE: ({Status.PENDING}, {Status.PENDING, Status.CONFIRMED, Status.WAITING}),
}


def leads(verb, before, after) -> bool:
    """Whether the verb may lead from one state to the other."""
    sources, targets = TRANSITIONS[verb]
    return before in sources and after in targets
