"""What an auditor reads in tables: who signed up and when, what happened, who was there, what was sent.

No contact data, no needs, no diets: the folder proves the work, it does not hand on what people told.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Model, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models import Event
from owes_portal.spreadsheet import Column
from registrations.folder.state import log_of, mails_of
from registrations.models import (
    Attendance,
    Certificate,
    CertificateDeed,
    Change,
    Consent,
    Participant,
    Tick,
)

CHUNK = 500
WIDTH = 24  # letters


@dataclass(frozen=True)
class Table:
    """A file of the folder: its rows, and what stands in each column under its heading."""

    path: str
    title: str
    find: Callable[[Event], QuerySet]
    columns: dict[str, Callable[[Any], str | int | None]]

    def headings(self) -> list[Column]:
        return [Column(str(heading), WIDTH) for heading in self.columns]

    def rows(self, event: Event) -> Iterator[list[str | int | None]]:
        """A few hundred at a time, whatever their number."""
        for row in self.find(event).iterator(CHUNK):
            yield [_in_cell(value_of(row)) for value_of in self.columns.values()]


def _in_cell(value: Any) -> str | int | None:
    """Moments to the second: the order of two sign-ups may hang on it."""
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%Y-%m-%d %H:%M:%S}"
    return value if isinstance(value, int) else str(value or "")


def _day(row: Model) -> str:
    return f"{timezone.localtime(row.day.starts_at):%Y-%m-%d}"


def _people(event: Event) -> QuerySet:
    related = ("registration__organisation", "registration__municipality__county")
    return event.participants.select_related(*related).order_by("registration", "pk")


def _organisation(person: Participant) -> str:
    registration = person.registration
    return registration.organisation or registration.organisation_name


REGISTRATIONS = Table(
    "zgloszenia/zgloszenia.xlsx",
    _("Registrations with their times"),
    _people,
    {
        _("number"): lambda one: one.registration.number,
        _("submitted"): lambda one: one.registration.submitted_at,
        _("source"): lambda one: one.registration.get_source_display(),
        _("who signs up"): lambda one: one.registration.get_applicant_display(),
        _("organisation"): _organisation,
        _("municipality"): lambda one: (
            one.registration.municipality or one.registration.other_municipality
        ),
        _("from outside the subregion"): lambda one: (
            _("yes") if one.registration.is_from_outside() else _("no")
        ),
        _("first name"): lambda one: one.first_name,
        _("surname"): lambda one: one.last_name,
        _("status"): lambda one: one.get_status_display(),
        _("in the order since"): lambda one: one.queued_at,
    },
)
CONSENTS = Table(
    "zgloszenia/zgody.xlsx",
    _("Wordings that people acknowledged or agreed to"),
    lambda event: (
        Consent.objects.filter(registration__event=event)
        .select_related("registration", "text")
        .order_by("pk")
    ),
    {
        _("number"): lambda one: one.registration.number,
        _("wording"): lambda one: one.text.title,
        _("version"): lambda one: one.text.version,
        _("given"): lambda one: one.given_at,
        _("withdrawn"): lambda one: one.withdrawn_at,
    },
)
CHANGES = Table(
    "zgloszenia/zmiany.xlsx",
    _("What happened to the places, and why"),
    lambda event: (
        Change.objects.filter(event=event)
        .select_related("participant__registration", "by")
        .order_by("at", "pk")
    ),
    {
        _("when"): lambda one: one.at,
        _("number"): lambda one: one.participant and one.participant.registration.number,
        _("participant"): lambda one: one.participant,
        _("what happened"): lambda one: one.get_verb_display(),
        _("state before"): lambda one: one.get_before_display(),
        _("state after"): lambda one: one.get_after_display(),
        _("why"): lambda one: one.reason,
        _("by whom"): lambda one: one.by or one.get_who_display(),
    },
)
ATTENDANCE = Table(
    "obecnosc/obecnosc.xlsx",
    _("Attendance"),
    lambda event: (
        Attendance.objects.filter(day__event=event)
        .exclude(state="")
        .select_related("participant__registration", "day")
        .order_by("day__starts_at", "participant")
    ),
    {
        _("day"): _day,
        _("number"): lambda one: one.participant.registration.number,
        _("participant"): lambda one: one.participant,
        _("attendance"): lambda one: one.get_state_display(),
        _("teaching hours attended"): lambda one: one.teaching_hours(),
    },
)
TICKS = Table(
    "obecnosc/wpisy.xlsx",
    _("Every tick and every correction"),
    lambda event: (
        Tick.objects.filter(day__event=event)
        .select_related("participant", "day", "by")
        .order_by("at", "pk")
    ),
    {
        _("received"): lambda one: one.at,
        _("ticked"): lambda one: one.noted_at,
        _("day"): _day,
        _("participant"): lambda one: one.participant,
        _("attendance before"): lambda one: one.get_before_display(),
        _("attendance after"): lambda one: one,
        _("teaching hours attended"): lambda one: one.hours,
        _("source"): lambda one: one.get_source_display(),
        _("why"): lambda one: one.reason,
        _("by whom"): lambda one: one.by,
    },
)
SIGNED_LISTS = Table(
    "listy/podpisane-listy.xlsx",
    _("Signed lists that were filed, those withdrawn too"),
    lambda event: event.signed_lists.select_related("day", "filed_by").order_by(
        "day__starts_at", "pk"
    ),
    {
        _("day"): _day,
        _("name of the file"): lambda one: one.name,
        _("number on the list"): lambda one: one.list_number,
        _("filed"): lambda one: one.filed_at,
        _("filed by"): lambda one: one.filed_by,
        _("compared"): lambda one: one.compared_at,
        _("what differs from the ticks"): lambda one: one.differences,
        _("withdrawn"): lambda one: one.withdrawn_at,
        _("why it was withdrawn"): lambda one: one.withdrawal_reason,
        "SHA-256": lambda one: one.sha256,
    },
)
CERTIFICATES = Table(
    "zaswiadczenia/rejestr.xlsx",
    _("Register of certificates"),
    lambda event: (
        Certificate.objects.filter(participant__event=event).select_related("replaces").in_order()
    ),
    {
        _("number"): lambda one: one.number,
        _("date of issue"): lambda one: one.issued_on,
        _("first name and surname"): lambda one: one.name,
        _("teaching hours attended"): lambda one: one.hours,
        _("teaching hours of the event"): lambda one: one.hours_in_all,
        _("issued in place of"): lambda one: one.replaces,
        _("revoked"): lambda one: one.revoked_at,
        _("why it was revoked"): lambda one: one.revocation_reason,
    },
)
CERTIFICATE_DEEDS = Table(
    "zaswiadczenia/dziennik.xlsx",
    _("What was done with the certificates"),
    lambda event: (
        CertificateDeed.objects.filter(certificate__participant__event=event)
        .select_related("certificate", "by")
        .order_by("at", "pk")
    ),
    {
        _("when"): lambda one: one.at,
        _("number"): lambda one: one.certificate.number,
        _("what happened"): lambda one: one.get_verb_display(),
        _("why"): lambda one: one.reason,
        _("by whom"): lambda one: one.by,
    },
)
MAILS = Table(
    "poczta/wiadomosci-portalu.xlsx",
    _("Mails that the portal wrote, without addresses and texts"),
    lambda event: (
        mails_of(event)
        .only("created_at", "subject", "status", "sent_at", "message_id")
        .order_by("created_at", "pk")
    ),
    {
        _("written"): lambda one: one.created_at,
        _("subject"): lambda one: one.subject,
        _("status"): lambda one: one.get_status_display(),
        _("sent"): lambda one: one.sent_at,
        "Message-ID": lambda one: one.message_id,
    },
)
MESSAGES = Table(
    "poczta/wiadomosci-zespolu.xlsx",
    _("What staff wrote to people of the event"),
    lambda event: event.messages.select_related("sent_by").order_by("sent_at", "pk"),
    {
        _("sent"): lambda one: one.sent_at,
        _("subject"): lambda one: one.subject,
        _("text"): lambda one: one.text,
        _("number of people"): lambda one: one.people,
        _("sent by"): lambda one: one.sent_by,
    },
)
NOTICES = Table(
    "poczta/zmiany-terminu.xlsx",
    _("When people were told of another date or place"),
    lambda event: event.notices.order_by("pk"),
    {
        _("last change"): lambda one: one.changed_at,
        _("the event is called off"): lambda one: _("yes") if one.is_cancellation else _("no"),
        _("status"): lambda one: one.get_status_display(),
        _("sent or withheld"): lambda one: one.settled_at,
        _("number of people"): lambda one: one.people,
        _("why it was not sent"): lambda one: one.reason,
    },
)
LOG = Table(
    "ogloszenie/dziennik-zmian.xlsx",
    _("What staff changed of the event"),
    lambda event: log_of(event).select_related("user").order_by("action_time", "pk"),
    {
        _("when"): lambda one: one.action_time,
        _("by whom"): lambda one: one.user,
        _("what happened"): lambda one: one.get_change_message(),
    },
)

TABLES = (
    LOG,
    REGISTRATIONS,
    CONSENTS,
    CHANGES,
    SIGNED_LISTS,
    ATTENDANCE,
    TICKS,
    CERTIFICATES,
    CERTIFICATE_DEEDS,
    MAILS,
    MESSAGES,
    NOTICES,
)
