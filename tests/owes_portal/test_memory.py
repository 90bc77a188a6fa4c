"""What is remembered, and what makes the portal read it anew."""

import pytest
from django.db import connection, transaction

from events.models import Event
from owes_portal.memory import AT_MOST, one_stamp, remembered
from owes_portal.models import Operator, Topic
from tests import factories
from tests.connections import in_another_process

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked():
    return []


@pytest.fixture
def recall(asked):
    """A remembered function that writes down each time it has to look."""

    @remembered
    def look(word=""):
        asked.append(word)
        return word

    return look


def stamp():
    with connection.cursor() as cursor:
        cursor.execute("SELECT number FROM content_stamp")
        return cursor.fetchone()


def test_remembered_looks_once_for_each_argument(recall, asked):
    answers = [recall("a"), recall("a"), recall("b"), recall("a")]

    assert answers == ["a", "a", "b", "a"]
    assert asked == ["a", "b"]


def test_remembered_does_not_keep_nothing(recall, asked):
    recall("")
    recall("")

    assert asked == ["", ""]


def test_remembered_never_grows_without_end(recall, asked):
    for number in range(AT_MOST + 1):
        recall(str(number))
    recall("0")

    assert asked[-1] == "0"


@pytest.mark.parametrize(
    "change",
    [
        lambda: factories.topic(),
        lambda: Topic.objects.update(name="nowa nazwa"),
        lambda: Topic.objects.all().delete(),
        lambda: factories.operator(),
        lambda: factories.project().marks.add(factories.funding_mark()),
        lambda: Event.objects.update(title="Nowy tytuł"),
        lambda: Event.objects.update(capacity=5),
        lambda: Event.objects.get().days.update(place="Szkoła"),
        lambda: Event.objects.all().delete(),
    ],
    ids=["insert", "update", "delete", "centre", "marks", "event", "capacity", "day", "no event"],
)
def test_a_change_of_content_is_read_at_once(recall, asked, change):
    factories.topic()
    factories.event()
    recall("a")

    change()
    recall("a")

    assert asked == ["a", "a"]


def test_a_place_that_is_taken_changes_no_content(recall, asked):
    event = factories.event()
    recall("a")

    factories.registration(event)
    recall("a")

    event.refresh_from_db()
    assert event.places_taken == 1
    assert asked == ["a"]


@pytest.mark.django_db(transaction=True)
def test_a_change_is_seen_by_others_from_its_commit_on(recall, asked):
    factories.topic()
    before = in_another_process(stamp)

    with transaction.atomic():
        Topic.objects.update(name="nowa nazwa")
        during = in_another_process(stamp)
    after = in_another_process(stamp)

    assert before == during
    assert before != after


def test_event_page_is_right_at_once(client, operator):
    event = factories.event(slug="abc", capacity=5)
    client.get("/wydarzenia/abc/")

    factories.registration(event)
    event.days.update(place="Remiza w Sitnie")
    Operator.objects.update(phone="84 111 11 11")

    page = client.get("/wydarzenia/abc/").content.decode().replace("\u00a0", " ")
    assert "Zostały 4 z 5 miejsc" in page
    assert "Remiza w Sitnie" in page
    assert "84 111 11 11" in page


def test_many_mails_are_written_under_one_stamp(recall, asked, django_assert_num_queries):
    recall("a")

    with django_assert_num_queries(1), one_stamp():
        recall("a")
        recall("a")
    with django_assert_num_queries(2):
        recall("a")
        recall("a")

    assert asked == ["a"]
