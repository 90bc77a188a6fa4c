"""Ticks of several phones, sent late, twice and out of order: nothing is lost, nothing is double."""

import contextlib
import uuid
from datetime import timedelta
from itertools import pairwise

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    invariant,
    rule,
)

from registrations import services
from registrations.models import Attendance, Tick
from registrations.services import Said
from tests import factories
from tests.registrations.any_order import try_any_order

pytestmark = pytest.mark.django_db

PEOPLE = st.integers(0, 2)
STATES = st.sampled_from(["present", "absent", "excused", ""])
HOURS = st.sampled_from([None, 1, 8])


class Phones(RuleBasedStateMachine):
    """A day that goes on; a touch is kept by the phone, and arrives when the network lets it."""

    touches = Bundle("touches")

    def __init__(self):
        super().__init__()
        self.world = transaction.atomic()
        self.world.__enter__()
        event = factories.event(starts_at=timezone.now() - timedelta(hours=1))
        self.day, self.by = event.days.get(), factories.staff()
        self.people = [factories.participant(event) for _ in range(3)]
        self.received = {}

    def teardown(self):
        transaction.set_rollback(True)
        self.world.__exit__(None, None, None)

    @rule(target=touches, person=PEOPLE, state=STATES, hours=HOURS, behind=st.integers(0, 2))
    def touch(self, person, state, hours, behind):
        """On a screen that may show what was true some ticks ago."""
        person = self.people[person]
        seen = max(0, self.revision(person) - behind)
        hours = hours if state == "present" else None
        return person, Said(state, hours=hours, seen=seen, key=uuid.uuid4())

    @rule(touch=touches)
    def arrive(self, touch):
        """For the first time, or once more because the answer was lost."""
        person, said = touch
        with contextlib.suppress(services.TickedOtherwise):
            services.tick(person, self.day, said, by=self.by)
            self.received[said.key] = touch

    @invariant()
    def log_leads_to_how_things_stand(self):
        for person in self.people:
            lines = list(Tick.objects.filter(participant=person))
            stands = Attendance.objects.filter(participant=person).first()
            assert all(one.after == other.before for one, other in pairwise(lines))
            told = (lines[-1].after, lines[-1].hours) if lines else ("", None)
            assert told == ((stands.state, stands.hours) if stands else ("", None))
            assert self.revision(person) == changes(lines)

    @invariant()
    def what_was_received_is_in_the_log(self):
        lines = dict(Tick.objects.values_list("key", "after"))
        for key, (_person, said) in self.received.items():
            assert lines.get(key, "") == said.state

    @invariant()
    def what_was_received_may_come_again(self):
        before = (list(Tick.objects.values()), list(Attendance.objects.values()))
        for person, said in self.received.values():
            with contextlib.suppress(services.TickedOtherwise):
                services.tick(person, self.day, said, by=self.by)
        assert (list(Tick.objects.values()), list(Attendance.objects.values())) == before

    def revision(self, person):
        known = Attendance.objects.filter(participant=person).first()
        return known.revision if known else 0


def changes(lines):
    """How many lines said something else than the one before."""
    said = [("", None), *((line.after, line.hours) for line in lines)]
    return sum(one != other for one, other in pairwise(said))


def test_ticks_in_any_order_leave_a_log_that_is_true(db):
    try_any_order(Phones, examples=8, steps=15)
