"""The history of the schedule of support, and the page of staff about it."""

from datetime import timedelta

import pytest
from lxml import html

from events import schedule, services
from events.models import EventDay, ScheduleChange
from owes_portal.models import Document
from tests import factories
from tests.events.conftest import NOW
from tests.events.test_schedule import event_on, read, ready_paper
from tests.events.test_views import words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english", "november")]

# /harmonogram-wsparcia/historia/


def entries(response):
    found = html.fromstring(response.content).xpath("//li[@class='schedule-change']")
    return [read(entry) for entry in found]


def test_history_tells_what_was_and_what_is(client):
    event = event_on(2026, 11, 12, title="ABC")
    services.keep_schedule(NOW)
    EventDay.objects.update(ends_at=event.ends_at + timedelta(hours=1), place="Szkoła")
    services.keep_schedule(NOW + timedelta(hours=1))

    response = client.get("/harmonogram-wsparcia/historia/")

    assert entries(response) == [
        "changed 10 November 2026, at 11.00 ABC "
        "12 November 2026, at 9.00–16.00, Szkoła, ul. Lipowa 2, Zwierzyniec "
        "Day and hours "
        "was: 12 November 2026, at 9.00–15.00 is: 12 November 2026, at 9.00–16.00 "
        "Place and address "
        "was: Dom kultury, ul. Lipowa 2, Zwierzyniec is: Szkoła, ul. Lipowa 2, Zwierzyniec",
        "announced 10 November 2026, at 10.00 ABC "
        "12 November 2026, at 9.00–15.00, Dom kultury, ul. Lipowa 2, Zwierzyniec",
    ]


def test_history_tells_of_cancellations_and_of_what_was_taken_out(client):
    event = event_on(2026, 11, 12, title="ABC")
    services.keep_schedule(NOW)
    event.cancel("Brak prądu.")
    services.keep_schedule(NOW + timedelta(hours=1))
    type(event).objects.update(status="draft")
    services.keep_schedule(NOW + timedelta(hours=2))

    gone, cancelled, _announced = entries(client.get("/harmonogram-wsparcia/historia/"))

    assert gone.startswith("taken out 10 November 2026, at 12.00 ABC")
    assert cancelled.startswith("cancelled 10 November 2026, at 11.00 ABC")
    assert cancelled.endswith("Cancelled, reason was: nothing is: Brak prądu.")


def test_history_links_to_events_that_can_be_seen_only(client):
    event = event_on(2026, 11, 12, slug="abc")
    services.keep_schedule(NOW)
    link = 'href="/wydarzenia/abc/"'

    assert link in client.get("/harmonogram-wsparcia/historia/").text
    type(event).objects.update(status="draft")
    assert link not in client.get("/harmonogram-wsparcia/historia/").text


def test_history_of_a_project_tells_of_days_that_went_to_another(client):
    iskra, other = factories.project(slug="iskra"), factories.project(slug="inny")
    event = event_on(2026, 11, 12, project=iskra)
    event_on(2026, 11, 13)
    services.keep_schedule(NOW)
    type(event).objects.filter(pk=event.pk).update(project=other)
    services.keep_schedule(NOW + timedelta(hours=1))

    found = {
        slug: len(entries(client.get(f"/harmonogram-wsparcia/historia/?projekt={slug}")))
        for slug in ("iskra", "inny", "")
    }

    assert found == {"iskra": 2, "inny": 1, "": 3}


@pytest.mark.parametrize("item_count", [1, 3])
def test_history_takes_a_constant_number_of_queries(client, item_count, django_assert_num_queries):
    for _ in range(item_count):
        event_on(2026, 11, 12, days=2, project=factories.project())
    services.keep_schedule(NOW)
    client.get("/harmonogram-wsparcia/historia/")

    with django_assert_num_queries(5):
        client.get("/harmonogram-wsparcia/historia/?anew")


