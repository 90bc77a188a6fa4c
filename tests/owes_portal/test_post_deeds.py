"""What staff do with a mail, twice and while a worker is at it."""

from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.utils import timezone

from owes_portal import delivery
from owes_portal.models import DeadAddress, OutgoingMail
from owes_portal.models.mail import SECRET
from owes_portal.post import deeds
from tests import factories
from tests.mail_server import MailServer
from tests.reading import tree, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english", "operator")]

NOW = timezone.now()


@pytest.fixture
def server(settings, monkeypatch):
    monkeypatch.setattr(delivery, "_away_until", 0)
    with MailServer() as server:
        settings.MAILERS = server.as_mailers()
        yield server


@pytest.fixture
def post(bobs_client, server, send_mails):
    """Press the button of a mail's deed, as it was drawn just now; a worker is at hand."""

    def send(mail, deed, **data):
        data = {"attempts": OutgoingMail.objects.get(pk=mail.pk).attempts} | data
        with send_mails():
            return bobs_client.post(f"/panel/poczta/{mail.pk}/{deed}/", data, follow=True)

    return send


def state_of(mail):
    mail.refresh_from_db()
    return mail.status


@pytest.mark.parametrize("status", ["failed", "unknown", "withdrawn"])
def test_send_again_sends_the_same_mail_once(post, server, status):
    mail = factories.mail(status=status, error="SMTP 550", reply="no", attempts=1)

    post(mail, "wyslij")

    assert [sent["Message-ID"] for sent in server.mails] == [mail.message_id]
    assert state_of(mail) == "sent"
    assert (mail.error, mail.reply, mail.attempts) == ("", "", 2)
    assert OutgoingMail.objects.count() == 1


def test_an_old_mail_that_is_sent_again_is_tried_as_long_as_a_new_one(post, server):
    long_ago = NOW - timedelta(days=20)
    mail = factories.mail(status="failed", queued_at=long_ago)
    OutgoingMail.objects.update(created_at=long_ago)
    server.replies["DATA"] = "451 later"

    post(mail, "wyslij")

    assert (state_of(mail), mail.error) == ("retry", "SMTP 451")


def test_send_again_of_a_sent_mail_sends_a_copy_of_its_own(post, server):
    mail = factories.mail(status="sent", sent_at=NOW, text="Sala 2", is_bulk=True, once="x")

    page = post(mail, "wyslij", copies="0")

    copy = mail.copies.get()
    assert [sent["Message-ID"] for sent in server.mails] == [copy.message_id]
    assert copy.message_id != mail.message_id
    assert (copy.text, copy.recipient, copy.status) == ("Sala 2", mail.recipient, "sent")
    assert page.redirect_chain[-1][0] == f"/panel/poczta/{copy.pk}/"


def test_send_again_pressed_twice_sends_one_copy(post, server):
    mail = factories.mail(status="sent", sent_at=NOW)

    post(mail, "wyslij", copies="0")
    page = post(mail, "wyslij", copies="0")

    assert "It has been sent once more already" in words(page)
    assert len(server.mails) == 1
    post(mail, "wyslij", copies="1")
    assert len(server.mails) == 2


@pytest.mark.parametrize("answer", ["250 yes", "550 no"])
def test_send_again_pressed_twice_tries_a_failed_mail_once(post, server, answer):
    server.replies["DATA"] = answer
    mail = factories.mail(status="failed", attempts=1)

    post(mail, "wyslij", attempts="1")
    page = post(mail, "wyslij", attempts="1")

    mail.refresh_from_db()
    assert (mail.attempts, mail.copies.count()) == (2, 0)
    assert "the state of the mail has changed" in words(page)


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"forgotten_at": NOW}, "Its text was deleted"),
        ({"useless_after": NOW - timedelta(hours=1)}, "What it says is no longer true."),
        ({"text": SECRET}, "The registration that it is about is gone."),
        ({"recipient": "Nikt@example.com"}, "There is no such mailbox."),
        ({"status": "queued"}, "the state of the mail has changed"),
        ({"status": "sending"}, "the state of the mail has changed"),
    ],
    ids=["forgotten", "useless", "without cause", "dead address", "waiting", "being sent"],
)
def test_send_again_says_why_it_does_not(post, server, fields, why):
    DeadAddress.objects.bury("nikt@example.com", error="SMTP 550")
    mail = factories.mail(**{"status": "failed"} | fields)

    page = post(mail, "wyslij")

    assert why in words(page)
    assert server.mails == []
    assert state_of(mail) == fields.get("status", "failed")


def test_send_again_gives_the_link_to_no_former_address(post, server):
    registration = factories.registration(factories.event(), email="stary@example.com")
    mail = OutgoingMail.objects.get()
    registration.email = "nowy@example.com"
    registration.save()
    mail.mark_failed("SMTP 550")

    page = post(mail, "wyslij")

    assert "The registration has another address now." in words(page)
    assert server.mails == []


def test_worker_gives_the_link_to_no_former_address(server):
    registration = factories.registration(factories.event(), email="stary@example.com")
    registration.email = "nowy@example.com"
    registration.save()
    mail = OutgoingMail.objects.get()

    delivery.send_due(mail.pk)

    assert server.mails == []
    assert (state_of(mail), mail.error) == ("withdrawn", "overtaken")


def test_send_again_does_not_repeat_what_somebody_has_settled_since(bob):
    mail = factories.mail(status="unknown")
    as_bob_saw_it = OutgoingMail.objects.get()
    mail.mark_sent()

    with pytest.raises(deeds.Refused, match="the state of the mail has changed"):
        deeds.send_again(as_bob_saw_it, by=bob, copies=0)

    assert state_of(mail) == "sent"


