"""Two versions compared, in words."""

import pytest

from events.models import Event
from owes_portal.editing import comparison, versions
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def content(event):
    return versions.content_of(Event.objects.get(pk=event.pk), ["days"])


def said(difference):
    return [(piece.sign, piece.text) for piece in difference.pieces]


@pytest.fixture
def changes():
    """A function: what becomes of an event when it is changed by another function."""

    def compare(deed, **fields):
        event = factories.event(**fields)
        before = content(event)
        deed(event)
        event.save()
        return comparison.differences(Event, before, content(event))

    return compare


def setting(**fields):
    """A deed that gives the fields these values."""

    def deed(event):
        for name, value in fields.items():
            setattr(event, name, value)

    return deed


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ({"kind": "workshop"}, {"kind": "webinar"}, ("kind", "animation workshop", "webinar")),
        ({"is_free": True}, {"is_free": False}, ("free of charge", "yes", "no")),
        ({"capacity": 20}, {"capacity": 25}, ("places for people", "20", "25")),
        (
            {"audience": ["ngo"]},
            {"audience": ["groups"]},
            ("for whom", "non-governmental organisations", "informal groups"),
        ),
    ],
    ids=["choice", "yes or no", "number", "several choices"],
)
def test_values_are_said_in_words(changes, before, after, expected):
    (difference,) = changes(setting(**after), **before)

    label, old, new = expected
    assert (difference.label, said(difference)) == (label, [("-", old), ("+", new)])


def test_texts_are_compared_word_by_word(changes):
    (difference,) = changes(setting(lead="O czym mówimy."), lead="O czym będą.")

    assert said(difference) == [("", "O czym"), ("-", "będą."), ("+", "mówimy.")]


def test_rich_texts_are_compared_with_what_they_are(changes):
    (difference,) = changes(setting(programme="<h2>Rano</h2>"), programme="<p>Rano</p>")

    assert said(difference) == [("-", "Paragraph"), ("+", "Heading"), ("", "Rano")]


def test_relations_say_who_came_and_went(changes):
    old, new = factories.topic(name="stary"), factories.topic(name="nowy")
    event = factories.event()
    event.topics.add(old)
    before = content(event)

    event.topics.set([new])

    (difference,) = comparison.differences(Event, before, content(event))
    assert said(difference) == [("-", "stary"), ("+", "nowy")]


def test_a_person_who_is_gone_is_not_named(changes):
    person = factories.contact_person()
    event = factories.event(contact=person)
    before = content(event)

    person.delete()

    (difference,) = comparison.differences(Event, before, content(event))
    assert said(difference) == [("-", "somebody who is not here any more")]


def test_days_that_changed_came_or_went_are_told(changes):
    event = factories.event(days=2)
    before = content(event)
    first, second = event.days.all()
    first.place = "Remiza"
    first.save()
    second.delete()
    factories.day(event, starts_at=second.starts_at.replace(year=2030, month=1, day=5))

    (difference,) = comparison.differences(Event, before, content(event))

    gone, come, changed = difference.inner
    assert (gone.sign, come.sign, changed.sign) == ("-", "+", "")
    assert come.label.replace("\u00a0", " ").startswith("5 January 2030")
    assert said(changed.inner[0]) == [("-", "Dom kultury"), ("+", "Remiza")]


def test_translations_are_told_by_language(changes):
    (difference,) = changes(setting(translations={"en": {"title": "First steps"}}))

    assert (difference.label, said(difference)) == ("title (en)", [("+", "First steps")])
