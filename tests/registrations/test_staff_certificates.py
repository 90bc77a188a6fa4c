"""The certificates of an event, one certificate and the register, as staff see them."""

import pytest
from django.utils import timezone

from owes_portal.models import AccessRecord, Document, OutgoingMail
from registrations import services
from registrations.models import Certificate, CertificateDeed, Participant, Registration
from tests import factories
from tests.factories_papers import attendee, certificate, more_certificates, past_event
from tests.reading import errors, links, section, tree, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english", "operator")]


@pytest.fixture
def event():
    return past_event(title="ABC ekonomii", slug="abc")


@pytest.fixture
def anna(event):
    return attendee(event, first_name="Anna", last_name="Kowal", email="anna@example.com")


@pytest.fixture
def made(anna, bob):
    return certificate(anna, by=bob)


@pytest.fixture
def press(bobs_client, event):
    """A function that sends the form of the event's page."""

    def post(people, **sent):
        address = f"/panel/wydarzenia/{event.pk}/zaswiadczenia/"
        chosen = {"people": [person.pk for person in people], "tells": "on"}
        return bobs_client.post(address, chosen | sent, follow=True)

    return post


def see(client, event):
    return client.get(f"/panel/wydarzenia/{event.pk}/zaswiadczenia/")


def chosen(response):
    """Who is chosen already on the page."""
    return tree(response).xpath('//input[@name="people"][@checked]/@value')


def deed(client, certificate, slug, **sent):
    return client.post(f"/panel/zaswiadczenia/{certificate.pk}/{slug}/", sent, follow=True)


# The certificates of an event


def test_certificates_choose_everybody_who_is_entitled(bobs_client, event, anna):
    attendee(event, days=1, last_name="Lis")

    page = see(bobs_client, event)

    assert chosen(page) == [str(anna.pk)]
    assert "Anna Kowal – 16 of 16 teaching hours" in section(page, "to-issue")


def test_certificates_say_why_somebody_gets_none(bobs_client, event):
    attendee(event, days=1, last_name="Lis")
    attendee(event, first_name="", last_name="")
    factories.participant(event, last_name="Wilk")
    factories.participant(event, last_name="Czeka", status="waiting")

    found = section(see(bobs_client, event), "not-entitled")

    assert found.startswith("Without the right to a certificate (3)")
    assert "8 of 16 teaching hours; at least 13 are needed." in found
    assert "The name is missing." in found
    assert "Nobody has ticked this person yet." in found
    assert "Czeka" not in found


def test_certificates_are_confirmed_before_they_are_issued(press, event, anna):
    silent = attendee(event, last_name="Lis", registration={"source": "phone"})
    Registration.objects.filter(pk=silent.registration_id).update(email="")

    page = press([anna, silent])

    assert "You issue 2 certificates." in words(page)
    assert "1 person is told by e-mail." in words(page)
    assert "No e-mail: please call." in words(page)
    assert not Certificate.objects.exists()


def test_certificates_are_issued_and_told(press, event, anna):
    page = press([anna], confirm="1")

    assert "1 certificate was issued." in tree(page).text_content()
    assert section(page, "to-issue") == "To be issued (0) Nobody waits for a certificate."
    assert OutgoingMail.objects.get().recipient == "anna@example.com"
    assert Certificate.objects.get().participant == anna


def test_certificates_are_issued_in_silence_if_that_is_wished(press, anna):
    assert "Nobody is told by e-mail." in words(press([anna], tells=""))

    press([anna], tells="", confirm="1")

    assert Certificate.objects.count() == 1
    assert not OutgoingMail.objects.exists()


def test_certificates_of_a_second_press_are_no_more(press, anna):
    press([anna], confirm="1")

    page = press([anna], confirm="1")

    assert Certificate.objects.count() == 1
    assert page.status_code == 200


def test_certificates_keep_the_choice_that_is_changed(press, event, anna):
    other = attendee(event, last_name="Lis")

    page = press([other], tells="", change="1")

    assert chosen(page) == [str(other.pk)]
    assert not Certificate.objects.exists()


def test_certificates_want_somebody_to_be_chosen(press, anna):
    page = press([])

    assert errors(page) == ["Choose at least one person."]


