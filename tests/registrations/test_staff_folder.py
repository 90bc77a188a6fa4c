"""The page of an event's folder: what an auditor would miss, and the way to the ZIP."""

from datetime import timedelta

import pytest
from django.utils import timezone

from owes_portal.models import AccessRecord, Document
from registrations.models import Attendance
from tests import factories, reading

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def past():
    return factories.event(
        starts_at=timezone.now() - timedelta(days=9), project=factories.project()
    )


def gaps(client, event):
    page = client.get(f"/panel/wydarzenia/{event.pk}/teczka/")
    found = reading.tree(page).xpath('//section[@aria-labelledby="gaps"]//li')
    return [reading.plain(item) for item in found]


def test_folder_asks_for_the_zip_and_leaves_a_record(bobs_client, bob, past):
    response = bobs_client.post(f"/panel/wydarzenia/{past.pk}/teczka/")

    assert (response.status_code, response.url) == (302, f"/panel/wydarzenia/{past.pk}/teczka/")
    document = Document.objects.get()
    assert (document.kind, document.subject_id, document.asked_by) == ("audit_folder", past.pk, bob)
    assert AccessRecord.objects.get().deed == "export"


def test_folder_says_that_a_day_lacks_its_signed_list_and_ticks(bobs_client, past):
    factories.participant(past, days=past.days.all())

    told = gaps(bobs_client, past)

    assert [sentence.partition(": ")[2] for sentence in told] == [
        "the signed list is not filed.",
        "nothing is ticked for one person.",
    ]


def test_folder_asks_for_ticks_of_who_chose_no_day_in_particular(bobs_client, past):
    factories.participant(past, days=[])

    told = gaps(bobs_client, past)

    assert told[1].endswith(": nothing is ticked for one person.")


def test_folder_says_who_has_no_certificate_yet(bobs_client, past):
    person = factories.participant(past, days=past.days.all())
    Attendance.objects.create(participant=person, day=past.days.get(), state="present")

    assert "One person may have a certificate and has none." in gaps(bobs_client, past)


def test_folder_of_an_event_to_come_says_so(bobs_client):
    told = gaps(bobs_client, factories.event())

    assert told == [
        "The event is not over yet.",
        "The event names no project, so the papers carry no marks.",
    ]


def test_folder_is_for_those_who_may_take_data_out(client, past):
    client.force_login(factories.user(is_staff=True))

    assert client.get(f"/panel/wydarzenia/{past.pk}/teczka/").status_code == 403
