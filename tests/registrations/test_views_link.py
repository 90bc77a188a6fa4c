"""„Send me the link”: one answer for everybody, one mail for each registration."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from owes_portal.models import OutgoingMail
from registrations import services, tasks
from registrations.models import LinkRequest
from registrations.models.link_request import NUDGED_LONG_AGO, TRIED_FOR
from tests import factories
from tests.reading import links, words
from tests.registrations import mail_causes as causes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

NOW = timezone.now()
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
LINK = "/zgloszenia/link/"


@pytest.fixture
def event(operator):
    return factories.event(slug="abc", title="ABC ekonomii", capacity=5)


def asked(email):
    return services.ask_for_links(email)


def sent():
    return [
        (mail.recipient, mail.subject)
        for mail in OutgoingMail.objects.filter(template__endswith="link_again").order_by("pk")
    ]


@pytest.mark.parametrize("address", [causes.ANNA, "nikt@example.com"])
def test_link_answers_everybody_alike(client, event, address):
    causes.sign_up(event)

    response = client.post(LINK, {"email": address}, follow=True)

    assert response.redirect_chain == [("/zgloszenia/link/wyslany/", 302)]
    assert "If we have a registration with this address, we have sent" in words(response)


def test_link_takes_the_same_queries_for_known_and_unknown_addresses(client, event):
    causes.sign_up(event)
    client.get(LINK)
    counts = []

    for address in (causes.ANNA, "nikt@example.com"):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.post(LINK, {"email": address})
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_link_is_sent_to_a_known_address(client, event, send_mails, mailoutbox):
    with send_mails():
        registration = causes.sign_up(event)
    mailoutbox.clear()

    with send_mails():
        client.post(LINK, {"email": "ANNA@example.com"})

    (mail,) = mailoutbox
    assert mail.to == [causes.ANNA]
    assert f"/zgloszenie/{registration.token}/" in mail.body
    assert not LinkRequest.objects.exists()


def test_link_goes_to_nobody_at_an_unknown_address(client, event, send_mails, mailoutbox):
    causes.sign_up(event)

    with send_mails():
        client.post(LINK, {"email": "nikt@example.com"})

    assert mailoutbox == []
    assert not LinkRequest.objects.exists()


def test_link_is_sent_for_each_live_registration(event):
    other = factories.event(title="Spotkanie")
    first, second = causes.sign_up(event), causes.sign_up(other)
    services.cancel(causes.sign_up(factories.event(title="Odwołane")), causes.PERSON)

    services.send_links(asked(causes.ANNA).pk)

    assert sent() == [
        (causes.ANNA, f"Your registration {first.number}: ABC ekonomii"),
        (causes.ANNA, f"Your registration {second.number}: Spotkanie"),
    ]


def test_link_is_sent_to_a_person_who_was_signed_up_by_others(event):
    causes.own_place(event, None)

    services.send_links(asked(causes.OLA).pk)

    mail = OutgoingMail.objects.get(template__endswith="link_again")
    assert mail.recipient == causes.OLA
    assert "/miejsce/" in mail.text


def test_link_of_a_registration_that_works_no_more_is_not_sent(event):
    causes.sign_up(event)
    event.ends_at = timezone.now() - timedelta(days=31)
    event.save(update_fields=["ends_at"])

    services.send_links(asked(causes.ANNA).pk)

    assert sent() == []


def test_link_is_sent_once_an_hour(event):
    causes.sign_up(event)

    for _time in range(2):
        services.send_links(asked(causes.ANNA).pk)

    assert len(sent()) == 1


def test_link_whose_nudge_was_lost_is_taken_up(event):
    causes.sign_up(event)
    with time_machine.travel(timezone.now() - timedelta(minutes=1)):
        asked(causes.ANNA)

    tasks.send_links_left_behind()

    assert len(sent()) == 1
    assert not LinkRequest.objects.exists()


def test_links_that_cannot_be_sent_do_not_stop_the_others_and_are_given_up(event, caplog):
    refuse_links_to(causes.ANNA)
    causes.sign_up(event)
    causes.sign_up(event, email=causes.OLA)
    now = timezone.now()  # Not that of the module: a whole run takes longer than a minute.
    times = [now - TRIED_FOR - SECOND, now - TRIED_FOR + MINUTE, now - MINUTE]
    emails = [causes.ANNA, causes.ANNA, causes.OLA]
    for email, at in zip(emails, times, strict=True):
        LinkRequest.objects.create(email=email, asked_at=at)

    tasks.send_links_left_behind()

    assert [recipient for recipient, _subject in sent()] == [causes.OLA]
    assert [left.asked_at for left in LinkRequest.objects.all()] == [times[1]]
    assert caplog.text.count("were not sent") == 2


def refuse_links_to(email):
    """Whatever goes wrong with a row; the database forgets it with the test."""
    with connection.cursor() as cursor:
        cursor.execute(
            "ALTER TABLE owes_portal_outgoingmail ADD CONSTRAINT nobody"
            " CHECK (recipient <> %s OR template NOT LIKE '%%link_again')",
            [email],
        )


@pytest.mark.parametrize("shift", [-SECOND, 0 * SECOND, SECOND])
def test_link_words_mean_the_same_for_rows_and_querysets(db, shift):
    for before in (NUDGED_LONG_AGO, TRIED_FOR):
        LinkRequest.objects.create(email=causes.ANNA, asked_at=NOW - before)
    rows, links, at = list(LinkRequest.objects.all()), LinkRequest.objects, NOW + shift

    assert set(links.left_behind(at)) == {row for row in rows if row.is_left_behind(at)}
    assert set(links.hopeless(at)) == {row for row in rows if row.is_hopeless(at)}


def test_link_asked_for_too_often_is_refused_and_keeps_what_was_typed(client, event, settings):
    settings.LINKS_PER_ADDRESS = 1
    client.post(LINK, {"email": causes.ANNA})

    response = client.post(LINK, {"email": causes.ANNA})

    assert response.status_code == 429
    assert "has just been asked for several times" in words(response)
    assert b'value="anna@example.com"' in response.content


def test_link_says_what_is_wrong_with_an_address(client, operator):
    response = client.post(LINK, {"email": "anna"})

    assert "Write the e-mail address in the form name@domain.pl." in words(response)
    assert b'value="anna"' in response.content


@pytest.mark.parametrize("address", ["/wydarzenia/abc/", "/zgloszenie/forged/"])
def test_link_is_found_where_one_looks_for_it(client, event, address):
    assert LINK in links(client.get(address))


@pytest.mark.parametrize("mode", ["none", "external"])
def test_link_is_not_offered_where_nobody_signs_up_with_us(client, operator, mode):
    factories.event(slug="abc", signup_mode=mode, external_url="https://inni.example/")

    assert LINK not in links(client.get("/wydarzenia/abc/"))
