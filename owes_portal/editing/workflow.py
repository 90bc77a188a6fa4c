"""The way of a page from draft to archive: which steps there are, and what stands against one."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from owes_portal.models.publishing import Publishable

Status = Publishable.Status


class Step(NamedTuple):
    name: str  # sent by its button
    status: str  # that it leads to
    label: Promise


REVIEW = Step("review", Status.REVIEW, _("Save and pass on for checking"))
PUBLISH = Step("publish", Status.PUBLISHED, _("Save and publish"))
TAKE_BACK = Step("take-back", Status.DRAFT, _("Save and make it a draft again"))
ARCHIVE = Step("archive", Status.ARCHIVED, _("Save and move to the archive"))
WITHDRAW = Step("withdraw", Status.WITHDRAWN, _("Save and withdraw"))
PUBLISH_AGAIN = Step("publish", Status.PUBLISHED, _("Save and publish again"))

# What visitors have seen never becomes a draft again: its address goes on to answer for it.
STEPS = {
    Status.DRAFT: [PUBLISH, REVIEW],
    Status.REVIEW: [PUBLISH, TAKE_BACK],
    Status.ARCHIVED: [PUBLISH_AGAIN, WITHDRAW],
    Status.WITHDRAWN: [PUBLISH_AGAIN],
}
SEEN, NOT_SEEN_YET = [ARCHIVE, WITHDRAW], [TAKE_BACK]


def next_steps(row: Publishable, at: datetime | None = None) -> list[Step]:
    """Where the row may go from where it stands, the most usual way first."""
    if row.status == Status.PUBLISHED:
        return SEEN if row.has_appeared(at) else NOT_SEEN_YET
    return STEPS[row.status]


def step_named(row: Publishable, name: str) -> Step | None:
    """The row's next step of that name; None if it cannot be taken from where the row stands."""
    return next((step for step in next_steps(row) if step.name == name), None)


def refusals(row: Publishable, name: str, wanted: dict) -> Iterator[tuple[str | None, str]]:
    """Fields, each with what is wrong in it, if the stored row gets these values and goes there."""
    step = step_named(row, name)
    if name and step is None:
        yield None, _("Somebody else has moved this on meanwhile. Look at it, then choose again.")
    start = wanted.get("published_from")
    if row.has_appeared() and start and start > timezone.now():
        yield (
            "published_from",
            _("It has appeared already. Archive or withdraw it to take it off the website."),
        )
    end = wanted.get("published_until")
    if step and step.status == Status.PUBLISHED and end and end <= timezone.now():
        yield "published_until", _("This moment is over, so nobody would see the page.")
    if step == WITHDRAW and not wanted.get("withdrawal_reason"):
        yield "withdrawal_reason", _("Say why it is withdrawn.")


def take(row: Publishable, name: str, *, is_start_chosen: bool) -> None:
    """Put the row there; what appears for the first time appears now, unless somebody said when."""
    step = step_named(row, name)
    if step is None:
        return
    is_new = row.status in (Status.DRAFT, Status.REVIEW)
    if step == PUBLISH and is_new and not is_start_chosen:
        row.published_from = max(row.published_from, timezone.now())
    row.status = step.status
