"""Every field is either in docs/data_retention.md or known to hold nothing about a person."""

import re
from pathlib import Path

from django.apps import apps

DOCS = (Path(__file__).resolve().parent.parent / "docs/data_retention.md").read_text()
APPS = ("owes_portal", "events", "registrations", "innovations", "publications")

# Content of the portal, wordings, places, counters: nothing in them is about one person.
IMPERSONAL_MODELS = [
    "Article",
    "Attachment",
    "ConsentText",
    "County",
    "Edition",
    "Event",
    "EventDay",
    "EventSeries",
    "FundingMark",
    "Heartbeat",
    "Innovation",
    "Municipality",
    "NumberSeries",
    "Office",
    "OldAddress",
    "Operator",
    "Page",
    "Partner",
    "PickupPoint",
    "Project",
    "Publication",
    "PublicationFile",
    "Question",
    "StripPlace",
    "Topic",
]
# The row itself, and the row to which it belongs; what is about a person stands there.
STRUCTURE = {
    "id",
    "event",
    "day",
    "registration",
    "participant",
    "question",
    "upload",
    "certificate",
    "signed_list",
}
IMPERSONAL_FIELDS = {
    "AccessibilityDeclaration": "entity site_published_on site_updated_on conformance shortcomings "
    "drawn_up_on reviewed_on architecture communication exclusions burden facilities shortcuts "
    "architecture_url apps report_url",
    "Document": "kind subject_id status progress attempts asked_at begun_at finished_at filename "
    "error task_id options",
    "Invitation": "key token_hash places places_used expires_at revoked_at made_at",
    "LimitWindow": "ends_at count",
    "OutgoingMail": "template attachments message_id about_type about_id status attempts "
    "next_attempt_at claimed_at created_at sent_at error is_bulk once check_name useless_after "
    "unsubscribe forgotten_at copy_of queued_at",
}


def documented():
    """`{model: fields}` of the first column; a model without fields stands for all of them."""
    found = {}
    for line in DOCS.splitlines():
        names = re.findall(r"`([A-Z]?\w*)?(\.\w+)?`", line.split("|")[1]) if "|" in line else []
        model = ""
        for name, field in names:
            model = name or model
            found.setdefault(model, set()).add(field.lstrip("."))
    return found


def models():
    ours = [model for app in APPS for model in apps.get_app_config(app).get_models()]
    return {model.__name__: model for model in ours if not model._meta.proxy}


def fields(model):
    own = [*model._meta.concrete_fields, *model._meta.local_many_to_many]
    return {field.name for field in own} - STRUCTURE


def test_every_field_is_documented_or_known_to_be_impersonal():
    known = documented()
    forgotten = {
        f"{name}.{field}"
        for name, model in models().items()
        if name not in IMPERSONAL_MODELS and "" not in known.get(name, ())
        for field in fields(model)
        - known.get(name, set())
        - set(IMPERSONAL_FIELDS.get(name, "").split())
    }

    assert forgotten == set(), "say in docs/data_retention.md why it is kept and how long"


def test_docs_name_only_what_there_is():
    names = models()

    gone = {
        f"{name}.{field}"
        for name, named in documented().items()
        for field in named - {""}
        if name not in names or field not in fields(names[name])
    }

    assert gone == set()
    assert documented().keys() - names.keys() == set()


def test_no_model_or_field_is_called_impersonal_that_is_gone_or_documented():
    known, names = documented(), models()

    assert set(IMPERSONAL_MODELS) - names.keys() == set()
    assert set(IMPERSONAL_MODELS) & known.keys() == set()
    for name, listed in IMPERSONAL_FIELDS.items():
        assert set(listed.split()) <= fields(names[name]) - known.get(name, set())
