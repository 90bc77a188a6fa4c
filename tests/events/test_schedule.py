"""The schedule of support: its page, its files, its history and the page of staff."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.utils import timezone
from lxml import html

from events import services
from events.models import EventDay, ScheduleChange, Trainer
from owes_portal.models import Document
from tests import factories
from tests.admin_forms import answers
from tests.events.conftest import NOW
from tests.events.test_views import GARBAGE, words
from tests.factories_library import pdf
from tests.spreadsheets import read_xlsx

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english", "november")]


def event_on(year, month, day, hour=9, **fields):
    starts_at = timezone.make_aware(datetime(year, month, day, hour))
    return factories.event(starts_at=starts_at, **fields)


def rows(response):
    """The cells of the table as they are read."""
    table = html.fromstring(response.content).xpath("//tbody/tr")
    return [[read(cell) for cell in row] for row in table]


def read(element):
    told = " ".join(" ".join(element.itertext()).replace("\xa0", " ").split())
    return told.replace(" ,", ",")  # after a part that stays in one line


def topics(response):
    return [row[4] for row in rows(response)]


def ready_paper(subject_id=0, **fields):
    return Document.objects.create(
        kind="schedule",
        subject_id=subject_id,
        filename="harmonogram-wsparcia_2026-11-10.pdf",
        **{"status": "ready", "begun_at": NOW, "file": ContentFile(pdf(), "h.pdf")} | fields,
    )


# /harmonogram-wsparcia/


def test_schedule_says_all_that_the_funders_ask_for(client):
    event = event_on(
        2026, 11, 12, title="ABC", capacity=25, project=factories.project(title="Iskra")
    )
    trainer = Trainer.objects.create(name="Ewa Wrona")
    EventDay.objects.update(topic="Spółdzielnie", trainer=trainer)

    response = client.get("/harmonogram-wsparcia/")

    assert rows(response) == [
        [
            "1",
            "12 November 2026",
            "9.00–15.00",
            "Animation workshop",
            "ABC Spółdzielnie",
            "Dom kultury, ul. Lipowa 2, Zwierzyniec",
            "Ewa Wrona",
            "25",
            "Iskra",
        ]
    ]
    assert event.get_absolute_url().encode() in response.content
    assert "Schedule of support as of 10 November 2026, at 10.00" in words(response)


def test_schedule_begins_with_this_month_and_counts_days_in_their_order(client):
    event_on(2026, 12, 1, title="Grudniowe")
    event_on(2026, 11, 1, hour=0, title="Pierwsza chwila miesiąca")
    event_on(2026, 10, 31, hour=23, title="Październikowe")
    event_on(2026, 11, 20, title="Dwudniowe", days=2)

    response = client.get("/harmonogram-wsparcia/")

    assert [(row[0], row[4]) for row in rows(response)] == [
        ("1", "Pierwsza chwila miesiąca"),
        ("2", "Dwudniowe"),
        ("3", "Dwudniowe"),
        ("4", "Grudniowe"),
    ]


def test_schedule_shows_what_is_published_only(client):
    event_on(2026, 11, 12, title="Szkic", status="draft")
    event_on(2026, 11, 12, title="Jutro na stronie", published_from=NOW + timedelta(days=1))
    event_on(2026, 11, 12, title="Zdjęte", published_until=NOW)
    event_on(2026, 11, 12, title="Ogłoszone")

    assert topics(client.get("/harmonogram-wsparcia/")) == ["Ogłoszone"]


def test_schedule_says_that_an_event_is_cancelled_and_why(client):
    event_on(2026, 11, 12, title="ABC").cancel("Trenerka zachorowała.")

    assert topics(client.get("/harmonogram-wsparcia/")) == ["ABC Cancelled Trenerka zachorowała."]


def test_schedule_names_no_project_that_is_a_draft(client):
    event_on(2026, 11, 12, project=factories.project(title="Tajny", status="draft"))

    assert "Tajny" not in words(client.get("/harmonogram-wsparcia/"))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("projekt=iskra", ["Listopad"]),
        ("od=2026-09", ["Wrzesień", "Październik", "Listopad", "Grudzień"]),
        ("od=2026-09&do=2026-10", ["Wrzesień", "Październik"]),
        ("do=2026-11", ["Listopad"]),
        ("do=2026-10", ["Wrzesień", "Październik"]),
        ("od=2026-12", ["Grudzień"]),
        ("od=2026-12&projekt=iskra", []),
    ],
)
def test_schedule_filters(client, query, found):
    event_on(2026, 9, 1, hour=0, title="Wrzesień")
    event_on(2026, 10, 31, hour=23, title="Październik")
    event_on(2026, 11, 12, title="Listopad", project=factories.project(slug="iskra"))
    event_on(2026, 12, 31, hour=23, title="Grudzień")

    assert topics(client.get(f"/harmonogram-wsparcia/?{query}")) == found


def test_schedule_says_when_the_months_are_the_wrong_way_round(client):
    event_on(2026, 9, 1)
    event_on(2026, 12, 1, title="Grudzień")

    response = client.get("/harmonogram-wsparcia/?od=2026-12&do=2026-09")

    assert "The last month comes before the first one, so the list leaves it out." in words(
        response
    )
    assert topics(response) == ["Grudzień"]
    assert response.context["form"]["do"].value() == "2026-09"


@pytest.mark.parametrize(
    ("starts_at", "hours", "told"),
    [
        (datetime(2026, 11, 12, 21, tzinfo=UTC), 4, ("12–13 November 2026", "22.00–2.00")),
        (
            datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
            1,
            ("25 October 2026", "2.30 (summer time)–2.30 (winter time)"),
        ),
        (datetime(2027, 3, 28, 0, 30, tzinfo=UTC), 1, ("28 March 2027", "1.30–3.30")),
        (
            datetime(2026, 12, 31, 22, tzinfo=UTC),
            2,
            ("31 December 2026 – 1 January 2027", "23.00–1.00"),
        ),
    ],
    ids=["over midnight", "clocks put back", "clocks put forward", "over the year"],
)
def test_schedule_is_in_polish_time(client, starts_at, hours, told):
    factories.day(factories.event(days=0), starts_at=starts_at, hours=hours)

    month = timezone.localtime(starts_at)

    [[_number, *shown]] = rows(client.get(f"/harmonogram-wsparcia/?od={month:%Y-%m}"))

    assert tuple(shown[:2]) == told


def test_schedule_shows_the_marks_of_the_chosen_project(client):
    project = factories.project(slug="iskra", title="Iskra")
    project.marks.add(factories.funding_mark(alt="Fundusze Europejskie"))

    of_project = client.get("/harmonogram-wsparcia/?projekt=iskra")
    of_all = client.get("/harmonogram-wsparcia/")

    assert 'alt="Fundusze Europejskie"' in of_project.text
    assert 'alt="Fundusze Europejskie"' not in of_all.text
    assert "Iskra, No. FELU.08.06-IZ.00-0001/24" in words(of_project)


def test_schedule_is_divided_into_pages_and_goes_on_counting(client):
    event_on(2026, 11, 12, days=51)

    response = client.get("/harmonogram-wsparcia/?strona=2")

    assert [row[0] for row in rows(response)] == ["51"]


@pytest.mark.parametrize("query", [*GARBAGE, "projekt=%00", "od=%00", "do=2026-99", "od=x&do=y"])
def test_schedule_bears_garbage_in_the_address(client, query):
    event_on(2026, 11, 12, title="Dobre warsztaty")

    pages = ["", "harmonogram.xlsx", "historia/"]
    found = [client.get(f"/harmonogram-wsparcia/{page}?{query}").status_code for page in pages]

    assert found == [200, 200, 200]
    assert client.get(f"/harmonogram-wsparcia/harmonogram.pdf?{query}").status_code == 404


@pytest.mark.parametrize("item_count", [1, 3])
def test_schedule_takes_a_constant_number_of_queries(client, item_count, django_assert_num_queries):
    project = factories.project(slug="iskra")
    for _ in range(item_count):
        event_on(2026, 11, 12, days=2, project=project)
    client.get("/harmonogram-wsparcia/")

    with django_assert_num_queries(5):
        client.get("/harmonogram-wsparcia/")
    with django_assert_num_queries(5):
        client.get("/harmonogram-wsparcia/?projekt=iskra&od=2026-11")


# /harmonogram-wsparcia/harmonogram.xlsx


def test_table_holds_what_was_chosen_and_all_of_it(client):
    project = factories.project(slug="iskra", title="Iskra")
    event_on(2026, 11, 12, title="=1+1", days=60, project=project)
    event_on(2026, 11, 12, title="Inne")

    response = client.get("/harmonogram-wsparcia/harmonogram.xlsx?projekt=iskra&strona=2")

    [table] = read_xlsx(response.content).values()
    assert len(table) == 61
    assert table[1][:1] + table[1][2:] == [
        1.0,
        "9.00–15.00",
        "animation workshop",
        "=1+1",
        "Dom kultury, ul. Lipowa 2, Zwierzyniec",
        None,
        20.0,
        "Iskra",
    ]
    assert response["Content-Disposition"] == (
        'attachment; filename="harmonogram-wsparcia_2026-11-10.xlsx"'
    )


def test_table_is_the_same_file_as_long_as_nothing_changes(client):
    event_on(2026, 11, 12)
    services.keep_schedule(NOW)

    first = client.get("/harmonogram-wsparcia/harmonogram.xlsx")
    with time_machine.travel(NOW + timedelta(hours=3)):
        again = client.get(
            "/harmonogram-wsparcia/harmonogram.xlsx", headers={"If-None-Match": first["ETag"]}
        )

    assert (first.status_code, again.status_code) == (200, 304)
    assert first["Cache-Control"] == "public, no-cache"


@pytest.mark.parametrize("item_count", [1, 3])
def test_table_takes_a_constant_number_of_queries(client, item_count, django_assert_num_queries):
    for _ in range(item_count):
        event_on(2026, 11, 12, days=2)
    client.get("/harmonogram-wsparcia/harmonogram.xlsx")

    with django_assert_num_queries(3):
        client.get("/harmonogram-wsparcia/harmonogram.xlsx?anew")


# /harmonogram-wsparcia/harmonogram.pdf


def test_paper_gives_the_newest_that_is_ready(client):
    ready_paper(begun_at=NOW - timedelta(days=2))
    newest = ready_paper(file=ContentFile(pdf() + b"%", "h.pdf"))
    Document.objects.create(kind="schedule", subject_id=0)

    response = client.get("/harmonogram-wsparcia/harmonogram.pdf")

    assert b"".join(response) == newest.file.read()
    assert (response["Content-Type"], response["Content-Disposition"]) == (
        "application/pdf",
        'inline; filename="harmonogram-wsparcia_2026-11-10.pdf"',
    )


def test_paper_is_not_sent_twice_to_a_browser_that_has_it(client):
    ready_paper(begun_at=NOW - timedelta(days=2))
    first = client.get("/harmonogram-wsparcia/harmonogram.pdf")
    known = {"If-None-Match": first["ETag"]}

    again = client.get("/harmonogram-wsparcia/harmonogram.pdf", headers=known)
    newer = ready_paper(file=ContentFile(pdf() + b"%", "h.pdf"))
    changed = client.get("/harmonogram-wsparcia/harmonogram.pdf", headers=known)

    assert (again.status_code, again.content) == (304, b"")
    assert first["Cache-Control"] == again["Cache-Control"] == "public, no-cache"
    assert (changed.status_code, b"".join(changed)) == (200, newer.file.read())


def test_paper_that_is_built_again_is_another_one(client):
    paper = ready_paper(begun_at=NOW - timedelta(days=2))
    first = client.get("/harmonogram-wsparcia/harmonogram.pdf")
    Document.objects.filter(pk=paper.pk).update(begun_at=NOW)

    changed = client.get(
        "/harmonogram-wsparcia/harmonogram.pdf", headers={"If-None-Match": first["ETag"]}
    )

    assert changed.status_code == 200
    assert changed["ETag"] != first["ETag"]


def test_page_links_the_paper_of_what_is_shown_with_its_moment(client):
    project = factories.project(slug="iskra")
    ready_paper(project.pk)

    shown = client.get("/harmonogram-wsparcia/?projekt=iskra")

    assert "Download PDF – the whole project, as of 10 November 2026, at 10.00" in words(shown)
    assert 'href="/harmonogram-wsparcia/harmonogram.pdf?projekt=iskra"' in shown.text
    assert "Download PDF" not in words(client.get("/harmonogram-wsparcia/"))


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "participant_list"},
        {"subject_id": 7},
        {"status": "building"},
        {"status": "expired"},
    ],
    ids=["another kind", "of a project", "not done", "expired"],
)
def test_paper_gives_nothing_else(client, fields):
    document = ready_paper()
    Document.objects.filter(pk=document.pk).update(**fields)

    assert client.get("/harmonogram-wsparcia/harmonogram.pdf").status_code == 404


def test_paper_of_a_project_that_nobody_may_see_is_not_found(client):
    hidden = factories.project(slug="tajny", status="draft")
    ready_paper(hidden.pk)
    ready_paper()

    assert client.get("/harmonogram-wsparcia/harmonogram.pdf?projekt=tajny").status_code == 404


def test_paper_whose_file_is_lost_is_not_found(client):
    document = ready_paper()
    document.file.storage.delete(document.file.name)

    assert client.get("/harmonogram-wsparcia/harmonogram.pdf").status_code == 404


def test_paper_that_names_what_was_taken_out_since_is_not_given(client):
    event = event_on(2026, 11, 12)
    services.keep_schedule(NOW)
    ready_paper(begun_at=NOW + timedelta(minutes=1))
    type(event).objects.update(status="archived")

    before = client.get("/harmonogram-wsparcia/harmonogram.pdf").status_code
    services.keep_schedule(NOW + timedelta(minutes=2))
    after = client.get("/harmonogram-wsparcia/harmonogram.pdf").status_code

    assert (before, after) == (200, 404)


def test_paper_that_names_what_is_over_since_is_not_given(client):
    event = event_on(2026, 11, 12)
    ready_paper(begun_at=NOW - timedelta(minutes=2))

    type(event).objects.update(published_until=NOW - timedelta(minutes=1))

    assert client.get("/harmonogram-wsparcia/harmonogram.pdf").status_code == 404


@pytest.mark.parametrize("step", ["archive", "withdraw"])
def test_schedule_is_compared_at_once_when_staff_take_an_event_back(bobs_client, step):
    event = event_on(2026, 11, 12)
    services.keep_schedule(NOW)
    form = f"/panel/events/event/{event.pk}/change/"
    typed = answers(bobs_client, form, withdrawal_reason="To była pomyłka.")

    bobs_client.post(form, typed | {"_step": step})

    assert ScheduleChange.objects.last().is_gone()
