"""The two traps for robots, and that no person is caught by them for good."""

from datetime import timedelta

import pytest
from django import forms
from django.template import Context, Template
from django.utils import timezone
from lxml import html

from registrations.spam import Traps

pytestmark = pytest.mark.usefixtures("in_english")

FAST = {"opened": ["The form came very fast. Check your answers and send it once more."]}


class Form(Traps, forms.Form):
    name = forms.CharField()


@pytest.fixture
def clock(time_machine, usual_limits):
    """Three seconds are wanted, and time stands still until it is told to go on."""
    time_machine.move_to(timezone.now(), tick=False)
    return time_machine


def draw(form):
    page = Template("{% load crispy_forms_tags %}{{ form|crispy }}").render(Context({"form": form}))
    return html.fromstring(f"<form>{page}</form>")


def as_sent(form, **changes):
    """What a browser sends of the drawn form."""
    inputs = draw(form).xpath("//input")
    return {field.get("name"): field.get("value") or "" for field in inputs} | changes


def opened_for(clock, seconds):
    """What is sent so many seconds after the form was opened."""
    typed = as_sent(Form(), name="Anna")
    clock.shift(timedelta(seconds=seconds))
    return typed


# Time


@pytest.mark.parametrize(("seconds", "errors"), [(0, FAST), (2, FAST), (3, {}), (86_400 * 365, {})])
def test_form_takes_at_least_three_seconds_and_is_never_too_old(clock, seconds, errors):
    assert Form(opened_for(clock, seconds)).errors == errors


def test_form_that_came_too_fast_is_good_at_the_second_time(clock):
    refused = Form(opened_for(clock, 1))
    assert refused.errors == FAST

    again = Form(as_sent(refused))

    assert again.errors == {}
    assert again.cleaned_data["name"] == "Anna"


@pytest.mark.parametrize("value", [None, "", "1", "1:forged", "a:b:c", "\0", "ż" * 500])
def test_form_with_a_moment_missing_or_forged_counts_as_just_opened(clock, value):
    sent = {"name": "Anna"} | ({} if value is None else {"opened": value})
    refused = Form(sent)

    assert refused.errors == FAST
    assert Form(as_sent(refused)).errors == {}


def test_form_keeps_its_moment_when_something_else_is_wrong(clock):
    sent = opened_for(clock, 5) | {"name": ""}

    assert as_sent(Form(sent))["opened"] == sent["opened"]


def test_form_may_come_at_once_where_the_settings_say_so(settings):
    settings.SIGNUP_TAKES_AT_LEAST = 0

    assert Form({"name": "Anna"}).errors == {}


# The field that is left empty


def test_field_to_leave_empty_is_hidden_from_all_people():
    (field,) = draw(Form()).xpath('//input[@name="website"]')

    assert field.get("type") == "text"
    assert (field.get("tabindex"), field.get("autocomplete")) == ("-1", "off")
    assert field.getparent().get("aria-hidden") == "true"
    assert field.getparent().get("class") == "visually-hidden"
    assert field.getprevious().text == "Leave this field empty"
    assert field.getprevious().get("for") == field.get("id")


def test_field_to_leave_empty_is_no_question():
    assert [field.name for field in Form().visible_fields()] == ["name"]


def test_form_with_the_field_filled_is_good_at_the_second_time_and_loses_nothing(clock):
    refused = Form(opened_for(clock, 5) | {"website": "https://example.com"})
    assert list(refused.errors) == ["website"]
    assert refused.errors["website"][0].startswith("A field that people do not see was filled in")

    again = as_sent(refused)

    assert (again["website"], again["name"]) == ("", "Anna")
    assert Form(again).errors == {}


@pytest.mark.parametrize("sent", [{}, {"website": ""}])
def test_form_without_the_field_is_good(settings, sent):
    settings.SIGNUP_TAKES_AT_LEAST = 0

    assert Form({"name": "Anna"} | sent).errors == {}


def test_errors_of_hidden_fields_stand_in_the_summary(clock):
    source = "{% load forms %}{% error_summary form %}"
    form = Form({"name": "Anna", "website": "x"})

    summary = html.fromstring(Template(source).render(Context({"form": form})))

    assert len(summary.xpath("//li")) == 2
    assert summary.xpath("//a") == []
