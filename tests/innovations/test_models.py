from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone

from innovations.models import Innovation
from tests import factories
from tests.factories_library import innovation

pytestmark = pytest.mark.django_db


def test_published_and_its_twin_agree_on_every_row():
    now = timezone.now()
    innovation()
    innovation(status="draft")
    innovation(published_from=now + timedelta(days=1))
    innovation(published_from=now - timedelta(days=2), published_until=now - timedelta(days=1))

    by_query = set(Innovation.objects.published(now))
    by_row = {row for row in Innovation.objects.all() if row.is_published(now)}

    assert by_query == by_row
    assert len(by_query) == 1


def test_in_polish_order_knows_the_alphabet():
    for title in ["Żagiel", "Zorza", "Ćma", "Łąka", "Cień", "Lato"]:
        innovation(title=title)

    titles = [row.title for row in Innovation.objects.in_polish_order()]

    assert titles == ["Cień", "Ćma", "Lato", "Łąka", "Zorza", "Żagiel"]


def test_countries_are_named_once_in_polish_order():
    for country in ["Włochy", "Polska", "Łotwa", "Polska", "Litwa"]:
        innovation(country=country)

    countries = Innovation.objects.countries()

    assert countries == ["Litwa", "Łotwa", "Polska", "Włochy"]


def test_spiral_marks_one_stage_and_keeps_the_order():
    stages = innovation(stage="pilot").spiral

    assert [is_current for _stage, is_current in stages] == [
        False,
        False,
        True,
        False,
        False,
        False,
    ]


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"is_verified": True}, "Say as of which day the description is verified."),
        ({"country": "Włochy", "county_id": "0620"}, "Only an innovation in Poland has a county."),
        ({"started_in": 12}, "Give the year with four digits."),
    ],
    ids=["verified without a day", "county abroad", "year of two digits"],
)
def test_innovation_refuses_what_cannot_be(fields, message, settings):
    settings.LANGUAGE_CODE = "en"
    factories.county()
    row = innovation()
    for name, value in fields.items():
        setattr(row, name, value)

    with pytest.raises(ValidationError) as refused:
        row.full_clean()
    with pytest.raises(IntegrityError):
        row.save()

    assert refused.value.messages == [message]


def test_rich_text_is_cleaned_past_the_forms_too():
    row = innovation(solution='<p onclick="steal()">Tak<script>steal()</script></p>')

    assert row.solution == "<p>Tak</p>"
