"""What makes each mail come; Anna signs up at anna@example.com, Ola has an address of her own."""

from datetime import timedelta

from django.utils import timezone

from events.models.announced import Announced
from registrations import emails, services
from registrations.models import AccessibilityNeed, Participant
from tests import factories

ANNA, OLA = "anna@example.com", "ola@example.com"
PERSON = services.by_person("zmiana planów")


def sign_up(event, **options):
    return services.register(event, factories.submission(**{"email": ANNA} | options))


def group(event, people=3, **options):
    options = {"applicant": "group", "together": False, "name": "Zofia"} | options
    return sign_up(event, people=people, organisation_name="Koło", **options)


def with_ola(event, **options):
    people = [factories.person(last_name="Zając", email=OLA), factories.person()]
    return group(event, people, **options)


def make_room(event, capacity=10):
    services.change_capacity(event, capacity)


def full(event):
    """Nobody else gets a place now; whoever has it may leave."""
    return factories.registration(event, email="pierwsza@example.com")


def needing_approval(event):
    event.signup_mode = "approval"
    event.save(update_fields=["signup_mode"])


# To the contact


def confirmation(event, bob):
    return sign_up(event)


def waiting(event, bob):
    full(event)
    return sign_up(event)


def pending(event, bob):
    needing_approval(event)
    return sign_up(event)


def people_added(event, bob):
    registration = sign_up(event)
    services.add_people(registration, [factories.person(last_name="Nowa")], PERSON)
    return registration


def offer(event, bob):
    leaving = full(event)
    registration = sign_up(event)
    services.cancel(leaving, PERSON)
    return registration


def offer_to_a_group(event, bob):
    full(event)
    registration = group(event, people=2, together=True)
    make_room(event)
    return registration


def offer_lapsed(event, bob):
    registration = offer(event, bob)
    an_hour_ago = timezone.now() - timedelta(hours=1)
    Participant.objects.offered().update(offer_ends_at=an_hour_ago)
    services.expire(event)
    return registration


def offer_withdrawn(event, bob):
    full(event)
    registration = sign_up(event)
    make_room(event, 2)
    services.change_capacity(event, 1)
    return registration


def place_given(event, bob):
    registration = offer(event, bob)
    services.accept(event, registration.participants.all(), PERSON)
    return registration


def approved(event, bob):
    return services.approve(pending(event, bob), by=bob, reason="Spełnia warunki.")


def refused(event, bob):
    reason = "Tylko dla <b>mieszkańców</b>."
    return services.refuse(pending(event, bob), by=bob, reason=reason)


def cancel(registration):
    return services.cancel(registration, PERSON)


def cancellation(event, bob, **options):
    return cancel(sign_up(event, **options))


def people_cancelled(event, bob):
    make_room(event)
    registration = group(event)
    services.cancel_people(registration, registration.participants.all()[:1], PERSON)
    return registration


def moved(event, bob):
    target = factories.event(title="Spotkanie", contact=event.contact)
    return services.move(sign_up(event), target, by=bob, reason="Zmiana planu.")


def changed(event, bob, sign_up=sign_up):
    registration = sign_up(event)
    before = Announced.of(event)
    for day in event.days.all():
        day.starts_at, day.place = day.starts_at - timedelta(hours=1), "Szkoła"
        day.save()
    return told(event, before, registration, bob)


def called_off(event, bob, sign_up=sign_up):
    registration = sign_up(event)
    before = Announced.of(event)
    event.cancel("Choroba <b>prowadzącej</b>.")
    return told(event, before, registration, bob)


def told(event, before, registration, bob):
    """By staff at once; the portal itself would wait for a quarter of an hour."""
    notice = services.tell_later(event, before)
    services.tell_now(event, seen=notice.changed_at, by=bob)
    return registration


def need_answered(event, bob):
    registration = sign_up(event)
    need = AccessibilityNeed(participant=registration.participants.get(), kind="quiet_room")
    need.save()
    emails.need_answered(need)
    return registration


def message(event, bob):
    registration = sign_up(event)
    text = "{{ event.pk }} {% now 'Y' %}\nWejście od podwórza.\n\nDo zobaczenia!"
    emails.message(registration, registration.participants.all(), "Zmiana sali", text)
    return registration


def link_again(event, bob):
    registration = sign_up(event)
    emails.link_again(registration)
    return registration


def second_form(event, bob):
    registration = sign_up(event)
    sign_up(event, people=[factories.person(last_name="Obca")])
    return registration


# To the contact of a group


def group_with_places(event, bob):
    make_room(event)
    return group(event)


def group_in_part(event, bob):
    return group(event)


def group_together(event, bob):
    return group(event, together=True)


def open_names(event, bob):
    make_room(event)
    nobody = factories.person(first_name="", last_name="")
    return group(event, [factories.person(), nobody, nobody])


# To Ola


def own_place(event, bob):
    make_room(event)
    return with_ola(event)


def own_waiting(event, bob):
    full(event)
    return with_ola(event)


def own_pending(event, bob):
    needing_approval(event)
    return with_ola(event)


def own_approved(event, bob):
    make_room(event)
    return services.approve(own_pending(event, bob), by=bob, reason="Spełnia warunki.")


def own_refused(event, bob):
    return services.refuse(own_pending(event, bob), by=bob, reason="Brak warunków.")


def own_cancelled(event, bob):
    return services.cancel(own_place(event, bob), PERSON)


def own_moved(event, bob):
    target = factories.event(title="Spotkanie")
    return services.move(own_place(event, bob), target, by=bob, reason="Zmiana planu.")


def own_changed(event, bob):
    make_room(event)
    return changed(event, bob, with_ola)


def own_called_off(event, bob):
    make_room(event)
    return called_off(event, bob, with_ola)


def own_need_answered(event, bob):
    registration = own_place(event, bob)
    ola = registration.participants.get(email=OLA)
    need = AccessibilityNeed(participant=ola, kind="quiet_room")
    need.save()
    emails.need_answered(need)
    return registration
