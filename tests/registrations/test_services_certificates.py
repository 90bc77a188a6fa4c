"""Certificates: for whom they are issued, what they say, and what becomes of them."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from events.models import Event, Trainer
from owes_portal.models import Document, NumberSeries, OutgoingMail
from registrations import services
from registrations.models import Certificate, Participant, Registration
from tests import factories
from tests.factories_papers import attendee, certificate, past_event

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english", "operator")]


@pytest.fixture
def event():
    """Two days of 8 teaching hours each."""
    return past_event(title="ABC ekonomii", programme="<h2>Dzień 1</h2><ul><li>pomysł</li></ul>")


@pytest.fixture
def anna(event):
    return attendee(event, first_name="Anna", last_name="Kowal", email="anna@example.com")


def issue(event, people, bob, **options):
    return services.issue_certificates(event, people, by=bob, **options)


def ended(event, days_ago):
    Event.objects.filter(pk=event.pk).update(ends_at=timezone.now() - timedelta(days=days_ago))


def without_email(person):
    """Only the telephone is known."""
    registrations = Registration.objects.filter(pk=person.registration_id)
    registrations.update(email="", phone="+48600123456")
    return person


def deeds(certificate):
    return [(deed.verb, deed.reason) for deed in certificate.deeds.order_by("pk")]


def mails():
    return OutgoingMail.objects.filter(template="registrations/emails/certificate")


def papers(certificate):
    found = Document.objects.filter(kind="certificate", subject_id=certificate.pk).order_by("pk")
    return [(document.options, document.asked_by) for document in found]


def test_issue_copies_all_that_the_paper_says(event, anna, bob):
    project = factories.project(title="Iskra w gminie", number="FELU.1")
    event.project = project
    event.save()
    event.days.update(trainer=Trainer.objects.create(name="Ewa Wrzos"))

    made = issue(event, [anna], bob)[0]

    days = [timezone.localdate(day.starts_at) for day in event.days.all()]
    assert made.number == f"Z-{timezone.localdate().year}-0001"
    assert (made.name, made.title, made.kind) == (
        "Anna Kowal",
        "ABC ekonomii",
        "animation workshop",
    )
    assert (made.hours, made.hours_in_all, made.dates) == (16, 16, days)
    assert (made.trainers, made.programme) == ("Ewa Wrzos", "Dzień 1\n• pomysł")
    assert (made.organiser, made.city) == ("Stowarzyszenie Iskra", "Zamość")
    assert (made.project, made.project_title, made.project_number) == (
        project,
        project.title,
        "FELU.1",
    )
    assert made.funding_sentence == "Projekt dofinansowany ze środków EFS+."
    assert made.issued_on == timezone.localdate()


def test_issue_names_only_the_days_on_which_the_person_was_there(bob):
    event = past_event(days=5)
    person = attendee(event, days=4)

    made = issue(event, [person], bob)[0]

    first_four = [timezone.localdate(day.starts_at) for day in event.days.all()[:4]]
    assert (made.dates, made.hours, made.hours_in_all) == (first_four, 32, 40)


def test_issue_does_not_change_with_what_it_was_copied_from(event, anna, bob):
    made = issue(event, [anna], bob)[0]

    event.title = "Coś innego"
    event.save()
    Participant.objects.filter(pk=anna.pk).update(last_name="Nowak")

    made.refresh_from_db()
    assert (made.title, made.name) == ("ABC ekonomii", "Anna Kowal")


def test_issue_leaves_out_who_is_not_entitled(event, anna, bob):
    too_short = attendee(event, days=1)
    nameless = attendee(event, first_name="", last_name="")
    waiting = attendee(event, status="waiting")
    never_ticked = factories.participant(event)

    made = issue(event, [anna, too_short, nameless, waiting, never_ticked], bob)

    assert [one.participant for one in made] == [anna]


def test_issue_leaves_out_people_of_other_events(event, bob):
    stranger = attendee(past_event())

    assert issue(event, [stranger], bob) == []


def test_issue_gives_nobody_a_second_one(event, anna, bob):
    issue(event, [anna], bob)

    assert issue(event, [anna], bob) == []
    assert Certificate.objects.count() == 1


def test_issue_numbers_people_in_polish_order_without_gaps(event, bob):
    people = [attendee(event, last_name=name) for name in ("Żak", "Ćwik", "Lis")]

    made = issue(event, people, bob)

    year = timezone.localdate().year
    assert [(one.name, one.number) for one in made] == [
        ("Anna Ćwik", f"Z-{year}-0001"),
        ("Anna Lis", f"Z-{year}-0002"),
        ("Anna Żak", f"Z-{year}-0003"),
    ]


def test_issue_that_is_rolled_back_gives_its_number_back(event, anna, bob):
    with pytest.raises(RuntimeError), transaction.atomic():
        issue(event, [anna], bob)
        raise RuntimeError

    made = issue(event, [anna], bob)[0]

    assert made.number.endswith("-0001")
    assert NumberSeries.objects.get(prefix="Z").last == 1


@pytest.mark.parametrize(
    ("at", "number"),
    [
        (datetime(2026, 12, 31, 22, 59, tzinfo=UTC), "Z-2026-0001"),
        (datetime(2026, 12, 31, 23, 0, tzinfo=UTC), "Z-2027-0001"),
    ],
    ids=["a minute before midnight in Warsaw", "midnight in Warsaw"],
)
def test_issue_counts_the_years_in_warsaw(event, anna, bob, monkeypatch, at, number):
    monkeypatch.setattr("registrations.services.certificates.database_clock", lambda: at)
    Event.objects.filter(pk=event.pk).update(ends_at=at - timedelta(hours=8))

    made = issue(event, [anna], bob)[0]

    assert (made.number, made.issued_on) == (number, timezone.localdate(at))


def test_issue_is_refused_before_the_event_is_over(bob):
    event = factories.event(starts_at=timezone.now() - timedelta(hours=1))
    person = attendee(event)

    with pytest.raises(services.RegistrationRefused, match="when the event is over"):
        issue(event, [person], bob)


def test_issue_is_refused_when_the_event_was_called_off(event, anna, bob):
    event.cancel("Choroba.")

    with pytest.raises(services.RegistrationRefused, match="when the event is over"):
        issue(event, [anna], bob)


def test_issue_asks_for_the_papers_and_logs_itself(event, anna, bob):
    made = issue(event, [anna], bob)[0]

    assert papers(made) == [({}, None)]
    assert deeds(made) == [("issue", "")]
    assert not mails().exists()


def test_issue_tells_people_if_that_is_wished(event, anna, bob):
    silent = without_email(attendee(event, last_name="Lis"))

    made = issue(event, [anna, silent], bob, tells=True)

    assert [mail.recipient for mail in mails()] == ["anna@example.com"]
    assert [deeds(one) for one in made] == [[("issue", ""), ("mail", "")], [("issue", "")]]


def test_reissue_says_what_is_known_now_and_revokes_the_old_one(event, anna, bob):
    old = certificate(anna, by=bob)
    Participant.objects.filter(pk=anna.pk).update(last_name="Kowalska")

    new = services.reissue_certificate(old, reason="Literówka.", by=bob)

    old.refresh_from_db()
    assert (new.name, new.number[-4:], new.replaces) == ("Anna Kowalska", "0002", old)
    assert (old.name, old.is_in_force(), old.is_replaced()) == ("Anna Kowal", False, True)
    assert deeds(old) == [("issue", ""), ("reissue", "Literówka.")]
    assert deeds(new) == [("issue", "Literówka.")]
    assert papers(new) == [({}, None)]
    assert old.code != new.code


def test_reissue_is_refused_when_the_hours_are_too_few_now(event, anna, bob):
    made = certificate(anna, by=bob)
    anna.attendances.all()[0].delete()

    with pytest.raises(services.RegistrationRefused, match="not entitled"):
        services.reissue_certificate(made, reason="Literówka.", by=bob)

    made.refresh_from_db()
    assert made.is_in_force()


def test_revoke_keeps_the_number_and_says_why(event, anna, bob):
    made = certificate(anna, by=bob)

    services.revoke_certificate(made, reason="Wydane omyłkowo.", by=bob)

    made.refresh_from_db()
    assert (made.is_in_force(), made.revocation_reason) == (False, "Wydane omyłkowo.")
    assert deeds(made)[-1] == ("revoke", "Wydane omyłkowo.")
    assert issue(event, [anna], bob)[0].number.endswith("-0002")


def test_revoke_wants_a_reason(anna, bob):
    made = certificate(anna, by=bob)

    with pytest.raises(services.RegistrationRefused, match="Write the reason"):
        services.revoke_certificate(made, reason=" ", by=bob)


@pytest.mark.parametrize(
    "deed",
    [
        services.revoke_certificate,
        services.reissue_certificate,
        services.duplicate_certificate,
    ],
    ids=lambda deed: deed.__name__,
)
def test_nothing_is_done_with_a_revoked_certificate(anna, bob, deed):
    made = certificate(anna, by=bob)
    services.revoke_certificate(made, reason="Pomyłka.", by=bob)

    with pytest.raises(services.RegistrationRefused, match="revoked already"):
        deed(made, reason="Jeszcze raz.", by=bob)

    assert len(deeds(made)) == 2


def test_duplicate_is_the_same_number_with_its_day(anna, bob):
    made = certificate(anna, by=bob)

    services.duplicate_certificate(made, reason="Zgubiony.", by=bob)

    today = timezone.localdate().isoformat()
    assert papers(made) == [({}, None), ({"duplicate_on": today}, bob)]
    assert deeds(made)[-1] == ("duplicate", "Zgubiony.")


def test_print_is_logged_for_each_certificate(event, anna, bob):
    others = [certificate(attendee(event, last_name=name), by=bob) for name in ("Lis", "Wilk")]
    made = certificate(anna, by=bob)
    services.revoke_certificate(others[0], reason="Pomyłka.", by=bob)

    services.print_certificates(event, by=bob)

    assert [deeds(one)[-1][0] for one in (*others, made)] == ["revoke", "print", "print"]
    assert Document.objects.filter(kind="certificates", subject_id=event.pk).count() == 1


def test_print_is_refused_without_certificates(event, bob):
    with pytest.raises(services.RegistrationRefused, match="No certificate"):
        services.print_certificates(event, by=bob)


def test_tell_writes_once_more_and_logs_it(anna, bob):
    made = certificate(anna, by=bob)

    services.tell_of_certificate(made, by=bob)

    assert [mail.recipient for mail in mails()] == ["anna@example.com"]
    assert deeds(made)[-1] == ("mail", "")


def test_tell_is_refused_when_the_link_is_dead(anna, bob):
    made = certificate(anna, by=bob, issued_on=timezone.localdate() - timedelta(days=31))
    ended(anna.event, days_ago=31)

    with pytest.raises(services.RegistrationRefused, match="The link ended"):
        services.tell_of_certificate(made, by=bob)

    assert not mails().exists()


def test_tell_is_refused_to_who_has_no_address(event, bob):
    made = certificate(without_email(attendee(event)), by=bob)

    with pytest.raises(services.RegistrationRefused, match="no e-mail address"):
        services.tell_of_certificate(made, by=bob)


def test_link_lives_for_thirty_days_after_the_certificate(anna, bob):
    made = certificate(anna, by=bob)
    ended(anna.event, days_ago=90)
    anna = Participant.objects.get()
    midday = timezone.localtime().replace(hour=12)

    for days, is_alive in ((30, True), (31, False)):
        at = midday + timedelta(days=days)
        assert Participant.objects.reachable(at).filter(pk=anna.pk).exists() == is_alive
        assert anna.event.registrations.reachable(at).exists() == is_alive
        assert (anna.is_reachable(at), anna.registration.is_reachable(at)) == (is_alive,) * 2
        assert made.is_new(at) == is_alive


def test_link_of_others_does_not_live_by_somebodys_certificate(event, anna, bob):
    other = attendee(event)
    certificate(anna, by=bob)
    ended(event, days_ago=40)

    assert list(Participant.objects.reachable()) == [anna]
    assert list(event.registrations.reachable()) == [anna.registration]
    other = Participant.objects.get(pk=other.pk)
    assert (other.is_reachable(), other.registration.is_reachable()) == (False, False)