def test_send_again_asks_first(bobs_client, server):
    mail = factories.mail(status="sent", sent_at=NOW, attempts=1, recipient="anna@example.com")

    page = bobs_client.get(f"/panel/poczta/{mail.pk}/wyslij/")

    assert "The same text goes to the same address once more." in words(page)
    seen = tree(page).xpath('//input[@name="attempts" or @name="copies"]/@value')
    assert seen == ["1", "0"]
    assert (mail.copies.count(), server.mails) == (0, [])


def test_arrived_mail_counts_as_sent_when_it_was_tried(post):
    tried = NOW - timedelta(hours=2)
    mail = factories.mail(status="unknown", error="worker died", claimed_at=tried)

    post(mail, "doszla")
    post(mail, "doszla")

    assert (state_of(mail), mail.sent_at) == ("sent", tried)


@pytest.mark.parametrize("status", ["queued", "retry", "failed", "unknown"])
def test_withdrawn_mail_is_not_sent(post, server, status):
    mail = factories.mail(status=status)

    post(mail, "nie-wysylaj")
    post(mail, "nie-wysylaj")

    assert state_of(mail) == "withdrawn"
    assert server.mails == []


def test_mail_that_a_worker_has_just_taken_cannot_be_withdrawn(post):
    mail = factories.mail()
    OutgoingMail.objects.claim(mail.pk)

    page = post(mail, "nie-wysylaj")

    assert "the state of the mail has changed" in words(page)
    assert state_of(mail) == "sending"


def test_worker_does_not_take_a_mail_that_was_withdrawn_before(post):
    mail = factories.mail()
    post(mail, "nie-wysylaj")

    assert OutgoingMail.objects.claim(mail.pk) is None


@pytest.mark.parametrize(
    ("status", "deed", "name"),
    [
        ("failed", "wyslij", "Send again"),
        ("unknown", "doszla", "It has arrived, do not send it"),
        ("queued", "nie-wysylaj", "Do not send"),
    ],
)
def test_deeds_are_recorded_with_who_did_them(post, bob, status, deed, name):
    mail = factories.mail(status=status)

    page = post(mail, deed)

    entry = LogEntry.objects.get()
    assert (entry.user, entry.object_id, entry.change_message) == (bob, str(mail.pk), name)
    assert mail.recipient not in entry.object_repr
    assert f"{name} (bob)" in words(page)


def test_a_refused_deed_leaves_no_record(post):
    mail = factories.mail(status="sent", sent_at=NOW)

    post(mail, "nie-wysylaj")
    post(mail, "doszla")

    assert LogEntry.objects.count() == 0


@pytest.mark.parametrize("copies", ["-1", "x", "²", "9" * 50, ""])
def test_nonsense_in_place_of_the_number_of_copies_is_none(post, server, copies):
    mail = factories.mail(status="sent", sent_at=NOW)

    post(mail, "wyslij", copies=copies)

    assert len(server.mails) == 1


def test_unknown_deed_is_not_found(bobs_client):
    mail = factories.mail()

    assert bobs_client.get(f"/panel/poczta/{mail.pk}/zjedz/").status_code == 404


def test_deed_that_is_not_possible_leads_back(bobs_client):
    mail = factories.mail(status="sent", sent_at=NOW)

    page = bobs_client.get(f"/panel/poczta/{mail.pk}/doszla/", follow=True)

    assert "This is not possible: the state of the mail has changed." in words(page)


def test_send_again_is_not_asked_where_it_would_be_refused(bobs_client):
    mail = factories.mail(status="failed", useless_after=NOW)

    page = bobs_client.get(f"/panel/poczta/{mail.pk}/wyslij/", follow=True)

    assert page.redirect_chain == [(f"/panel/poczta/{mail.pk}/", 302)]
    assert "What it says is no longer true." in words(page)


@pytest.mark.parametrize(("deed", "after"), [("doszla", "sent"), ("nie-wysylaj", "withdrawn")])
def test_buttons_of_the_mails_own_page_do_what_they_say(bobs_client, deed, after):
    mail = factories.mail(status="unknown", attempts=1)
    address = f"/panel/poczta/{mail.pk}/{deed}/"

    page = tree(bobs_client.get(f"/panel/poczta/{mail.pk}/"))
    (form,) = page.xpath(f'//form[@action="{address}"]')
    bobs_client.post(address, dict(form.fields))

    assert state_of(mail) == after


# Addresses without a mailbox


def test_address_is_shown_with_the_words_of_the_server(bobs_client):
    DeadAddress.objects.bury("nikt@example.com", error="SMTP 550", reply="5.1.1 Unknown user")
    dead = DeadAddress.objects.get()

    page = words(bobs_client.get(f"/panel/poczta/adresy/{dead.pk}/"))

    assert "nikt@example.com" in page
    assert "5.1.1 Unknown user" in page
    assert DeadAddress.objects.count() == 1


def test_address_is_taken_off_the_list_once(bobs_client, bob):
    DeadAddress.objects.bury("nikt@example.com", error="SMTP 550")
    dead = DeadAddress.objects.get()

    bobs_client.post(f"/panel/poczta/adresy/{dead.pk}/")
    again = bobs_client.post(f"/panel/poczta/adresy/{dead.pk}/", follow=True)

    assert DeadAddress.objects.count() == 0
    assert "The address is not on the list any more." in words(again)
    assert LogEntry.objects.get().user == bob
    assert "nikt@example.com" not in LogEntry.objects.get().object_repr
