"""Receipts that participants sign: of materials and of certificates."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from events.models import Event
from owes_portal.models import Document
from registrations.models import Certificate
from registrations.papers.attendance_list import has_organisations, rows_left_blank
from registrations.papers.options import DayOptions, ListOptions
from registrations.papers.paper import Paper, Stage, days_of
from registrations.papers.people import people_on


class MaterialsOptions(DayOptions, ListOptions):
    items = forms.CharField(
        label=_("What is received"),
        required=False,
        max_length=300,
        help_text=_("For example: a guide, a pen drive, a workbook."),
    )
    field_order = ("items", "day", "blank_rows", "is_empty")


def materials(
    event: Event,
    *,
    items: str = "",
    day: int | None = None,
    is_empty: bool = False,
    blank_rows: int | None = None,
) -> dict[str, Any]:
    """Everybody who comes on that day, or on any."""
    days = days_of(event, day)
    people = [one for one in people_on(event) if not is_empty and one.comes_on_any(days)]
    first_blank = len(people) + 1
    return {
        "items": items,
        "people": people,
        "with_organisations": has_organisations(people),
        "blank_numbers": range(first_blank, first_blank + rows_left_blank(people, blank_rows)),
    }


def certificates(event: Event) -> dict[str, Any]:
    """The certificates that are in force, in the Polish order of their people."""
    return {"certificates": list(Certificate.objects.in_force().for_event(event).for_paper())}


MATERIALS_RECEIPT = Paper(
    kind=Document.Kind.MATERIALS_RECEIPT,
    code="OM",
    file_slug="odbior-materialow",
    about=_("To be signed by everybody who gets materials; you say what they are."),
    template="registrations/papers/materials_receipt.html",
    facts=materials,
    stage=Stage.ON_THE_DAY,
    options=MaterialsOptions,
    file_words={"is_empty": "pusta"},
)

CERTIFICATE_RECEIPT = Paper(
    kind=Document.Kind.CERTIFICATE_RECEIPT,
    code="OZ",
    file_slug="odbior-zaswiadczen",
    about=_("To be signed by everybody who gets a certificate, with its number."),
    template="registrations/papers/certificate_receipt.html",
    facts=certificates,
    stage=Stage.AFTERWARDS,
)
