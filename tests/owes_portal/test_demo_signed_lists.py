"""The demo's signed lists: made like scans, and in every state that the pages tell of."""

import pytest
from django.core.management import call_command

from owes_portal.demo import signed_lists
from registrations import uploads
from registrations.models import SignedList
from tests import factories
from tests.factories_papers import attendee, past_event

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def scans():
    call_command("build_fonts", verbosity=0)
    factories.staff(username=signed_lists.ORGANISER)
    for slug in (signed_lists.BILGORAJ, signed_lists.HRUBIESZOW):
        event = past_event(days=2, days_ago=30, slug=slug)
        attendee(event, last_name="Lis")
        attendee(event, last_name="Żak")
    signed_lists.file_scans()
    return list(SignedList.objects.for_reading().order_by("pk"))


def test_demo_has_a_list_that_agrees_one_that_differs_and_one_to_compare(scans):
    states = [(one.event.slug, one.in_words().partition(":")[0]) for one in scans]

    assert states == [
        (signed_lists.BILGORAJ, "agrees with the ticks"),
        (signed_lists.BILGORAJ, "differs from the ticks"),
        (signed_lists.HRUBIESZOW, "not compared with the ticks yet"),
    ]


def test_demo_scans_are_pictures_that_can_be_looked_at(scans):
    content = scans[0].file.read()

    assert uploads.draw_page(content, scans[0].content_type, 1).startswith(b"\xff\xd8\xff")
    assert not any(one.is_overtaken() for one in scans)
