"""Events that are over, with people who were there; their certificates and signed lists."""

import copy
import uuid
from datetime import timedelta

from django.db.models.base import ModelState
from django.utils import timezone

from registrations import services
from registrations.models import Attendance, Certificate, Participant, SignedList
from registrations.models.certificate import new_code
from registrations.uploads import CheckedFile
from tests import factories
from tests.factories_library import pdf


def past_event(*, days=2, days_ago=3, **fields):
    """An event of so many days of 8 teaching hours each; the last one was so many days ago."""
    first = timezone.localtime(timezone.now()) - timedelta(days=days_ago + days - 1)
    starts_at = first.replace(hour=9, minute=0, second=0, microsecond=0)
    return factories.event(days=days, starts_at=starts_at, **fields)


def attendee(event, *, days=None, hours=None, **fields):
    """Somebody with a place who was there on the first so many days, or on all of them."""
    person = factories.participant(event, **fields)
    for day in list(event.days.all())[:days]:
        Attendance.objects.create(participant=person, day=day, state="present", hours=hours)
    return person


def certificate(person=None, *, by=None, **fields):
    """A certificate as staff issue it."""
    person = person or attendee(past_event())
    by = by or factories.staff()
    made = services.issue_certificates(person.event, [person], by=by)[0]
    Certificate.objects.filter(pk=made.pk).update(**fields)
    made.refresh_from_db()
    return made


def more_certificates(made, count):
    """So many more like that one, each of a person of the same registration."""
    keys = [uuid.uuid4() for _ in range(count)]
    people = [_like(made.participant, key=key, token_hash=key.hex) for key in keys]
    Participant.objects.bulk_create(people)
    Certificate.objects.bulk_create(
        _like(made, participant=person, number=f"{made.number}-{place}", code=new_code())
        for place, person in enumerate(people)
    )


def _like(row, **fields):
    new = copy.copy(row)
    new.pk, new._state = None, ModelState()
    for name, value in fields.items():
        setattr(new, name, value)
    return new


def signed_list(day=None, *, by=None, content=None, name="lista.pdf", pages=1, number="", **fields):
    """The scan of a day's list; what does not end as a PDF is a JPEG."""
    kind = "application/pdf" if name.endswith(".pdf") else "image/jpeg"
    made = services.file_signed_list(
        day or past_event(days=1).days.get(),
        CheckedFile(name, kind, content or pdf(pages=pages)),
        by=by or factories.user(is_staff=True),
        pages=pages,
        number=number,
    )
    SignedList.objects.filter(pk=made.pk).update(**fields)
    return SignedList.objects.for_reading().get(pk=made.pk)
