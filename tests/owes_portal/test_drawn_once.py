"""Parts of pages that are drawn once and shown until content changes."""

from datetime import timedelta

import pytest
from django.template import Context, Template
from django.utils import timezone, translation

from events.filters import EventFilter
from events.models import Event
from owes_portal import memory
from tests import factories

pytestmark = pytest.mark.django_db
PART = Template('{% load drawn %}{% drawn_once "part" key %}{{ words }}{% enddrawn_once %}')


def drawn(words, key=1):
    return PART.render(Context({"words": words, "key": key}))


def test_a_part_is_drawn_once_for_each_key():
    assert [drawn("a"), drawn("b"), drawn("c", key=2)] == ["a", "a", "c"]


def test_a_part_without_a_key_is_drawn_each_time():
    assert [drawn("a", key=None), drawn("b", key=None)] == ["a", "b"]


def test_a_part_whose_key_nobody_has_set_is_drawn_each_time():
    def unset(words):
        return PART.render(Context({"words": words}))

    assert [unset("a"), unset("b")] == ["a", "b"]


def test_a_part_with_a_key_that_somebody_typed_without_end_is_drawn_each_time():
    key = "?temat=" + 300 * "x"

    assert [drawn("a", key=key), drawn("b", key=key)] == ["a", "b"]


def test_a_part_is_drawn_for_each_language():
    drawn("po polsku")

    with translation.override("uk"):
        assert drawn("українською") == "українською"


def test_a_part_is_drawn_anew_when_content_changes():
    drawn("a")
    factories.topic()

    assert drawn("b") == "b"


def test_a_part_of_a_preview_is_shown_to_nobody_else():
    with memory.apart():
        drawn("szkic")

    assert drawn("opublikowane") == "opublikowane"


def test_a_wrong_choice_is_not_remembered_and_a_right_one_is(rf):
    factories.topic(slug="szycie")

    def looks(query):
        return EventFilter(rf.get(f"/?{query}").GET, Event.objects.published()).looks

    assert looks("temat=nie-ma") is None
    assert looks("temat=szycie") == looks("temat=szycie&strona=2")
    assert looks("temat=szycie") != looks("")


def test_a_project_that_expires_leaves_the_form(client, time_machine):
    now = timezone.now()
    factories.project(title="Iskra w gminie", published_until=now + timedelta(minutes=5))

    def is_offered():
        return "Iskra w gminie" in client.get("/wydarzenia/?anew").content.decode()

    before = is_offered()
    time_machine.move_to(now + timedelta(minutes=6))

    assert (before, is_offered()) == (True, False)
