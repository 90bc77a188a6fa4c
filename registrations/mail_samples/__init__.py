"""A sample of every mail in every variant, made by the very functions that write the mails."""

from collections.abc import Iterator

from registrations.mail_samples import (
    decisions,
    leaving,
    notices,
    office,
    reminders,
    signup,
    waiting,
)
from registrations.mail_samples.sample import Occasion, Sample

SAMPLES = [
    *signup.SAMPLES,
    *waiting.SAMPLES,
    *decisions.SAMPLES,
    *notices.SAMPLES,
    *leaving.SAMPLES,
    *reminders.SAMPLES,
    *office.SAMPLES,
]


def by_occasion() -> Iterator[tuple[Occasion, list[Sample]]]:
    """The samples of each occasion, in the order of a registration's life."""
    for occasion in Occasion:
        yield occasion, [sample for sample in SAMPLES if sample.occasion == occasion]


def sample_called(slug: str) -> Sample | None:
    """The one with that name in its address."""
    return next((sample for sample in SAMPLES if sample.slug == slug), None)
