"""The code that a person shows, and what is found by it, by a number and by a name."""

import pytest
from django.utils import timezone

from registrations import check_in
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return factories.event()


def someone(event, first_name="Anna", last_name="Kowal", **fields):
    return factories.participant(event, first_name=first_name, last_name=last_name, **fields)


def found(event, typed):
    return check_in.find(event, typed)[1]


def numbered(event, number):
    person = someone(event)
    person.registration.number = number
    person.registration.save()
    return person


def test_code_is_short_and_names_nobody(event):
    person = someone(event)

    code = check_in.code_of(person)

    assert code.startswith("OWES:")
    assert len(code) == 27
    assert person.token not in code


def test_code_finds_its_person_and_nobody_else(event):
    _other, person = someone(event), someone(event)

    source, people = check_in.find(event, check_in.code_of(person))

    assert (source, people) == ("code", [person])


def test_code_made_with_an_older_secret_still_finds_its_person(event, settings):
    person = someone(event)
    code = check_in.code_of(person)

    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "a new secret"

    assert found(event, code) == [person]


def test_code_of_somebody_who_came_before_is_worthless(event):
    """A place that goes over to somebody else gets a new key, and with it a new code."""
    person = someone(event)
    code = check_in.code_of(person)

    person.key = factories.submission().key
    person.save()

    assert found(event, code) == []


@pytest.mark.parametrize(
    "typed",
    ["W-2031-0147", "w-2031-147", " w 2031 147 ", "W2031-0147", "2031/147", "147", "0147", "w147"],
)
def test_number_is_found_however_it_is_typed(event, typed):
    person = numbered(event, "W-2031-0147")
    numbered(event, "W-2031-0148")

    source, people = check_in.find(event, typed)

    assert (source, people) == ("number", [person])


def test_number_without_a_year_is_that_of_any_year_at_the_event(event):
    people = [numbered(event, "W-2030-0147"), numbered(event, "W-2031-0147")]

    assert found(event, "147") == people
    assert found(event, "2030 147") == people[:1]


@pytest.mark.parametrize(
    "typed", ["Wójcik", "wojcik", "WÓJ", "zofia wójcik", "wój zof", "nowak", "Wójcik-Nowak"]
)
def test_name_is_found_by_its_beginnings_with_or_without_diacritics(event, typed):
    person = someone(event, "Zofia", "Wójcik-Nowak")
    someone(event, "Jan", "Kowal")

    source, people = check_in.find(event, typed)

    assert (source, people) == ("desk", [person])


@pytest.mark.parametrize("typed", ["ójcik", "Wójcik Jan", "-", "OWES:", "W-2026-", "%", "\0"])
def test_what_means_nobody_finds_nobody(event, typed):
    someone(event, "Zofia", "Wójcik")

    assert found(event, typed) == []


def test_people_are_found_in_polish_order(event):
    people = [someone(event, last_name=name) for name in ("Kowal", "Kowalik", "Kować")]

    assert found(event, "kowa") == [people[2], people[0], people[1]]


def test_code_and_number_of_another_event_are_found_there(event):
    other = factories.event()
    person = someone(other)

    assert found(event, check_in.code_of(person)) == []
    assert check_in.find_elsewhere(event, check_in.code_of(person)) == other
    assert check_in.find_elsewhere(event, person.registration.number) == other


def test_number_of_another_event_is_of_this_year_or_else_of_the_last(event):
    this_year = timezone.localdate().year
    older, newer = factories.event(), factories.event()

    numbered(older, f"W-{this_year - 2}-0147")
    assert check_in.find_elsewhere(event, "147") is None
    numbered(older, f"W-{this_year - 1}-0147")
    assert check_in.find_elsewhere(event, "147") == older
    numbered(newer, f"W-{this_year}-0147")
    assert check_in.find_elsewhere(event, "147") == newer


@pytest.mark.parametrize("typed", ["Kowal", "OWES:" + "a" * 22, "999"])
def test_what_is_of_no_other_event_is_not_found_there(event, typed):
    someone(factories.event())

    assert check_in.find_elsewhere(event, typed) is None
