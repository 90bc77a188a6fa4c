"""Municipalities: what typed words can mean."""

import pytest

from owes_portal.models.places import current_municipalities, find_municipalities
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture(autouse=True)
def _register():
    city = factories.county(code="0664", name="Zamość", is_city=True)
    factories.municipality(code="0664011", name="Zamość", kind="1", county=city)
    factories.municipality(code="0620142", name="Zamość", kind="2")
    factories.municipality(code="0620011", name="Łabunie", kind="2")
    factories.municipality(code="0620022", name="Dawna", kind="2", is_current=False)


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("Łabunie", ["0620011"]),
        ("  labunie  ", ["0620011"]),
        ("ŁABUNIE (rural municipality, county zamojski)", ["0620011"]),
        ("zamosc", ["0664011", "0620142"]),
        ("Zamość (city with county rights)", ["0664011"]),
        ("Zamość   (rural municipality, county zamojski)", ["0620142"]),
        ("Dawna", []),
        ("Zam", []),
        ("", []),
        ("\x00", []),
        ("%", []),
    ],
)
def test_find_municipalities_understands_words(typed, codes):
    assert [place.code for place in find_municipalities(typed)] == codes


def test_find_municipalities_asks_the_database_once_in_a_while(django_assert_num_queries):
    with django_assert_num_queries(1 + 5):  # and the content stamp each time
        for _ in range(5):
            find_municipalities("Zamość")


def test_labels_are_different_for_each_municipality():
    labels = [place.label for place in current_municipalities()]

    assert len(set(labels)) == len(labels)
