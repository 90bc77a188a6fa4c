"""The page where staff copy an event to other days."""

from datetime import date, timedelta
from urllib.parse import urlencode

import pytest
from django.utils import timezone
from lxml import html

from events.forms import months_after
from events.models import Event
from registrations.models import Question
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

TODAY = timezone.localdate()
# Mondays, so that only a holiday could be remarked upon.
MONDAY = TODAY + timedelta(days=70 - TODAY.weekday())


@pytest.fixture
def event():
    return factories.event(title="Ekonomia na start", slug="ekonomia")


def address(event):
    return f"/panel/wydarzenia/{event.pk}/kopia/"


def chosen(**changes):
    return {"title": "Ekonomia dalej", "first_day": f"{MONDAY}", "repeats": "once"} | changes


def words(response):
    page = html.fromstring(response.content.decode())
    return " ".join(page.text_content().replace("\xa0", " ").split())


def test_copy_starts_with_the_same_day_of_the_week_ahead(bobs_client, event):
    form = bobs_client.get(address(event)).context["form"]

    suggested = form.initial["first_day"]
    assert form.initial["title"] == "Ekonomia na start"
    assert suggested.weekday() == timezone.localtime(event.starts_at).weekday()
    assert suggested > TODAY


def test_copy_shows_the_days_and_makes_nothing(bobs_client, event):
    response = bobs_client.get(f"{address(event)}?{urlencode(chosen())}")

    assert "1 draft will be made" in words(response)
    assert "at 9.00–15.00 · Dom kultury" in words(response)
    assert Event.objects.get() == event


def test_copy_makes_a_draft_with_the_questions_of_the_form(bobs_client, event):
    Question.objects.create(event=event, wording="Skąd jedziesz?", position=1)

    response = bobs_client.post(address(event), chosen())

    made = Event.objects.exclude(pk=event.pk).get()
    assert response.url == f"/panel/events/event/{made.pk}/change/"
    assert (made.title, made.status) == ("Ekonomia dalej", "draft")
    assert timezone.localdate(made.starts_at) == MONDAY
    assert [question.wording for question in made.questions.all()] == ["Skąd jedziesz?"]


def test_copy_sent_twice_makes_it_once(bobs_client, event):
    key = "5b0b8f52-52de-4b0a-9f0c-3f2f5f0f0a11"

    answers = [bobs_client.post(address(event), chosen(key=key)) for _ in range(2)]

    assert answers[0].url == answers[1].url
    assert Event.objects.count() == 2


@pytest.mark.parametrize(
    ("changes", "days"),
    [
        ({"repeats": "weekly", "times": 3}, [0, 7, 14]),
        ({"repeats": "listed", "days": f"{MONDAY + timedelta(days=9):%d.%m.%Y}"}, [0, 9]),
        ({"repeats": "listed", "days": f"\n {MONDAY + timedelta(days=2)} \n\n"}, [0, 2]),
    ],
    ids=["weekly", "listed", "with empty lines"],
)
def test_copy_makes_a_series(bobs_client, event, changes, days):
    response = bobs_client.post(address(event), chosen(**changes))

    event.refresh_from_db()
    made = event.series.events.exclude(pk=event.pk).order_by("starts_at")
    assert response.url == f"/panel/events/event/?series__id__exact={event.series_id}"
    assert [timezone.localdate(one.starts_at) - MONDAY for one in made] == [
        timedelta(days=number) for number in days
    ]
    assert [
        one["title"] for one in bobs_client.get(response.url).context["cl"].result_list.values()
    ]


def test_months_after_keeps_to_the_month():
    first = date(2027, 12, 31)

    assert [months_after(first, number) for number in range(3)] == [
        date(2027, 12, 31),
        date(2028, 1, 31),
        date(2028, 2, 29),
    ]


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"title": ""}, ["Write the title."]),
        ({"first_day": ""}, ["Choose the first day."]),
        ({"first_day": "31.02.2027"}, ["Write the day like this: 12.01.2027."]),
        ({"first_day": "2020-01-01"}, ["This day is over. Choose a later one."]),
        ({"first_day": "9999-12-31"}, ["This day is more than five years ahead."]),
        ({"repeats": "weekly"}, ["Write how many times."]),
        ({"repeats": "listed"}, ["Write the further dates, each in a line of its own."]),
        (
            {"repeats": "listed", "days": "2099-01-01\njutro"},
            [
                "Line 1, “2099-01-01”: This day is more than five years ahead.",
                "Line 2, “jutro”: Write the day like this: 12.01.2027.",
            ],
        ),
        (
            {"repeats": "listed", "days": "\n".join(["2027-01-01"] * 30)},
            ["That is too many dates: at most 30 events are made at once."],
        ),
    ],
    ids=lambda value: str(value)[:30],
)
def test_copy_says_what_is_wrong_and_makes_nothing(bobs_client, event, changes, told):
    response = bobs_client.post(address(event), chosen(**changes))

    found = response.context["form"].errors
    assert [message for messages in found.values() for message in messages] == told
    assert Event.objects.get() == event


def test_copy_names_a_date_that_stands_there_twice(bobs_client, event):
    response = bobs_client.post(address(event), chosen(repeats="listed", days=f"{MONDAY}"))

    assert "stands there twice" in response.context["form"].errors["days"][0]
    assert f"{MONDAY}" in response.content.decode()


def test_copy_points_out_sundays_holidays_and_deadlines_that_are_over(bobs_client, event):
    event.needs_by = timezone.localdate(event.starts_at) - timedelta(days=200)
    event.save()
    year = TODAY.year + 1
    sunday = MONDAY - timedelta(days=1)

    on_a_holiday = bobs_client.get(
        f"{address(event)}?{urlencode(chosen(first_day=f'{year}-11-11'))}"
    )
    on_a_sunday = bobs_client.get(f"{address(event)}?{urlencode(chosen(first_day=sunday))}")

    assert "is a holiday: Narodowe Święto Niepodległości." in words(on_a_holiday)
    assert "is a Sunday." in words(on_a_sunday)
    assert "That day is over already." in words(on_a_sunday)


def test_copy_of_an_event_without_days_is_not_found(bobs_client):
    assert bobs_client.get(address(factories.event(days=0))).status_code == 404


def test_the_form_of_an_event_leads_to_its_copy(bobs_client, event):
    page = bobs_client.get(f"/panel/events/event/{event.pk}/change/").content.decode()

    assert f'href="{address(event)}"' in page
