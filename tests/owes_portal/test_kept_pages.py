"""Pages that are given out again: when they are, when they must not be, and that they are true."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.db.models import F
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.cache import patch_vary_headers

from events.models import Article, Event, StripPlace
from owes_portal import kept_pages
from owes_portal.editing import preview
from owes_portal.kept_pages import PAGE_AT_MOST, kept_page
from owes_portal.memory import one_stamp_a_request
from owes_portal.models import Operator, Topic
from tests import factories
from tests.connections import in_another_process

EVENT, HOUR = "/wydarzenia/abc/", timedelta(hours=1)
WARSAW = ZoneInfo("Europe/Warsaw")


def words(client, address):
    return client.get(address).content.decode().replace("\u00a0", " ")


def queries(client, address, **options):
    """How many a visit takes once the moments of the day are known."""
    client.get(address, **options)
    client.get(address, **options)
    with CaptureQueriesContext(connection) as asked:
        client.get(address, **options)
    return len(asked)


@pytest.fixture
def abc(operator):
    """An event and a piece of news that all lists show."""
    topic, project = factories.topic(slug="szycie"), factories.project(slug="iskra")
    factories.article(slug="otwarcie", title="Otwarcie pracowni", project=project)
    starts_at = timezone.now() + timedelta(days=2)
    made = factories.event(
        slug="abc", title="ABC szycia", capacity=5, project=project, starts_at=starts_at
    )
    made.topics.add(topic)
    return made


def month_of(event):
    return f"/wydarzenia/kalendarz/{timezone.localtime(event.starts_at):%Y-%m}/"


# When a page is given out again


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    [
        "/",
        EVENT,
        "/wydarzenia/",
        "/wydarzenia/?temat=szycie&strona=1",
        "/en/wydarzenia/",
        "/wydarzenia/wydarzenia.ics",
        "/wydarzenia/kanal.atom",
        "/aktualnosci/",
        "/aktualnosci/otwarcie/",
        "/projekty/iskra/",
        "/sitemap/event/1.xml",
    ],
)
def test_a_kept_page_is_the_same_page_and_takes_one_query(client, abc, address):
    drawn = client.get(address)
    kept = client.get(address)

    assert (kept.content, kept.headers) == (drawn.content, drawn.headers)
    assert queries(client, address) == 1


@pytest.mark.django_db
def test_who_has_the_page_is_told_that_it_is_the_same(client, abc):
    drawn = client.get(EVENT)
    again = client.get(EVENT, headers={"if-none-match": drawn["ETag"]})

    assert (again.status_code, again.content, again["ETag"]) == (304, b"", drawn["ETag"])
    assert again["Cache-Control"] == "public, no-cache"
    assert again["Content-Security-Policy"] == drawn["Content-Security-Policy"]


@pytest.mark.django_db
def test_who_has_an_old_page_gets_the_new_one(client, abc):
    drawn = client.get(EVENT)
    Event.objects.update(title="Nowy tytuł")

    again = client.get(EVENT, headers={"if-none-match": drawn["ETag"]})

    assert (again.status_code, "Nowy tytuł" in again.content.decode()) == (200, True)


@pytest.mark.django_db
def test_head_is_answered_from_what_is_kept(client, abc):
    drawn = client.get(EVENT)

    assert client.head(EVENT)["ETag"] == drawn["ETag"]


@pytest.mark.django_db
def test_the_script_of_a_list_and_the_browser_get_their_own(client, abc):
    whole = client.get("/wydarzenia/")
    part = client.get("/wydarzenia/", headers={"hx-request": "true"})

    assert b"<!doctype html>" in whole.content
    assert b"<!doctype html>" not in part.content
    assert queries(client, "/wydarzenia/", headers={"hx-request": "true"}) == 1


# When it must not be


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    [
        "/wydarzenia/?nieznane=1",
        f"/wydarzenia/?temat={'a' * 300}",
        "/wydarzenia/?wolne=on",
        "/wydarzenia/abc/zapisy/",
        "/harmonogram-wsparcia/",
    ],
    ids=["question", "long", "chosen by places", "form", "says the hour"],
)
def test_some_pages_are_drawn_each_time(client, abc, address):
    assert client.get(address).status_code == 200
    assert queries(client, address) > 1


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["__Host-session", "messages"])
def test_who_is_known_gets_a_page_of_their_own(client, abc, name):
    client.cookies[name] = "cokolwiek"

    assert "ETag" not in client.get(EVENT)
    assert queries(client, EVENT) > 1


@pytest.mark.django_db
def test_a_wrong_host_gets_nothing_of_what_is_kept(client, abc):
    client.get(EVENT)

    assert client.get(EVENT, headers={"host": "evil.example"}).status_code == 400


@pytest.mark.django_db
def test_a_preview_is_kept_by_nobody(bobs_client, operator):
    draft = factories.event(slug="szkic", status="draft")
    link = preview.link_to(draft).partition("/podglad/")[2]

    shown = Client().get(f"/podglad/{link}")

    assert (shown.status_code, "ETag" in shown) == (200, False)
    assert Client().get("/wydarzenia/szkic/").status_code == 404


@pytest.mark.django_db
def test_a_page_that_was_withdrawn_is_gone_at_once(client, abc):
    client.get(EVENT)

    Event.objects.update(status="withdrawn", withdrawal_reason="Pomyłka w dacie")

    assert client.get(EVENT).status_code == 410


@pytest.mark.django_db
def test_a_draft_does_not_leak(client, abc):
    client.get("/aktualnosci/")

    factories.article(title="Szkic wiadomości", status="draft")
    Article.objects.filter(slug="otwarcie").update(status="draft")

    shown = words(client, "/aktualnosci/")
    assert ("Szkic wiadomości" in shown, "Otwarcie pracowni" in shown) == (False, False)


# A change by somebody else is seen at once


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("address", "change", "seen"),
    [
        (EVENT, lambda: Event.objects.update(title="Nowy tytuł"), "Nowy tytuł"),
        (EVENT, lambda: Operator.objects.update(phone="84 111 11 11"), "84 111 11 11"),
        ("/", lambda: Event.objects.update(title="Nowy tytuł"), "Nowy tytuł"),
        ("/wydarzenia/", lambda: Event.objects.update(title="Nowy tytuł"), "Nowy tytuł"),
        ("/wydarzenia/", lambda: Topic.objects.update(name="Krawiectwo"), "Krawiectwo"),
        ("/aktualnosci/", lambda: Article.objects.update(title="Nowy tytuł"), "Nowy tytuł"),
        ("/projekty/iskra/", lambda: Event.objects.update(title="Nowy tytuł"), "Nowy tytuł"),
        ("/wydarzenia/wydarzenia.ics", lambda: Event.objects.update(title="Nowy"), "Nowy"),
        ("/aktualnosci/kanal.atom", lambda: Article.objects.update(title="Nowy"), "Nowy"),
    ],
)
def test_a_change_in_another_process_is_seen_at_once(client, abc, address, change, seen):
    before = words(client, address)

    in_another_process(change)

    assert (seen in before, seen in words(client, address)) == (False, True)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("address", ["/", EVENT, "/wydarzenia/", "/en/wydarzenia/abc/"])
def test_a_place_that_is_taken_is_seen_at_once(client, abc, address):
    before = client.get(address)

    in_another_process(lambda: Event.objects.update(places_taken=F("places_taken") + 1))

    left = {"4 z 5", "4 of 5"}
    after = client.get(address, headers={"if-none-match": before["ETag"]})
    assert after.status_code == 200
    assert any(words in after.content.decode().replace("\u00a0", " ") for words in left)


@pytest.mark.django_db
def test_a_place_of_another_event_leaves_the_page_as_it_is(client, abc):
    other = factories.event(slug="inne", starts_at=timezone.now() + timedelta(days=3))
    client.get(EVENT)
    client.get(EVENT)

    Event.objects.filter(pk=other.pk).update(places_taken=1)

    assert queries(client, EVENT) == 1


@pytest.mark.django_db(transaction=True)
def test_without_the_stamp_a_page_would_stay_old(client, abc):
    """The control: it is the triggers' number that tells of a change, and nothing else."""
    client.get("/aktualnosci/otwarcie/")

    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE events_article DISABLE TRIGGER content_comes")
        try:
            Article.objects.update(title="Nowy tytuł")
        finally:
            cursor.execute("ALTER TABLE events_article ENABLE TRIGGER content_comes")

    assert "Nowy tytuł" not in words(client, "/aktualnosci/otwarcie/")


