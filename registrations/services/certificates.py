"""Certificates: only for hours that were attended, numbered without gaps, each deed written down."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from events.models import Event
from owes_portal import documents
from owes_portal.models import Document, NumberSeries
from owes_portal.models.operator import current_operator
from owes_portal.plain_text import in_lines
from registrations import emails
from registrations.models import Certificate, CertificateDeed, Participant
from registrations.services.places import by_staff, database_clock, lock
from registrations.services.refusals import RegistrationRefused

SERIES = "Z"
Verb = CertificateDeed.Verb


@transaction.atomic
def issue_certificates(
    event: Event, people: Iterable[Participant], *, by: AbstractBaseUser, tells: bool = False
) -> list[Certificate]:
    """Issue one to each of the people who is entitled and has none; tell them if that is wished.

    What the paper says is copied as it stands now. The numbers come last, and a transaction that
    is rolled back gives them back. Raises RegistrationRefused before the event is over.
    """
    event, now = lock(event), database_clock()
    facts = _facts_of(event, now)
    chosen = event.participants.filter(pk__in=[person.pk for person in people])
    entitled = list(chosen.exclude(pk__in=chosen.certified()).entitled().for_certificates())
    told = set(emails.certificates(entitled) if tells else [])
    made = [_write(person, facts) for person in entitled]
    _log(made, Verb.ISSUE, now, by=by)
    _log([one for one in made if one.participant in told], Verb.MAIL, now, by=by)
    return made


@transaction.atomic
def reissue_certificate(
    certificate: Certificate, *, reason: str, by: AbstractBaseUser
) -> Certificate:
    """Issue another one with what is known now, under a new number; the old one is revoked.

    For a name that was corrected. Raises RegistrationRefused, also if the hours are too few now.
    """
    certificate, now = _locked(certificate)
    event = certificate.participant.event
    facts = _facts_of(event, now) | {"replaces": certificate}
    people = event.participants.filter(pk=certificate.participant_id)
    person = people.entitled().for_certificates().first()
    if person is None:
        raise RegistrationRefused(
            _("This person is not entitled to a certificate any more. You can revoke it.")
        )
    _revoke(certificate, Verb.REISSUE, reason, now, by=by)
    new = _write(person, facts)
    _log([new], Verb.ISSUE, now, by=by, reason=reason)
    return new


@transaction.atomic
def revoke_certificate(certificate: Certificate, *, reason: str, by: AbstractBaseUser) -> None:
    """Say for good that it is not valid; its number stays used. Raises RegistrationRefused."""
    certificate, now = _locked(certificate)
    _revoke(certificate, Verb.REVOKE, reason, now, by=by)


@transaction.atomic
def duplicate_certificate(
    certificate: Certificate, *, reason: str, by: AbstractBaseUser
) -> Document:
    """Ask for a paper of the same number that says it is a duplicate, and of which day."""
    certificate, now = _locked(certificate)
    _log([certificate], Verb.DUPLICATE, now, by=by, reason=by_staff(by, reason).reason[:300])
    today = timezone.localdate(now).isoformat()
    return _paper_of(certificate, by=by, duplicate_on=today)


@transaction.atomic
def tell_of_certificate(certificate: Certificate, *, by: AbstractBaseUser) -> None:
    """Write to the person, or to the contact for her, that it waits behind the link."""
    certificate, now = _locked(certificate)
    person = Participant.objects.for_certificates().get(pk=certificate.participant_id)
    if not person.is_reachable(now):
        raise RegistrationRefused(_("The link ended 30 days after the certificate was issued."))
    if not emails.certificates([person]):
        raise RegistrationRefused(_("This person has no e-mail address. Please call."))
    _log([certificate], Verb.MAIL, now, by=by)


@transaction.atomic
def print_certificate(
    certificate: Certificate, *, by: AbstractBaseUser, **options: Any
) -> Document:
    """Ask for the paper. Raises RegistrationRefused if the certificate is not valid any more."""
    certificate, now = _locked(certificate)
    _log([certificate], Verb.PRINT, now, by=by)
    return _paper_of(certificate, by=by, **options)


@transaction.atomic
def print_certificates(event: Event, *, by: AbstractBaseUser, part: int = 1) -> Document:
    """Ask for the papers of everybody in one file, or for one of several if they are so many."""
    event, now = lock(event), database_clock()
    found = list(Certificate.objects.for_event(event).in_force().in_file(part))
    if not found:
        raise RegistrationRefused(_("No certificate has been issued yet."))
    _log(found, Verb.PRINT, now, by=by)
    options = {"part": part} if part > 1 else {}
    return documents.request(Document.Kind.CERTIFICATES, subject_id=event.pk, by=by, **options)


@transaction.atomic
def take_certificate(certificate: Certificate) -> Document | None:
    """The paper for the person behind the link, or None: then it has been asked for again."""
    certificate, now = _locked(certificate)
    found = paper_of(certificate)
    if found is None or not found.is_ready() or found.is_gone():
        _paper_of(certificate, by=None)
        return None
    _log([certificate], Verb.TAKE, now, by=None)
    return found


def paper_of(certificate: Certificate) -> Document | None:
    """The newest paper of a certificate that is no duplicate, in whatever state."""
    papers = Document.objects.about(Document.Kind.CERTIFICATE, certificate.pk)
    return papers.filter(options={}).first()


def _locked(certificate: Certificate) -> tuple[Certificate, datetime]:
    """Its fresh row under the lock of its event, and the moment. Raises RegistrationRefused."""
    event = lock(certificate.participant.event)
    found = Certificate.objects.select_related("participant").get(pk=certificate.pk)
    found.participant.event = event
    if not found.is_in_force():
        raise RegistrationRefused(_("This certificate has been revoked already."))
    return found, database_clock()


def _facts_of(event: Event, now: datetime) -> dict[str, Any]:
    """What stands on all certificates of the event. Raises RegistrationRefused."""
    operator = current_operator()
    if event.is_cancelled() or not event.is_over(now):
        raise RegistrationRefused(_("Certificates are issued when the event is over."))
    if operator is None:
        raise RegistrationRefused(_("Describe the centre first: certificates name it."))
    days = list(event.days.select_related("trainer"))
    trainers = dict.fromkeys(day.trainer.name for day in days if day.trainer)
    return _project_of(event) | {
        "kind": str(event.kind_name)[:60],
        "title": event.title,
        "trainers": ", ".join(trainers)[:400],
        "programme": in_lines(event.programme),
        "organiser": operator.legal_name,
        "city": operator.city,
        "issued_on": timezone.localdate(now),
    }


def _project_of(event: Event) -> dict[str, Any]:
    project = event.project
    if project is None:
        return {}
    return {
        "project": project,
        "project_title": project.title,
        "project_number": project.number,
        "funding_sentence": project.funding_sentence,
    }


def _write(person: Participant, facts: dict[str, Any]) -> Certificate:
    """One certificate with its number, and its paper, which the person will want."""
    made = Certificate.objects.create(
        participant=person,
        number=NumberSeries.objects.next(SERIES, facts["issued_on"].year),
        name=person.full_name,
        dates=_days_attended(person),
        hours=person.hours_attended,
        hours_in_all=person.hours_in_all,
        **facts,
    )
    _paper_of(made, by=None)
    return made


def _days_attended(person: Participant) -> list:
    moments = [one.day.starts_at for one in person.attendances.all() if one.is_present()]
    return sorted({timezone.localdate(moment) for moment in moments})


def _paper_of(certificate: Certificate, **how: Any) -> Document:
    return documents.request(Document.Kind.CERTIFICATE, subject_id=certificate.pk, **how)


def _revoke(certificate: Certificate, verb: Verb, reason: str, now: datetime, *, by) -> None:
    reason = by_staff(by, reason).reason[:300]
    certificate.revoked_at, certificate.revocation_reason = now, reason
    certificate.save(update_fields=["revoked_at", "revocation_reason"])
    _log([certificate], verb, now, by=by, reason=reason)


def _log(
    certificates: Sequence[Certificate], verb: Verb, now: datetime, *, by, reason: str = ""
) -> None:
    CertificateDeed.objects.bulk_create(
        CertificateDeed(certificate=one, verb=verb, reason=reason, at=now, by=by)
        for one in certificates
    )