def test_certificates_are_not_issued_before_the_event_is_over(bobs_client, bob):
    event = factories.event()
    person = attendee(event)

    page = bobs_client.post(
        f"/panel/wydarzenia/{event.pk}/zaswiadczenia/",
        {"people": [person.pk], "confirm": "1"},
        follow=True,
    )

    assert "Certificates are issued when the event is over." in words(page)
    assert not Certificate.objects.exists()


def test_certificates_say_what_is_no_longer_so(bobs_client, event, anna, made):
    anna.attendances.all()[0].delete()
    Participant.objects.filter(pk=anna.pk).update(last_name="Nowak")

    issued = section(see(bobs_client, event), "issued")

    assert "issued, though the hours are too few now" in issued
    assert "the name is another one now" in issued


def test_certificates_want_the_right_to_issue(client, event, anna):
    edyta = factories.user(username="edyta", is_staff=True)
    edyta.user_permissions.add(factories.permission("view_certificate"))
    client.force_login(edyta)
    address = f"/panel/wydarzenia/{event.pk}/zaswiadczenia/"

    assert client.get(address).status_code == 200
    assert chosen(client.get(address)) == []
    assert client.post(address, {"people": [anna.pk], "confirm": "1"}).status_code == 403
    assert not Certificate.objects.exists()


@pytest.mark.parametrize("item_count", [1, 3])
def test_certificates_ask_the_same_number_of_queries(
    bobs_client, bob, event, item_count, django_assert_num_queries
):
    for _ in range(item_count):
        certificate(attendee(event), by=bob)
        attendee(event)
        attendee(event, days=1)
    bobs_client.get("/panel/")

    with django_assert_num_queries(11):
        see(bobs_client, event)


def test_certificates_leave_a_record_of_who_looked(bobs_client, event, anna):
    see(bobs_client, event)

    assert AccessRecord.objects.get().reason == "certificates"


def test_all_certificates_are_asked_for_as_one_pdf(bobs_client, event, made):
    address = f"/panel/wydarzenia/{event.pk}/zaswiadczenia/pdf/"
    assert "1 valid certificate, in one file." in words(bobs_client.get(address))

    page = bobs_client.post(address, follow=True)

    assert "The file is being made." in words(page)
    assert Document.objects.filter(kind="certificates", subject_id=event.pk).count() == 1


def test_certificates_that_fill_several_files_are_asked_for_part_by_part(bobs_client, event, made):
    more_certificates(made, 300)
    address = f"/panel/wydarzenia/{event.pk}/zaswiadczenia/pdf/"
    assert "Make PDF 1 of 2 Make PDF 2 of 2" in words(bobs_client.get(address))

    bobs_client.post(address, {"part": "2"})

    assert Document.objects.get(kind="certificates").options == {"part": 2}
    assert CertificateDeed.objects.filter(verb="print").count() == 1


@pytest.mark.parametrize(("part", "status"), [("2", 302), ("0", 400), ("x", 400)])
def test_part_that_is_not_there_is_not_made(bobs_client, event, made, part, status):
    address = f"/panel/wydarzenia/{event.pk}/zaswiadczenia/pdf/"

    assert bobs_client.post(address, {"part": part}).status_code == status
    assert not Document.objects.filter(kind="certificates").exists()


# One certificate


def test_certificate_shows_the_paper_and_its_history(bobs_client, made):
    response = bobs_client.get(f"/panel/zaswiadczenia/{made.pk}/")

    page = words(response)
    assert len(tree(response).xpath("//h1")) == 1
    assert made.code_in_groups in page
    assert "– issued (bob)" in page
    assert "Revoke the certificate" in page


def test_certificate_is_printed_and_that_is_logged(bobs_client, made):
    Document.objects.all().delete()

    bobs_client.post(f"/panel/zaswiadczenia/{made.pk}/")

    assert Document.objects.get().options == {}
    assert made.deeds.last().verb == "print"


def test_certificate_whose_duplicate_failed_is_asked_for_as_such_again(bobs_client, made, bob):
    document = services.duplicate_certificate(made, reason="Zgubione.", by=bob)
    Document.objects.filter(pk=document.pk).update(status="failed")

    bobs_client.post(f"/panel/zaswiadczenia/{made.pk}/")

    assert Document.objects.unfinished().latest("pk").options == document.options