# A view of our own, in order to see what a page depends on


@pytest.fixture
def visit(rf):
    """Ask a view through the middleware, as a request would."""

    def ask(view):
        def respond(request):
            kept_pages._note_since(request, view, (), {})
            return view(request)

        request = rf.get("/widok/")
        return one_stamp_a_request(kept_pages.pages_are_kept(respond))(request).content.decode()

    return ask


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("read", "is_true"),
    [
        (lambda event: event.places_left, True),
        (lambda event: event.capacity - event.places_taken, False),
    ],
    ids=["told", "control: behind our back"],
)
def test_places_are_true_because_whoever_reads_them_says_so(visit, abc, read, is_true):
    @kept_page
    def view(request):
        return HttpResponse(str(read(Event.objects.get())))

    before = visit(view)
    Event.objects.update(places_taken=2)
    after = visit(view)

    assert (before, after == "3") == ("5", is_true)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "is_true"),
    [(lambda at: Event.objects.update(signup_closes_at=at), True), (lambda at: None, False)],
    ids=["a known moment", "control: a moment that nobody knows"],
)
def test_a_page_is_true_until_the_next_moment(visit, abc, time_machine, change, is_true):
    at = datetime(2026, 11, 12, 12, tzinfo=WARSAW)
    change(at)
    time_machine.move_to(at - HOUR, tick=False)

    @kept_page
    def view(request):
        return HttpResponse(str(timezone.now() >= at))

    before = visit(view)
    time_machine.move_to(at, tick=False)
    after = visit(view)

    assert (before, after == "True") == ("False", is_true)


