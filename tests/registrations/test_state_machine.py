"""Any order of deeds at two events: after each of them every place is accounted for."""

import contextlib
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
)

from registrations import services
from registrations.models import Invitation, Participant, Registration
from tests import factories
from tests.registrations.any_order import try_any_order
from tests.registrations.invariants import faults

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

NUMBERS = st.integers(0, 7)
PEOPLE = st.integers(1, 3)
TOGETHER = st.sampled_from([None, True, False])
CAPACITIES = st.integers(0, 4)
GIVEN = ("waiting", "lapsed")
BY_PHONE = services.by_person("asked by telephone")


def may_be_refused():
    """A refusal changes nothing, and that is what the invariants see."""
    return contextlib.suppress(services.RegistrationRefused)


class Office(RuleBasedStateMachine):
    """Two events; each deed is done to the row that the number picks, if there is one."""

    def __init__(self):
        super().__init__()
        self.world = transaction.atomic()
        self.world.__enter__()
        self.boss = factories.staff()
        self.events = []

    def teardown(self):
        transaction.set_rollback(True)
        self.world.__exit__(None, None, None)

    @initialize(
        capacities=st.tuples(CAPACITIES, CAPACITIES),
        mode=st.sampled_from(["open", "approval"]),
        has_list=st.sampled_from([True, True, False]),
        people=st.integers(0, 5),
    )
    def open_events(self, capacities, mode, has_list, people):
        first, second = capacities
        self.events = [
            factories.event(capacity=first),
            factories.event(capacity=second, signup_mode=mode, has_waiting_list=has_list),
        ]
        self.invitations = [self.invitation(event) for event in self.events]
        for _ in range(people):
            factories.registration(self.events[0])

    def invitation(self, event):
        made = Invitation(event=event, label="Gmina", places=4)
        made.set_token()
        made.save()
        return made

    @invariant()
    def every_place_is_accounted_for(self):
        assert faults(*self.events) == []

    def event(self, number):
        return self.events[number % 2]

    def pick(self, rows, number):
        rows = list(rows.order_by("pk"))
        return rows[number % len(rows)] if rows else None

    def live(self, number):
        return self.pick(Registration.objects.live(), number)

    # People come

    def sign_up_with(self, event, **fields):
        with may_be_refused():
            services.register(event, factories.submission(**fields))

    @rule(number=NUMBERS, people=PEOPLE, together=TOGETHER)
    def sign_up(self, number, people, together):
        self.sign_up_with(self.event(number), people=people, together=together)

    @rule(number=NUMBERS, people=PEOPLE)
    def sign_up_with_an_invitation(self, number, people):
        invitation = self.invitations[number % 2]
        self.sign_up_with(self.event(number), people=people, invitation=invitation)

    @rule(number=NUMBERS, people=PEOPLE, together=TOGETHER, beyond=st.sampled_from(["", "mayor"]))
    def staff_enter(self, number, people, together, beyond):
        submission = factories.submission(people=people, together=together, source="desk")
        with may_be_refused():
            services.enter(self.event(number), submission, by=self.boss, over_capacity=beyond)

    @rule(number=NUMBERS, people=PEOPLE)
    def add_people(self, number, people):
        if registration := self.live(number):
            new = [factories.person(last_name="Nowak") for _ in range(people)]
            with may_be_refused():
                services.add_people(registration, new, BY_PHONE)

    @rule(number=NUMBERS, names=st.lists(st.sampled_from(["Kowal", "Nowak", "Lis"]), min_size=1))
    def send_a_second_form(self, number, names):
        if known := self.live(number):
            people = [factories.person(last_name=name) for name in names[:3]]
            self.sign_up_with(known.event, people=people, email=known.email)

    @rule(number=NUMBERS, is_too_late=st.booleans())
    def confirm_a_second_form(self, number, is_too_late):
        if double := self.pick(Registration.objects.doubles(), number):
            if is_too_late:
                services.cancel(double.double_of, BY_PHONE)
            with may_be_refused():
                services.confirm_second_form(double)
        else:
            self.send_a_second_form(number, ["Kowal", "Lis"])

    @rule()
    def forget_second_forms(self):
        services.forget_second_forms(timezone.now() + timedelta(days=4))

    # People go

    @rule(number=NUMBERS)
    def cancel(self, number):
        if registration := self.live(number):
            services.cancel(registration, BY_PHONE)

    @rule(number=NUMBERS)
    def cancel_one(self, number):
        if person := self.pick(Participant.objects.not_ended(), number):
            services.cancel_people(person.registration, [person], BY_PHONE)

    # Offers

    def offer(self, number):
        """The people of a registration who have an open offer; if nobody has one, make some."""
        offered = Participant.objects.offered()
        if not offered.exists():
            self.sign_up_with(self.event(number), people=2, together=number > 4)
            self.widen(number)
        person = self.pick(offered, number)
        return list(person.registration.participants.offered()) if person else []

    @rule(number=NUMBERS)
    def accept(self, number):
        if people := self.offer(number):
            assert services.accept(people[0].event, people, BY_PHONE) == people

    @rule(number=NUMBERS)
    def decline(self, number):
        if people := self.offer(number):
            assert services.decline(people[0].event, people[:1], BY_PHONE) == people[:1]

    @rule(number=NUMBERS)
    def let_an_offer_lapse(self, number):
        if people := self.offer(number):
            ended = timezone.now() - timedelta(minutes=1)
            people[0].registration.participants.offered().update(offer_ends_at=ended)
            assert services.expire(people[0].event) == len(people)

    @rule(number=NUMBERS)
    def come_back(self, number):
        if person := self.pick(Participant.objects.lapsed(), number):
            with may_be_refused():
                services.rejoin(person)
        else:
            self.let_an_offer_lapse(number)

    @rule(number=NUMBERS)
    def stop_waiting_together(self, number):
        bound = Registration.objects.live().filter(keep_together=True)
        if registration := self.pick(bound, number):
            services.stop_waiting_together(registration)

    # Staff decide

    def undecided(self, number):
        people = Participant.objects.pending().filter(registration__double_of=None)
        if not people.exists():
            self.sign_up_with(self.events[1], people=2, together=number > 4)
        person = self.pick(people, number)
        return person and person.registration

    @rule(number=NUMBERS)
    def approve(self, number):
        if registration := self.undecided(number):
            with may_be_refused():
                services.approve(registration, by=self.boss, reason="fits")

    @rule(number=NUMBERS)
    def refuse(self, number):
        if registration := self.undecided(number):
            services.refuse(registration, by=self.boss, reason="not for companies")

    @rule(number=NUMBERS, beyond=st.booleans())
    def give_place(self, number, beyond):
        if person := self.pick(Participant.objects.filter(status__in=GIVEN), number):
            with may_be_refused():
                services.give_place(person, by=self.boss, reason="speaks", over_capacity=beyond)

    @rule(number=NUMBERS, capacity=CAPACITIES)
    def change_capacity(self, number, capacity):
        with may_be_refused():
            services.change_capacity(self.event(number), capacity, by=self.boss)

    @rule(number=NUMBERS)
    def narrow(self, number):
        event = self.event(number)
        with may_be_refused():
            services.change_capacity(event, max(0, event.capacity - 1), by=self.boss)

    @rule(number=NUMBERS)
    def widen(self, number):
        event = self.event(number)
        services.change_capacity(event, event.capacity + 1, by=self.boss)

    @rule(number=NUMBERS)
    def move(self, number):
        if registration := self.live(number):
            other = next(event for event in self.events if event.pk != registration.event_id)
            with may_be_refused():
                services.move(registration, other, by=self.boss, reason="nearer home")

    @rule(number=NUMBERS, other=NUMBERS)
    def merge(self, number, other):
        one = self.live(number)
        two = one and self.pick(one.event.registrations.live().exclude(pk=one.pk), other)
        if two:
            with may_be_refused():
                services.merge(one, two, by=self.boss, reason="one family")


def test_every_place_is_accounted_for_after_any_deeds_in_any_order():
    try_any_order(Office, examples=10, steps=20)
