"""„Poczta i zadania”: what staff see of mail and background work."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone

from owes_portal.models import AccessRecord, DeadAddress, Document, OutgoingMail
from owes_portal.models.mail import SECRET
from tests import factories
from tests.reading import links, section, tree, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english", "operator")]

NOW = timezone.now()


@pytest.fixture
def see(bobs_client):
    return lambda address="": bobs_client.get(f"/panel/poczta/{address}")


def one_of_everything(by):
    """A mail in each state, each about a registration of its own, and what else may be in trouble."""
    event = factories.event()
    for status in OutgoingMail.Status:
        sent = {"sent_at": NOW} if status == "sent" else {}
        about = factories.participant(event)
        factories.mail(status=status, about=about.registration, **sent)
        factories.mail(status=status, about=about, **sent)
    DeadAddress.objects.bury(f"nikt{event.pk}@example.com", error="SMTP 550")
    Document.objects.create(
        kind="participant_list",
        subject_id=event.pk,
        asked_by=by,
        status="failed",
        finished_at=NOW,
    )


@pytest.mark.parametrize("item_count", [1, 3])
def test_index_asks_the_same_number_of_queries(
    bobs_client, bob, item_count, django_assert_num_queries
):
    factories.living_worker()
    for _ in range(item_count):
        one_of_everything(bob)

    with django_assert_num_queries(20):
        bobs_client.get("/panel/poczta/")


@pytest.mark.parametrize("item_count", [1, 3])
def test_index_of_a_state_asks_the_same_number_of_queries(
    bobs_client, bob, item_count, django_assert_num_queries
):
    factories.living_worker()
    for _ in range(item_count):
        one_of_everything(bob)

    with django_assert_num_queries(10):
        bobs_client.get("/panel/poczta/?stan=czekaja")


def test_index_says_that_all_is_well(see):
    factories.living_worker()

    page = words(see())

    assert "Mail and background work go on." in page
    assert section(see(), "troubled") == "Needs a person Nothing."
    assert section(see(), "waiting") == "Waiting No e-mail waits."


def test_index_says_who_is_silent_and_that_nothing_is_lost(see):
    factories.living_worker(at=NOW - timedelta(minutes=9))

    page = words(see())

    assert "Nobody has sent mail since" in page
    assert "Sign-ups are safe" in page
    assert "Tell whoever runs the portal." in page
    assert "Mail and background work go on." not in page


def test_index_shows_first_what_needs_a_person(see):
    factories.mail(status="sent", sent_at=NOW, subject="Doszło")
    factories.mail(subject="Czeka")
    factories.mail(status="failed", subject="Wróciło", error="SMTP 550", reply="5.1.1 No <user>")
    factories.mail(status="unknown", subject="Nie wiadomo", error="worker died")

    page = words(see())

    order = [page.index(word) for word in ("Nie wiadomo", "Wróciło", "Czeka", "Doszło")]
    assert order == sorted(order)
    assert "no such mailbox (550)" in section(see(), "troubled")
    assert "Words of the server5.1.1 No <user>" in section(see(), "troubled")
    assert "nobody knows whether it went out" in section(see(), "troubled")


def test_index_leads_to_the_dossier_of_each_mail(see):
    person = factories.participant(factories.event())
    factories.mail(about=person.registration)
    factories.mail(about=person)

    found = [link for link in links(see()) if link.startswith("/panel/zgloszenia/")]

    assert found == [f"/panel/zgloszenia/{person.registration_id}/"] * 2


def test_index_shows_dead_addresses_and_failed_documents(see, bob):
    one_of_everything(bob)
    document = Document.objects.get()

    assert "no such mailbox (550)" in section(see(), "dead")
    assert f"/panel/poczta/adresy/{DeadAddress.objects.get().pk}/" in links(see())
    assert f"/panel/wydarzenia/{document.subject_id}/dokumenty/" in links(see())


def test_index_says_who_still_has_a_dead_address(see):
    registration = factories.registration(factories.event(), email="Ana@example.com")
    OutgoingMail.objects.get().mark_failed("SMTP 550")
    DeadAddress.objects.bury("ana@example.com", error="SMTP 550")

    assert f"about: {registration.number} since" in section(see(), "dead")
    registration.email = "anna@example.com"
    registration.save()
    assert f"about: {registration.number} has another address now" in section(see(), "dead")


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("nieznane", ["unknown"]),
        ("nieudane", ["failed"]),
        ("czekaja", ["queued", "sending", "retry"]),
        ("wyslane", ["sent"]),
        ("wycofane", ["withdrawn"]),
    ],
)
def test_index_of_a_state_shows_its_mails_only(see, state, expected):
    for status in OutgoingMail.Status:
        factories.mail(status=status, subject=status, sent_at=NOW if status == "sent" else None)

    page = see(f"?stan={state}")

    subjects = [text.strip() for text in tree(page).xpath('//*[@class="mails__subject"]/a/text()')]
    assert sorted(subjects) == sorted(expected)


def test_index_of_a_state_goes_by_pages(see):
    for _ in range(51):
        factories.mail()

    assert "Page 2 of 2" in words(see("?stan=czekaja&strona=2"))


def test_index_of_an_unknown_state_is_that_of_all(see):
    assert "Sent lately" in words(see("?stan=inne"))


def test_index_is_recorded_as_one_look_at_the_list(see, bob):
    factories.mail()

    see()
    see("?stan=czekaja")

    found = AccessRecord.objects.order_by("pk").values_list("person", "deed", "subject", "reason")
    assert list(found) == [
        (bob.pk, "view", "outgoing mail", ""),
        (bob.pk, "view", "outgoing mail", "waiting or being sent"),
    ]


def test_detail_shows_the_mail_without_its_secret(see, bob):
    mail = factories.mail(
        text=f"Link: /zgloszenie/{SECRET}/", html=f"<style></style><p>{SECRET}</p>"
    )

    page = see(f"{mail.pk}/")

    (html,) = tree(page).xpath("//iframe/@srcdoc")
    assert SECRET not in page.content.decode()
    assert section(page, "text").endswith("Link: /zgloszenie/…/")
    assert "<p>…</p>" in html
    assert AccessRecord.objects.get().subject == f"outgoing mail {mail.pk}"


def test_detail_says_that_the_text_was_deleted(see):
    mail = factories.mail(status="failed", forgotten_at=NOW, recipient="", subject="")

    page = words(see(f"{mail.pk}/"))

    assert "Its text and address were deleted" in page
    assert "What you can do" not in page


def test_detail_tells_of_a_dead_address(see):
    mail = factories.mail(recipient="Anna@example.com")
    DeadAddress.objects.bury("anna@example.com", error="SMTP 550")

    assert "There is no such mailbox" in words(see(f"{mail.pk}/"))


def test_detail_says_whom_to_call(see):
    event = factories.event()
    person = factories.participant(event)
    person.registration.phone = "+48600123456"
    person.registration.save()

    for about in (person, person.registration):
        assert "tel:+48600123456" in links(see(f"{factories.mail(about=about).pk}/"))


def test_detail_of_a_mail_in_doubt_says_how_to_find_out(see):
    failed, doubtful = factories.mail(status="failed"), factories.mail(status="unknown")

    assert "Ask the person whether it came" in section(see(f"{doubtful.pk}/"), "deeds")
    assert "Ask the person" not in section(see(f"{failed.pk}/"), "deeds")


def test_detail_says_why_a_mail_cannot_be_sent_again_and_does_not_offer_it(see):
    DeadAddress.objects.bury("nikt@example.com", error="SMTP 550")
    mail = factories.mail(status="failed", recipient="nikt@example.com")

    page = see(f"{mail.pk}/")

    assert "It cannot be sent again. There is no such mailbox." in section(page, "deeds")
    assert f"/panel/poczta/{mail.pk}/wyslij/" not in links(page)
    assert f"/panel/poczta/{mail.pk}/wyslij/" not in links(see())


def test_who_may_only_look_is_offered_no_deed(client, see):
    looker = factories.user(is_staff=True)
    looker.user_permissions.add(Permission.objects.get(codename="view_outgoingmail"))
    client.force_login(looker)
    mail = factories.mail(status="unknown")

    page = client.get(f"/panel/poczta/{mail.pk}/")

    assert "What you can do" not in words(page)
    assert client.post(f"/panel/poczta/{mail.pk}/doszla/").status_code == 403


# The alarm on every page of the administration


def alarm(response):
    """(role, words) of the alarm; None if there is none."""
    found = tree(response).xpath('//*[contains(@class, "alarm")]')
    return (found[0].get("role"), " ".join(found[0].text_content().split())) if found else None


def test_alarm_shows_while_a_queue_is_silent_and_goes_away(bobs_client):
    factories.living_worker(at=NOW - timedelta(minutes=5))
    before = alarm(bobs_client.get("/panel/"))
    factories.living_worker()
    after = alarm(bobs_client.get("/panel/"))

    role, text = before
    assert role == "alert"
    assert text.startswith("Nobody has sent mail since ")
    assert after is None


def test_alarm_of_a_fresh_installation_is_mild(bobs_client):
    role, text = alarm(bobs_client.get("/panel/events/event/"))

    assert role == "status"
    assert "have not given a sign of life yet" in text


def test_alarm_is_told_once_where_all_about_it_stands(see):
    factories.living_worker(at=NOW - timedelta(minutes=5))

    assert alarm(see()) is None
    assert words(see()).count("Nobody has sent mail since ") == 1
    assert alarm(see("?stan=czekaja")) is not None


def test_alarm_is_for_those_only_who_may_see_the_mail(client, operator):
    other = factories.user(is_staff=True)
    client.force_login(other)

    assert alarm(client.get("/panel/")) is None
    client.logout()
    assert alarm(client.get("/panel/login/")) is None