@pytest.mark.django_db(transaction=True)
def test_a_change_while_the_page_is_drawn_makes_it_stale(visit, abc):
    titles = iter(["Nowy tytuł", "Nowszy tytuł", "Najnowszy tytuł"])

    @kept_page
    def view(request):
        shown = Event.objects.get().title
        in_another_process(lambda: Event.objects.update(title=next(titles)))
        return HttpResponse(shown)

    assert [visit(view), visit(view), visit(view)] == ["ABC szycia", "Nowy tytuł", "Nowszy tytuł"]


@pytest.mark.django_db(transaction=True)
def test_a_place_that_is_taken_while_the_page_is_drawn_makes_it_stale(visit, abc):
    @kept_page
    def view(request):
        event = Event.objects.get()
        in_another_process(lambda: Event.objects.update(places_taken=F("places_taken") + 1))
        return HttpResponse(f"{event.places_left} {Event.objects.get().places_left}")

    assert [visit(view), visit(view)] == ["5 4", "4 3"]


# What is too long, or somebody's own


@pytest.mark.django_db
def test_a_very_long_page_is_not_kept(visit, abc):
    lengths = iter([PAGE_AT_MOST + 1, 1])

    @kept_page
    def view(request):
        return HttpResponse("x" * next(lengths))

    assert [len(visit(view)), len(visit(view))] == [PAGE_AT_MOST + 1, 1]


def give_a_cookie(request, response):
    response.set_cookie("wybor", "1")


def depend_on_cookies(request, response):
    patch_vary_headers(response, ["Cookie"])


def let_a_script_in(request, response):
    request._csp_nonce = "raz"


@pytest.mark.django_db
@pytest.mark.parametrize("make_own", [give_a_cookie, depend_on_cookies, let_a_script_in])
def test_a_page_of_somebodys_own_is_not_kept(visit, abc, make_own):
    visitors = iter(["dla Ali", "dla Oli"])

    @kept_page
    def view(request):
        response = HttpResponse(next(visitors))
        make_own(request, response)
        return response

    assert [visit(view), visit(view)] == ["dla Ali", "dla Oli"]


@pytest.mark.django_db
def test_a_place_in_the_strip_ends_at_its_moment(client, abc, time_machine):
    now = datetime(2026, 11, 12, 9, tzinfo=WARSAW)
    chosen = factories.event(slug="w-pasku", title="Wydarzenie w pasku")
    Event.objects.update(published_from=now - HOUR)
    StripPlace.objects.create(position=1, event=chosen, until=now + HOUR)
    Event.objects.filter(pk=chosen.pk).update(ends_at=now - HOUR)
    time_machine.move_to(now, tick=False)

    seen = []
    for at in (now, now + HOUR - timedelta(seconds=1), now + HOUR):
        time_machine.move_to(at, tick=False)
        seen.append("Wydarzenie w pasku" in words(client, "/"))

    assert seen == [True, True, False]
