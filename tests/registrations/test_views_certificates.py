"""Certificates checked by their code, and taken out by the person behind the own link."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from owes_portal.models import Document
from registrations import services
from registrations.models import Certificate
from tests import factories
from tests.factories_papers import attendee, certificate, past_event
from tests.reading import errors, links, section, tree, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english", "operator")]


@pytest.fixture(autouse=True, scope="module")
def _fonts():
    call_command("build_fonts", verbosity=0)


@pytest.fixture
def event():
    return past_event(title="ABC ekonomii", project=factories.project(title="Iskra w gminie"))


@pytest.fixture
def made(event, bob):
    person = attendee(event, first_name="Anna", last_name="Kowal")
    return certificate(person, by=bob)


def built(certificate):
    """The paper as a worker makes it."""
    document = Document.objects.get(kind="certificate", subject_id=certificate.pk)
    Document.objects.claim(document.pk).build()
    return Document.objects.get(pk=document.pk)


def typed(client, code):
    return client.post("/zaswiadczenia/", {"code": code}, follow=True)


# Checked by anybody


def test_verified_says_what_stands_on_the_paper(client, made):
    page = words(client.get(f"/zaswiadczenia/{made.code}/"))

    assert "This certificate is valid" in page
    for text in (made.number, "Anna Kowal", "ABC ekonomii", "16 of 16", "Stowarzyszenie Iskra"):
        assert text in page
    assert "Iskra w gminie" in page


def test_verified_tells_nothing_else_of_the_person(client, made):
    page = client.get(f"/zaswiadczenia/{made.code}/").content.decode()

    registration = made.participant.registration
    for hidden in (registration.email, registration.number, registration.token):
        assert hidden not in page


def test_verified_tells_of_a_revoked_one_only_that_it_is_and_when(client, made, bob):
    services.revoke_certificate(made, reason="Wydane omyłkowo.", by=bob)

    response = client.get(f"/zaswiadczenia/{made.code}/")

    page = response.content.decode()
    assert "This certificate is not valid We revoked it on" in words(response)
    assert made.number in page
    assert "Another certificate" not in page
    for hidden in ("Kowal", "ABC ekonomii", "omyłkowo"):
        assert hidden not in page


def test_verified_says_of_a_replaced_one_that_there_is_another(client, made, bob):
    new = services.reissue_certificate(made, reason="Literówka.", by=bob)

    response = client.get(f"/zaswiadczenia/{made.code}/")

    assert "Another certificate was issued in its place." in words(response)
    for hidden in ("Kowal", new.number, new.code):
        assert hidden not in response.content.decode()


@pytest.mark.parametrize("code", ["A" * 20, "Z-2026-0001", "1", "%00", "..%2f", "x" * 5000])
def test_verified_knows_no_forged_code(client, made, code):
    response = client.get(f"/zaswiadczenia/{code}/")

    assert response.status_code == 404
    assert made.number not in tree(response).text_content()


def test_verified_says_kindly_that_a_code_is_unknown(client):
    response = client.get(f"/zaswiadczenia/{'A' * 20}/")

    assert "We know no such certificate" in words(response)
    assert "/zaswiadczenia/" in links(response)


def test_verified_stops_who_guesses_and_confirms_true_ones_all_the_same(client, made, settings):
    settings.GUESSES_PER_NETWORK = 2

    statuses = [client.get(f"/zaswiadczenia/{'A' * 20}/").status_code for _ in range(3)]

    assert statuses == [404, 404, 429]
    assert client.get(f"/zaswiadczenia/{made.code}/").status_code == 200


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_verified_takes_no_data(client, made, method):
    assert getattr(client, method)(f"/zaswiadczenia/{made.code}/").status_code == 405


def test_verified_is_kept_by_no_cache_engine_or_referrer(client, made):
    for address in (f"/zaswiadczenia/{made.code}/", f"/zaswiadczenia/{'A' * 20}/"):
        response = client.get(address)

        assert response["Cache-Control"] == "no-store, private"
        assert response["Referrer-Policy"] == "strict-origin"
        assert response["X-Robots-Tag"] == "noindex"


def test_verified_asks_few_queries(client, made, django_assert_num_queries):
    client.get("/")

    with django_assert_num_queries(2):
        client.get(f"/zaswiadczenia/{made.code}/")


def test_check_certificate_leads_to_the_page_of_the_code(client, made):
    response = typed(client, made.code_in_groups)

    assert response.redirect_chain == [(f"/zaswiadczenia/{made.code}/", 302)]
    assert "This certificate is valid" in words(response)


@pytest.mark.parametrize(
    "spoil",
    [str.lower, lambda code: f"  {code} ", lambda code: " ".join(code), lambda code: f"{code}."],
    ids=["small letters", "spaces around", "gaps", "full stop"],
)
def test_check_certificate_forgives_how_the_code_is_typed(client, made, spoil):
    assert "This certificate is valid" in words(typed(client, spoil(made.code_in_groups)))


def test_check_certificate_takes_letters_that_look_alike_for_the_same(client, made):
    Certificate.objects.update(code="01AB01AB01AB01AB01AB")

    assert "This certificate is valid" in words(typed(client, "oiab-OLab-olab-0LAB-01AB"))


@pytest.mark.parametrize(
    ("code", "error"),
    [
        ("", "Write the code that stands on the certificate."),
        ("ABC", "The code has 20 letters and digits, and these are 3. Compare them once more."),
        ("A" * 61, "This is too long: the code has 20 letters and digits."),
    ],
    ids=["empty", "short", "long"],
)
def test_check_certificate_says_what_is_wrong_and_keeps_it(client, code, error):
    response = typed(client, code)

    assert errors(response) == [error]
    assert f'value="{code}"' in response.content.decode() or not code
    assert tree(response).findtext(".//title") == "Error: Check a certificate – OWES Iskra"


# Taken out by the person


def test_certificate_is_on_the_own_pages_when_the_event_is_over(client, made):
    person = made.participant

    for owner in (person, person.registration):
        page = client.get(owner.get_absolute_url())

        assert section(page, "certificates") == (
            f"Certificate Certificate No. {made.number} – Anna Kowal"
        )
        assert owner.get_certificate_url(made) in links(page)


def test_certificate_that_was_revoked_is_on_no_own_page(client, made, bob):
    services.revoke_certificate(made, reason="Pomyłka.", by=bob)

    for owner in (made.participant, made.participant.registration):
        assert section(client.get(owner.get_absolute_url()), "certificates") is None
        assert client.get(owner.get_certificate_url(made)).status_code == 404


def test_certificate_is_taken_out_as_pdf_and_that_is_logged(client, made):
    built(made)
    address = f"/miejsce/{made.participant.token}/zaswiadczenie/{made.pk}/"
    assert "Take the PDF" in words(client.get(address))

    response = client.post(address)

    assert response["Content-Type"] == "application/pdf"
    name = f"zaswiadczenie_{made.number.lower()}.pdf"
    assert response["Content-Disposition"] == f'attachment; filename="{name}"'
    assert b"".join(response.streaming_content).startswith(b"%PDF-1.7")
    deed = made.deeds.last()
    assert (deed.verb, deed.by) == ("take", None)


def test_opening_a_certificate_changes_nothing(client, made):
    built(made)

    client.get(f"/miejsce/{made.participant.token}/zaswiadczenie/{made.pk}/")

    assert [deed.verb for deed in made.deeds.all()] == ["issue"]


def test_certificate_that_is_being_made_says_so(client, made):
    address = f"/zgloszenie/{made.participant.registration.token}/zaswiadczenie/{made.pk}/"

    page = words(client.get(address))

    assert "The file is being made." in page
    assert "Take the PDF" not in page


def test_certificate_whose_file_is_gone_is_made_anew(client, made):
    document = built(made)
    document.expire()
    address = f"/zgloszenie/{made.participant.registration.token}/zaswiadczenie/{made.pk}/"
    assert "You can have it made anew" in words(client.get(address))

    page = client.post(address, follow=True)

    assert "The file is being made." in words(page)
    assert Document.objects.unfinished().get(subject_id=made.pk).asked_by is None
    assert [deed.verb for deed in made.deeds.all()] == ["issue"]


def test_certificate_of_a_duplicate_is_not_what_the_person_takes_out(client, made, bob):
    document = built(made)
    services.duplicate_certificate(made, reason="Zgubione.", by=bob)

    response = client.post(f"/miejsce/{made.participant.token}/zaswiadczenie/{made.pk}/")

    assert response["Content-Disposition"].endswith(f'"{document.filename}"')


def test_certificate_of_somebody_else_is_not_found(client, made, event, bob):
    other = certificate(attendee(event), by=bob)
    person = made.participant

    for owner in (person, person.registration):
        assert client.get(owner.get_certificate_url(other)).status_code == 404
        assert client.post(owner.get_certificate_url(other)).status_code == 404


def test_certificate_is_behind_its_link_for_thirty_days(client, made):
    address = f"/miejsce/{made.participant.token}/zaswiadczenie/{made.pk}/"
    made.participant.event.ends_at = timezone.now() - timedelta(days=60)
    made.participant.event.save()
    assert client.get(address).status_code == 200

    Certificate.objects.update(issued_on=timezone.localdate() - timedelta(days=31))

    assert client.get(address).status_code == 404
