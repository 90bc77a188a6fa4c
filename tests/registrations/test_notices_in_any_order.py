"""Any order of changes, sign-ups and messages: everybody is told what is other than they know."""

import pytest
from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
)

from events.models.announced import Announced
from registrations import services
from registrations.models import Notice
from tests import factories
from tests.registrations import mail_causes as causes
from tests.registrations.any_order import try_any_order

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

ROOMS = st.sampled_from(["Sala 1", "Sala 2", "Sala 3"])


class Desk(RuleBasedStateMachine):
    """One event of one day; `known` is what the test itself remembers of everybody's knowledge."""

    def __init__(self):
        super().__init__()
        self.world = transaction.atomic()
        self.world.__enter__()
        self.boss = factories.staff()
        self.known = {}

    def teardown(self):
        transaction.set_rollback(True)
        self.world.__exit__(None, None, None)

    @initialize(room=ROOMS)
    def announce(self, room):
        self.event = factories.event(capacity=3)
        self.event.days.update(place=room)

    def room(self):
        return self.event.days.get().place

    def waiting(self):
        return Notice.objects.waiting().first()

    @rule()
    def sign_up(self):
        self.event.refresh_from_db()
        if not self.event.is_cancelled():
            registration = factories.registration(self.event)
            self.known[registration.participants.get()] = self.room()

    @rule(number=st.integers(0, 5))
    def leave(self, number):
        if self.known:
            person = list(self.known)[number % len(self.known)]
            del self.known[person]
            services.cancel(person.registration, causes.PERSON)

    @rule(room=ROOMS)
    def save(self, room):
        before = Announced.of(self.event)
        self.event.days.update(place=room)
        services.tell_later(self.event, before)

    @rule()
    def send(self):
        if notice := self.waiting():
            services.tell_now(self.event, seen=notice.changed_at, by=self.boss)
            self.known = dict.fromkeys(self.known, self.room())

    @rule()
    def withhold(self):
        """Who has not been told is taken to know it from then on."""
        if notice := self.waiting():
            services.tell_nobody(
                self.event, seen=notice.changed_at, reason="Literówka.", by=self.boss
            )
            self.known = dict.fromkeys(self.known, self.room())

    @invariant()
    def whoever_knows_something_else_will_be_told(self):
        mistaken = {person for person, known in self.known.items() if known != self.room()}
        notice = self.waiting()
        assert set(services.whom_to_tell(notice) if notice else []) == mistaken
        for person in mistaken:
            (difference,) = notice.differences_for(person)
            assert (difference.before.place, difference.after.place) == (
                self.known[person],
                self.room(),
            )


def test_changes_in_any_order_are_told_to_whoever_knows_something_else(operator):
    try_any_order(Desk, examples=20, steps=12)
