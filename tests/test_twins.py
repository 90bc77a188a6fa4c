"""Every word of a queryset has a twin of the same meaning on the row."""

import re

import pytest
from django.apps import apps
from django.db import models

from events.models import Article, ArticlePicture, Event, EventDay, ScheduleChange, StripPlace
from owes_portal.models import (
    County,
    DeadAddress,
    Document,
    LimitWindow,
    Municipality,
    OutgoingMail,
    Page,
    Project,
)
from owes_portal.models.revisions import Revision
from publications.models import Edition, Publication, PublicationFile
from registrations.models import (
    Attendance,
    Certificate,
    Change,
    Consent,
    Invitation,
    LinkRequest,
    Notice,
    Organisation,
    Participant,
    Question,
    Registration,
    SignedList,
    Upload,
)
from tests.test_conventions import APPS

TWINS = [
    (County, "served", "is_served"),
    (Revision, "of_deleted_rows", "is_of_deleted_row"),
    (Attendance, "present", "is_present"),
    (Certificate, "in_force", "is_in_force"),
    (Certificate, "new", "is_new"),
    (Change, "giving_places", "gives_place"),
    (Change, "since", "is_since"),
    (Consent, "in_force", "is_in_force"),
    (DeadAddress, "covering", "covers"),
    (DeadAddress, "to_forget", "is_to_forget"),
    (Document, "being_built", "is_being_built"),
    (Document, "left_behind", "is_left_behind"),
    (Document, "to_expire", "is_to_expire"),
    (Document, "unfinished", "is_unfinished"),
    (Edition, "current", "is_current"),
    (EventDay, "announced", "is_announced"),
    (EventDay, "not_past", "is_past"),
    (Event, "accepting_signups", "accepts_signups"),
    (Event, "having_free_places", "has_free_places"),
    (Event, "past", "is_over"),
    (Event, "published", "is_published"),
    (Event, "upcoming", "is_over"),
    (Project, "lasting", "has_ended"),
    (Project, "ended", "has_ended"),
    (Article, "withdrawn", "is_withdrawn"),
    (ArticlePicture, "published", "is_published"),
    (StripPlace, "shown", "is_shown"),
    (LimitWindow, "over", "is_over"),
    (Invitation, "valid", "is_valid"),
    (Municipality, "current", "is_current"),
    (LinkRequest, "hopeless", "is_hopeless"),
    (LinkRequest, "left_behind", "is_left_behind"),
    (Notice, "due", "is_due"),
    (Notice, "waiting", "is_waiting"),
    (OutgoingMail, "due", "is_due"),
    (OutgoingMail, "held_up", "is_held_up"),
    (OutgoingMail, "not_sent", "is_sent"),
    (OutgoingMail, "troubled", "is_troubled"),
    (OutgoingMail, "unfinished", "is_unfinished"),
    (OutgoingMail, "left_behind", "is_left_behind"),
    (Organisation, "like", "is_like"),
    (OutgoingMail, "stranded", "is_stranded"),
    (OutgoingMail, "to_forget", "is_to_forget"),
    (OutgoingMail, "waiting", "is_waiting"),
    (Page, "in_footer", "is_in_footer"),
    (Participant, "certified", "is_certified"),
    (Participant, "coming_on", "comes_on"),
    (Participant, "confirmed", "is_confirmed"),
    (Participant, "entitled", "is_entitled"),
    (Participant, "expected", "is_expected"),
    (Participant, "holding_places", "holds_place"),
    (Participant, "lapsed", "is_lapsed"),
    (Participant, "lately_certified", "is_lately_certified"),
    (Participant, "live", "is_live"),
    (Participant, "not_ended", "is_ended"),
    (Participant, "offered", "is_offered"),
    (Participant, "on_record", "is_on_record"),
    (Participant, "overdue", "is_overdue"),
    (Participant, "pending", "is_pending"),
    (Participant, "reachable", "is_reachable"),
    (Participant, "settled_by", "is_settled_by"),
    (Participant, "to_be_reminded", "is_to_be_reminded"),
    (Participant, "unmarked_on", "is_unmarked_on"),
    (Participant, "were_there", "was_there"),
    (Participant, "wanting_reminders", "wants_reminders"),
    (Participant, "waiting", "is_waiting"),
    (Participant, "with_email", "is_of"),
    (Publication, "for_year", "year"),
    (PublicationFile, "published", "is_published"),
    (Question, "answered", "is_answered"),
    (Question, "current", "is_current"),
    (Registration, "doubles", "is_double"),
    (Registration, "expected", "is_expected"),
    (Registration, "from_outside", "is_from_outside"),
    (Registration, "live", "is_live"),
    (Registration, "reachable", "is_reachable"),
    (Registration, "standing", "is_standing"),
    (Registration, "to_be_reminded", "is_to_be_reminded"),
    (Registration, "wanting_reminders", "wants_reminders"),
    (Registration, "with_email", "is_of"),
    (ScheduleChange, "standing", "stands"),
    (SignedList, "in_force", "is_in_force"),
    (Upload, "orphans", "is_orphan"),
]
# They narrow by an argument, prefetch, put in order, or give something else than rows.
NO_CHOICE = re.compile(
    r"_|(count|for|with|in|of)_|(about|bury|claim|claim_next|countries|forget|like"
    r"|most_urgent_first|newest_first|newest_of_kinds|next_due|note|hashes_in_content|withdraw_unsent|years)$"
)


@pytest.mark.parametrize(
    ("model", "word", "twin"), TWINS, ids=lambda value: getattr(value, "__name__", value)
)
def test_words_of_querysets_have_a_twin_on_the_row(model, word, twin):
    assert hasattr(model.objects.all(), word)
    assert hasattr(model, twin)


def test_no_word_of_a_queryset_is_forgotten():
    named = {word for _model, word, _twin in TWINS}
    found = {f"{queryset.__name__}.{word}" for queryset, word in words() if word not in named}

    assert found == set(), "add the word and its twin to TWINS"


def words():
    ours = [model for app in APPS for model in apps.get_app_config(app).get_models()]
    querysets = {base for model in ours for base in type(model.objects.all()).__mro__}
    for queryset in querysets:
        if issubclass(queryset, models.QuerySet) and queryset.__module__.startswith(APPS):
            yield from ((queryset, word) for word in vars(queryset) if not NO_CHOICE.match(word))
