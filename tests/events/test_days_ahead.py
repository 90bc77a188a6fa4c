"""The nearest days of events on the first page of the administration."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone

from events.models import Event
from tests import factories
from tests.reading import section, tree

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english", "operator")]


def noon(days):
    return timezone.localtime().replace(hour=12, minute=0) + timedelta(days=days)


def titles(response):
    return [" ".join(it.text_content().split()) for it in tree(response).xpath("//section//h3")]


def test_days_ahead_begin_with_today_and_lead_to_its_people(bobs_client):
    factories.event(title="Jutro", starts_at=noon(1))
    today = factories.event(title="Dzisiaj", starts_at=noon(0))
    factories.event(title="Wczoraj", starts_at=noon(-1))
    factories.event(title="Szkic", starts_at=noon(0), status="draft")

    page = bobs_client.get("/panel/")

    [day] = today.days.all()
    assert titles(page) == ["Dzisiaj", "Jutro"]
    assert tree(page).xpath("(//section//li)[1]//a/@href") == [
        f"/panel/wydarzenia/{today.pk}/zgloszenia/",
        f"/panel/wydarzenia/{today.pk}/dokumenty/lista-obecnosci/",
        f"/panel/wydarzenia/{today.pk}/obecnosc/{day.pk}/",
    ]
    assert section(page, "ahead").count("today,") == 1


def test_days_ahead_say_what_was_called_off(bobs_client):
    factories.event(
        title="Zjazd", starts_at=noon(1), cancelled_at=noon(0), cancellation_reason="Mróz."
    )

    page = bobs_client.get("/panel/")

    assert titles(page) == ["Zjazd – cancelled"]


def test_days_ahead_are_for_those_who_may_see_people(client):
    factories.event(starts_at=noon(1))
    edyta = factories.user(is_staff=True)
    edyta.user_permissions.add(Permission.objects.get(codename="change_event"))
    client.force_login(edyta)

    assert titles(client.get("/panel/")) == []


@pytest.mark.parametrize("item_count", [1, 3])
def test_days_ahead_ask_the_same_number_of_queries(
    bobs_client, item_count, django_assert_num_queries
):
    factories.living_worker()
    for _ in range(item_count):
        factories.event(starts_at=noon(1))

    with django_assert_num_queries(8):
        bobs_client.get("/panel/")
    assert Event.objects.count() == item_count