def test_difference_names_everything_that_is_told(client):
    event_on(2026, 11, 12, project=factories.project())
    services.keep_schedule(NOW)
    line = ScheduleChange.objects.get()
    others = {
        "starts_at": "2026-11-13T08:00:00+00:00",
        "ends_at": "2026-11-13T09:00:00+00:00",
        "kind": "of another time",
        "event": "Inne",
        "topic": "Inny temat",
        "place": "Inne miejsce",
        "address": "Inny adres",
        "trainer": "Ktoś inny",
        "people": 1,
        "project": "Inny projekt",
        "cancelled": "Powód",
    }

    silent = [
        name
        for name, value in others.items()
        if not schedule.differences(
            ScheduleChange(before=line.after, after=line.after | {name: value})
        )
    ]

    assert others.keys() == line.after.keys() - {"project_id"}
    assert silent == []


# /panel/harmonogram/


def test_staff_ask_for_the_paper_at_once(bobs_client, bob):
    project = factories.project(slug="iskra")

    response = bobs_client.post("/panel/harmonogram/?projekt=iskra")

    document = Document.objects.get()
    assert (response.status_code, response["Location"]) == (
        302,
        "/panel/harmonogram/?projekt=iskra",
    )
    assert (document.kind, document.subject_id, document.asked_by) == ("schedule", project.pk, bob)


def test_staff_see_what_was_made_of_the_chosen_project(bobs_client):
    project = factories.project(slug="iskra", title="Iskra")
    of_project, of_all = ready_paper(project.pk), ready_paper()

    shown = bobs_client.get("/panel/harmonogram/?projekt=iskra").text

    assert (of_project.get_absolute_url() in shown, of_all.get_absolute_url() in shown) == (
        True,
        False,
    )


def test_staff_are_told_while_the_paper_is_made(bobs_client):
    Document.objects.create(kind="schedule", subject_id=0)

    page = bobs_client.get("/panel/harmonogram/")
    part = bobs_client.get("/panel/harmonogram/", headers={"HX-Request": "true"})

    assert "The file is being made." in words(page)
    assert "<html" not in part.text
    assert "hx-get" in part.text


@pytest.mark.parametrize("query", ["projekt=nothing", "projekt=%F3"])
def test_staff_page_bears_garbage_in_the_address(bobs_client, query):
    assert bobs_client.get(f"/panel/harmonogram/?{query}").status_code == 200


def test_history_keeps_the_words_of_what_was_withdrawn_to_itself(client):
    event = event_on(2026, 11, 12, title="Tajne", lead="Tajne")
    services.keep_schedule(NOW)
    event.days.update(place="Tajna szkoła")
    services.keep_schedule(NOW + timedelta(hours=1))
    type(event).objects.update(status="withdrawn", withdrawal_reason="To była pomyłka.")
    services.keep_schedule(NOW + timedelta(hours=2))

    shown = entries(client.get("/harmonogram-wsparcia/historia/"))

    words_of_all = "This event was withdrawn. To była pomyłka. 12 November 2026, at 9.00–15.00"
    assert shown == [
        f"taken out 10 November 2026, at 12.00 {words_of_all}",
        f"changed 10 November 2026, at 11.00 {words_of_all}",
        f"announced 10 November 2026, at 10.00 {words_of_all}",
    ]
    assert ScheduleChange.objects.first().latest.event == "Tajne"


def test_history_does_not_name_a_project_that_was_withdrawn(client):
    secret, other = factories.project(title="Tajny"), factories.project(title="Jawny")
    event = event_on(2026, 11, 12, project=secret)
    services.keep_schedule(NOW)
    type(event).objects.update(project=other)
    services.keep_schedule(NOW + timedelta(hours=1))
    type(secret).objects.filter(pk=secret.pk).update(
        status="withdrawn", withdrawal_reason="To była pomyłka."
    )

    changed, _announced = entries(client.get("/harmonogram-wsparcia/historia/"))

    assert changed.endswith("Project was: nothing is: Jawny")


def test_history_marks_polish_words_in_another_language(client, settings):
    settings.LANGUAGE_CODE = "pl"
    event = event_on(2026, 11, 12, title="ABC")
    services.keep_schedule(NOW)
    event.days.update(place="Szkoła")
    services.keep_schedule(NOW + timedelta(hours=1))

    page = html.fromstring(client.get("/en/harmonogram-wsparcia/historia/").content)

    marked = [read(part) for part in page.xpath("//dl//*[@lang='pl']")]
    assert marked == [
        "Dom kultury, ul. Lipowa 2, Zwierzyniec",
        "Szkoła, ul. Lipowa 2, Zwierzyniec",
    ]
