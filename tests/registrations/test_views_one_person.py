"""What one person's form asks behind the links: consent to needs, conditions, files."""

from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from owes_portal.models import OutgoingMail
from registrations import services
from registrations.models import Answer
from registrations.services.questions import draft_of
from tests import factories
from tests.factories_files import sent_file
from tests.factories_library import pdf
from tests.factories_signup import box, question, wordings_shown
from tests.reading import errors, tree, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english", "operator")]

NAMES = {"first_name": "Ola", "last_name": "Lis"}


@pytest.fixture
def event():
    return factories.event(capacity=3)


@pytest.fixture
def registration(event):
    return factories.registration(event)


@pytest.fixture
def person(registration):
    return registration.participants.get()


@pytest.fixture
def consent(event):
    """What the event asks for before it holds what somebody needs."""
    text = factories.consent_text(kind="needs", label="Zgadzam się")
    event.consents.add(text)
    return text


def pages(registration, person):
    return [
        f"/miejsce/{person.token}/dane/",
        f"/zgloszenie/{registration.token}/osoby/{person.pk}/",
        f"/zgloszenie/{registration.token}/osoby/dodaj/",
    ]


@pytest.mark.parametrize("number", range(3))
def test_needs_want_a_consent_on_every_page_of_a_person(
    client, registration, person, consent, number
):
    address = pages(registration, person)[number]

    page = client.post(address, NAMES | {"needs": ["quiet_room"]})

    assert "Mark this consent, or take the needs out of the form." in errors(page)[0]
    assert tree(page).xpath(f'//input[@name="{box(consent)}"]')
    assert not registration.consents.exists()


@pytest.mark.parametrize("number", range(3))
def test_consent_to_needs_is_written_down_with_them(client, registration, person, consent, number):
    address = pages(registration, person)[number]

    client.post(address, NAMES | {"needs": ["quiet_room"], box(consent): "on"})

    assert registration.consents.get().text == consent
    assert "quiet_room" in registration.participants.values_list("needs__kind", flat=True)


def test_consent_to_needs_is_asked_for_once(client, registration, person, consent):
    address = pages(registration, person)[0]
    registration.consents.create(text=consent)

    page = client.get(address)
    client.post(address, {"first_name": "Anna", "last_name": "Kowal", "needs": ["quiet_room"]})

    assert not tree(page).xpath(f'//input[@name="{box(consent)}"]')
    assert person.needs.get().kind == "quiet_room"
    assert registration.consents.count() == 1


def test_add_person_asks_what_depends_on_an_answer_of_the_registration(client, event, registration):
    once = question(event, kind="yes_no", scope="registration")
    question(event, is_required=True, shown_if=once, shown_if_answer="yes")
    Answer.objects.create(question=once, registration=registration, values=["yes"])
    # The page names only what it asks itself.
    address = f"/zgloszenie/{registration.token}/osoby/dodaj/"
    asked = tree(client.get(address)).xpath('//input[@name="asked"]/@value')[0]

    page = client.post(address, NAMES | {"asked": asked})

    assert errors(page) == ["Write the answer."]


def test_change_person_keeps_a_file_that_answered_an_earlier_wording(
    client, event, registration, person
):
    asked = question(event, kind="file")
    upload = sent_file(event=event)
    Answer.objects.create(
        question=asked, registration=registration, participant=person, upload=upload
    )
    services.save_questions(event, [replace(draft_of(asked), wording="Plan domu")])
    address = f"/miejsce/{person.token}/dane/"
    signed = tree(client.get(address)).xpath(f'//input[@name="{asked.field_name}"]/@value')[0]

    client.post(address, NAMES | wordings_shown(event) | {asked.field_name: signed})

    answer = person.answers.get()
    assert (answer.upload, answer.question) == (upload, event.questions.current().get())


def test_change_person_counts_files_before_they_are_read(
    client, event, registration, person, settings
):
    settings.UPLOADS_PER_NETWORK = 0
    asked = question(event, kind="file")
    file = SimpleUploadedFile("plan.pdf", pdf())
    address = f"/miejsce/{person.token}/dane/"

    page = client.post(address, NAMES | wordings_shown(event) | {f"{asked.field_name}-file": file})

    assert "files have just come" in words(page)
    assert not event.uploads.exists()


def test_nobody_is_flooded_with_links_by_an_address_that_is_changed(
    client, registration, person, usual_limits
):
    address = f"/zgloszenie/{registration.token}/osoby/{person.pk}/"

    for email in ["ofiara@example.com", ""] * 6:
        client.post(address, NAMES | {"email": email})

    assert OutgoingMail.objects.filter(recipient="ofiara@example.com").count() == 5