@pytest.mark.parametrize("slug", ["duplikat", "nowe", "uniewaznienie"])
def test_deed_wants_a_reason_and_does_nothing_without(bobs_client, made, slug):
    page = deed(bobs_client, made, slug, reason=" ")

    assert errors(page) == ["Write the reason."]
    assert [one.verb for one in made.deeds.all()] == ["issue"]


@pytest.mark.parametrize(
    ("slug", "done"),
    [
        ("duplikat", "The duplicate is being made."),
        ("nowe", "The new certificate was issued."),
        ("uniewaznienie", "The certificate is revoked."),
        ("wiadomosc", "The e-mail is on its way."),
    ],
)
def test_deed_is_done_and_said(bobs_client, made, slug, done):
    page = deed(bobs_client, made, slug, reason="Bo tak trzeba.")

    assert done in tree(page).text_content()
    assert made.deeds.last().verb in ("duplicate", "reissue", "revoke", "mail")


def test_deed_that_is_refused_keeps_what_was_typed(bobs_client, anna, made):
    anna.attendances.all()[0].delete()

    page = deed(bobs_client, made, "nowe", reason="Poprawione nazwisko")

    assert "not entitled to a certificate any more" in words(page)
    assert "Poprawione nazwisko" in words(page)


def test_deed_that_only_was_looked_at_changes_nothing(bobs_client, made):
    bobs_client.get(f"/panel/zaswiadczenia/{made.pk}/uniewaznienie/")

    made.refresh_from_db()
    assert made.is_in_force()


def test_deed_with_a_revoked_certificate_is_not_possible(bobs_client, made, bob):
    services.revoke_certificate(made, reason="Pomyłka.", by=bob)

    page = deed(bobs_client, made, "duplikat", reason="Zgubione.")

    assert "This certificate has been revoked already." in tree(page).text_content()
    assert "Pomyłka." in words(page)
    assert "Issue a duplicate" not in words(page)


def test_deed_that_nobody_knows_is_not_found(bobs_client, made):
    assert bobs_client.get(f"/panel/zaswiadczenia/{made.pk}/spalenie/").status_code == 404


def test_certificate_that_replaces_another_leads_to_it_and_back(bobs_client, made, bob):
    new = services.reissue_certificate(made, reason="Literówka.", by=bob)

    assert new.get_staff_url() in links(bobs_client.get(f"/panel/zaswiadczenia/{made.pk}/"))
    assert made.get_staff_url() in links(bobs_client.get(f"/panel/zaswiadczenia/{new.pk}/"))


# The register


@pytest.mark.parametrize("item_count", [1, 3])
def test_register_asks_the_same_number_of_queries(
    bobs_client, bob, event, item_count, django_assert_num_queries
):
    for _ in range(item_count):
        certificate(attendee(event), by=bob)
    bobs_client.get("/panel/")

    with django_assert_num_queries(10):
        bobs_client.get(f"/panel/zaswiadczenia/rejestr/{timezone.localdate().year}/")


def test_register_holds_revoked_ones_too(bobs_client, made, bob):
    services.revoke_certificate(made, reason="Pomyłka.", by=bob)

    page = words(bobs_client.get(f"/panel/zaswiadczenia/rejestr/{made.issued_on.year}/"))

    assert made.number in page
    assert "revoked on" in page


def test_register_of_a_year_without_certificates_says_so(bobs_client, made):
    page = words(bobs_client.get(f"/panel/zaswiadczenia/rejestr/{made.issued_on.year - 1}/"))

    assert "No certificate was issued in this year." in page


@pytest.mark.parametrize("year", [0, 1999, 9999, 10**30])
def test_register_of_an_impossible_year_is_not_found(bobs_client, year):
    assert bobs_client.get(f"/panel/zaswiadczenia/rejestr/{year}/").status_code == 404


def test_register_is_asked_for_as_pdf(bobs_client, made, bob):
    year = made.issued_on.year

    bobs_client.post(f"/panel/zaswiadczenia/rejestr/{year}/")

    document = Document.objects.get(kind="certificate_register")
    assert (document.subject_id, document.asked_by) == (year, bob)
