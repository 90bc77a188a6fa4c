"""Hours typed in Polish time: doubled, skipped, and all the others."""

from datetime import UTC, datetime, timedelta

import pytest
from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminSplitDateTime
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from owes_portal.local_time import LocalMomentField, is_doubled, resolve

DOUBLED, SKIPPED = datetime(2026, 10, 25, 2, 30), datetime(2027, 3, 28, 2, 30)
FIRST = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
SECOND = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
JUMP = datetime(2027, 3, 28, 1, tzinfo=UTC)


class Form(forms.Form):
    opens = LocalMomentField(closes=False, required=False)
    closes = LocalMomentField(closes=True, required=False)


def typed(moment, name="closes"):
    day, hour = moment.split(" ")
    return {f"{name}_0": day, f"{name}_1": hour}


# The rule


@pytest.mark.parametrize(("closes", "moment"), [(False, FIRST), (True, SECOND)])
def test_an_hour_that_happens_twice_opens_at_the_first_and_closes_at_the_second(closes, moment):
    assert resolve(DOUBLED, closes=closes) == moment


@pytest.mark.parametrize("closes", [False, True])
@pytest.mark.parametrize("minute", [0, 30, 59])
def test_an_hour_that_never_happens_is_the_jump_of_the_clock(closes, minute):
    assert resolve(SKIPPED.replace(minute=minute), closes=closes) == JUMP


@pytest.mark.parametrize("closes", [False, True])
@pytest.mark.parametrize(
    ("naive", "moment"),
    [
        (datetime(2026, 10, 25, 1, 59), datetime(2026, 10, 24, 23, 59, tzinfo=UTC)),
        (datetime(2026, 10, 25, 3), datetime(2026, 10, 25, 2, tzinfo=UTC)),
        (datetime(2027, 3, 28, 1, 59), datetime(2027, 3, 28, 0, 59, tzinfo=UTC)),
        (datetime(2027, 3, 28, 3), JUMP),
    ],
    ids=["before the doubled", "after the doubled", "before the skipped", "after the skipped"],
)
def test_hours_beside_the_change_mean_one_moment(closes, naive, moment):
    assert resolve(naive, closes=closes) == moment


@given(st.datetimes(datetime(1990, 1, 1), datetime(2037, 1, 1)), st.booleans())
def test_what_was_typed_is_shown_again_unless_the_clock_skips_it(naive, closes):
    shown = timezone.make_naive(resolve(naive, closes=closes))

    assert shown == naive or (shown - naive <= timedelta(hours=1) and shown.hour == 3)


@given(st.datetimes(datetime(1990, 1, 1), datetime(2037, 1, 1), timezones=st.just(UTC)))
def test_every_moment_is_reached_by_typing_it_as_an_opening_or_as_a_deadline(moment):
    local = timezone.localtime(moment)

    reached = {resolve(local.replace(tzinfo=None), closes=closes) for closes in (False, True)}

    assert moment in reached
    assert (len(reached) == 2) == is_doubled(local)


# The field


@pytest.mark.parametrize(
    ("data", "moments"),
    [
        (typed("2026-10-25 02:30", "opens"), {"opens": FIRST, "closes": None}),
        (typed("2026-10-25 02:30", "closes"), {"opens": None, "closes": SECOND}),
        (typed("2027-03-28 02:30", "closes"), {"opens": None, "closes": JUMP}),
        ({}, {"opens": None, "closes": None}),
    ],
    ids=["opens", "closes", "skipped", "empty"],
)
def test_field_follows_the_rule(data, moments):
    form = Form(data)

    assert form.is_valid()
    assert form.cleaned_data == moments


@pytest.mark.parametrize("stored", [FIRST, SECOND], ids=["first", "second"])
@pytest.mark.parametrize("name", ["opens", "closes"])
def test_field_leaves_a_stored_moment_in_its_place_when_its_text_is_sent_back(stored, name):
    form = Form(typed("2026-10-25 02:30", name), initial={name: stored})

    assert form.is_valid()
    assert form.cleaned_data[name] == stored
    assert form.changed_data == []


def test_field_follows_the_rule_when_another_hour_was_stored():
    form = Form(typed("2026-10-25 02:30"), initial={"closes": FIRST + timedelta(minutes=1)})

    assert form.is_valid()
    assert form.cleaned_data["closes"] == SECOND
    assert form.changed_data == ["closes"]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (typed("2026-02-30 02:30"), "Enter a valid date."),
        (typed("2026-10-25 25:00"), "Enter a valid time."),
        (typed(" 02:30"), "Enter a valid date."),
        (typed("2026-10-25 "), "Enter a valid time."),
        (typed("0001-01-01 00:30"), "Enter a valid date."),
    ],
    ids=["no such day", "no such hour", "no day", "no hour", "before all time"],
)
def test_field_says_what_is_wrong_and_keeps_what_was_typed(in_english, data, message):
    form = Form(data)

    assert form.errors == {"closes": [message]}
    assert form["closes"].value() == list(data.values())


# The administration

OURS = ("owes_portal", "events", "registrations", "innovations", "publications")


@pytest.fixture
def typed_moments(rf, bob):
    """Every field of our administration, inlines included, into which somebody types a moment."""
    request = rf.get("/")
    request.user = bob
    pages = [page for page in admin.site._registry.values() if page.opts.app_label in OURS]
    forms_ = {page.model.__name__: page.get_form(request, change=True) for page in pages}
    for page in pages:
        for inline in page.get_inline_instances(request):
            forms_[inline.model.__name__] = inline.get_formset(request).form
    return {
        (model, name): field
        for model, form in forms_.items()
        for name, field in form.base_fields.items()
        if isinstance(field, forms.SplitDateTimeField | forms.DateTimeField)
    }


def test_every_moment_typed_in_the_administration_follows_the_rule(typed_moments):
    closing = {name for name, field in typed_moments.items() if getattr(field, "closes", None)}

    assert {type(field) for field in typed_moments.values()} == {LocalMomentField}
    assert {type(field.widget) for field in typed_moments.values()} == {AdminSplitDateTime}
    assert {name for name in closing if not name[1].endswith("_until")} == {
        ("Event", "names_by"),
        ("Event", "signup_closes_at"),
        ("EventDay", "ends_at"),
        ("Invitation", "expires_at"),
    }
    assert {name for name in typed_moments if name[1].endswith("_until")} <= closing
    assert {("Event", "signup_opens_at"), ("EventDay", "starts_at")} <= set(typed_moments)
