"""Certificates issued, replaced and revoked by many at once on a real database."""

from collections import Counter
from functools import partial

import pytest
from django.db import transaction

from owes_portal import nudge
from owes_portal.models import Document, NumberSeries
from registrations import services
from registrations.models import Certificate, CertificateDeed
from tests import factories
from tests.factories_papers import attendee, certificate, past_event
from tests.faults.crowd import at_once, failures, forget_the_lock

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]

CONNECTIONS = 8


@pytest.fixture(autouse=True)
def _papers_wait(settings):
    """Nobody builds papers here: the rows are what counts."""
    settings.CELERY_TASK_ALWAYS_EAGER = False
    yield
    nudge._waiting.queue.clear()


@pytest.fixture
def bob(operator):
    return factories.staff(username="bob")


def event_with(people):
    event = past_event()
    return event, [attendee(event, last_name=f"Nowak{number}") for number in range(people)]


def issues(events, bob, times):
    """So many members of staff press the button for each of the events."""
    return [
        partial(services.issue_certificates, event, people, by=bob)
        for _ in range(times)
        for event, people in events
    ]


def and_fail(issue):
    """The machine breaks down before all is written."""
    with transaction.atomic():
        issue()
        raise RuntimeError


def running_numbers():
    return sorted(int(one.number[-4:]) for one in Certificate.objects.all())


def in_force():
    """How many valid certificates each person has."""
    people = Certificate.objects.in_force().values_list("participant", flat=True)
    return Counter(people)


def test_certificates_of_several_events_at_once_have_numbers_without_gaps(bob):
    events = [event_with(10) for _ in range(4)]

    results = at_once(issues(events, bob, times=6), connections=CONNECTIONS)

    assert failures(results) == []
    assert running_numbers() == list(range(1, 41))
    assert set(in_force().values()) == {1}
    assert CertificateDeed.objects.filter(verb="issue").count() == 40
    assert Document.objects.filter(kind="certificate").count() == 40


def test_certificates_that_are_rolled_back_leave_no_gap(bob):
    events = [event_with(5) for _ in range(4)]
    deeds = [partial(and_fail, issue) for issue in issues(events, bob, times=2)]

    results = at_once([*deeds, *issues(events, bob, times=2)], connections=CONNECTIONS)

    assert len(failures(results)) == 8
    assert running_numbers() == list(range(1, 21))
    assert NumberSeries.objects.get(prefix="Z").last == 20


def test_certificates_at_once_without_the_lock_are_refused_by_the_net(bob, monkeypatch):
    """The control: without the lock two would be issued for one person, if the net did not hold."""
    forget_the_lock(monkeypatch)
    event = event_with(20)

    results = at_once(issues([event], bob, times=16), connections=CONNECTIONS)

    assert failures(results), "nobody met anybody, so the tests above prove nothing"
    assert set(in_force().values()) == {1}


def test_a_certificate_replaced_and_revoked_at_once_ends_in_one_way(bob):
    made = [certificate(attendee(past_event()), by=bob) for _ in range(10)]
    reason = {"reason": "Pomyłka.", "by": bob}
    deeds = [
        partial(deed, one, **reason)
        for one in made
        for deed in (services.revoke_certificate, services.reissue_certificate) * 2
    ]

    results = at_once(deeds, connections=CONNECTIONS)

    refused = [one for one in results if isinstance(one, services.RegistrationRefused)]
    ends = CertificateDeed.objects.filter(verb__in=["revoke", "reissue"])
    assert (len(refused), len(failures(results))) == (30, 30)
    assert sorted(ends.values_list("certificate", flat=True)) == [one.pk for one in made]
    assert set(in_force().values()) <= {1}
    assert running_numbers() == list(range(1, len(running_numbers()) + 1))


def test_a_certificate_issued_anew_while_it_is_revoked_is_one(bob):
    event, people = event_with(6)
    made = services.issue_certificates(event, people, by=bob)
    revoke = [partial(services.revoke_certificate, one, reason="Pomyłka.", by=bob) for one in made]

    results = at_once([*revoke, *issues([(event, people)], bob, 10)], connections=CONNECTIONS)
    services.issue_certificates(event, people, by=bob)

    assert failures(results) == []
    assert in_force() == {person.pk: 1 for person in people}
    assert running_numbers() == list(range(1, 13))
