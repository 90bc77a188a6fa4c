"""Staff save an event while people are told of its change: each is told once, and what is true."""

import re
from datetime import timedelta
from functools import partial

import pytest
from django.db import transaction
from django.utils import timezone

from events.models.announced import Announced
from owes_portal.models import OutgoingMail
from registrations import services
from registrations.models import Change, Notice
from registrations.services import notices
from tests import factories
from tests.faults.crowd import at_once, failures, forget_the_lock

pytestmark = [
    pytest.mark.faults,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("mails_wait"),
]

PEOPLE = 5


@pytest.fixture
def event(operator):
    event = factories.event(capacity=PEOPLE)
    event.days.update(place="Sala 0")
    for _ in range(PEOPLE):
        factories.registration(event)
    return event


@transaction.atomic
def save(event, room):
    """As the administration does: the event's row is locked before anything is read."""
    event = services.lock(event)
    before = Announced.of(event)
    event.days.update(place=f"Sala {room}")
    return services.tell_later(event, before)


def mails():
    return OutgoingMail.objects.filter(template__endswith="changed").order_by("pk")


def tellings():
    return Change.objects.filter(verb="message").count()


def change_that_is_due(event):
    save(event, 1)
    Notice.objects.update(due_at=timezone.now() - timedelta(minutes=1))


def test_two_workers_and_staff_at_once_tell_everybody_once(event, bob):
    change_that_is_due(event)
    by_staff = partial(services.tell_now, event, seen=Notice.objects.get().changed_at, by=bob)

    results = at_once([partial(services.tell_if_due, event)] * 10 + [by_staff], connections=11)

    refused = [one for one in results if isinstance(one, services.RegistrationRefused)]
    assert len(failures(results)) == len(refused)
    assert (mails().count(), tellings()) == (PEOPLE, PEOPLE)


def test_two_workers_at_once_without_the_lock_both_tell(event, monkeypatch):
    """The control; even then the mails' own keys keep a second one back."""
    change_that_is_due(event)
    forget_the_lock(monkeypatch)

    at_once([partial(services.tell_if_due, event)] * 10, connections=10)

    assert tellings() > PEOPLE
    assert mails().count() == PEOPLE


def test_saving_while_it_is_told_leaves_nobody_with_something_else_than_holds(event, monkeypatch):
    monkeypatch.setattr(notices, "PAUSE", timedelta(0))
    deeds = []
    for room in range(1, 31):
        deeds += [partial(save, event, room), partial(services.tell_if_due, event)]

    results = at_once(deeds, connections=8)
    services.tell_if_due(event)

    assert failures(results) == []
    final = event.days.get().place.removeprefix("Sala ")
    for recipient in set(mails().values_list("recipient", flat=True)):
        told = [rooms(mail) for mail in mails().filter(recipient=recipient)]
        knows = [was for was, _now in told] + [told[-1][1]]
        assert knows == ["0", *(now for _was, now in told)]
        assert knows[-1] == final
    assert len({mail.recipient for mail in mails()}) == PEOPLE
    assert not Notice.objects.waiting().exists()


def rooms(mail):
    """The room that was, and the room that is now."""
    was, now, *_days = re.findall(r"Sala (\d+)", mail.text)
    return was, now
