import pytest

from registrations import services
from tests import factories

pytestmark = pytest.mark.django_db


def test_register_takes_a_place_and_counts_it():
    event = factories.event(capacity=2)

    registration = services.register(event, factories.submission())

    event.refresh_from_db()
    assert [person.status for person in registration.participants.all()] == ["confirmed"]
    assert event.places_taken == 1
    assert registration.number.startswith("W-")
