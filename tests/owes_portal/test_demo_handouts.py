"""The demo's files of events: accessible PDFs, shown as a file before the event and as material after it."""

import pytest

from events.models import Attachment
from owes_portal.demo import handouts
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(fonts):
    for told in handouts.HANDOUTS:
        factories.event(slug=told["event"], project=factories.project())
    handouts.create_handouts()
    return list(Attachment.objects.all())


def test_demo_handouts_are_tagged_and_short(made):
    assert len(made) == len(handouts.HANDOUTS)
    assert all(one.is_tagged and one.page_count == 1 for one in made)


def test_demo_has_a_programme_to_take_along_and_materials_of_past_events(made):
    assert [one.event.slug for one in made if not one.is_material] == [
        "warsztaty-wyjazdowe-ostrowiec-baltow"
    ]
