"""Certificates of the demo's past events: most in force, one replaced, one revoked, one twice."""

from datetime import datetime, timedelta

from django.contrib.auth import get_user_model
from django.utils import timezone

from events.models import Event
from owes_portal.demo.attendance import ORGANISER
from owes_portal.models import Document
from registrations import services
from registrations.models import Certificate, CertificateDeed

MISSPELT = "Literówka w nazwisku."
BY_MISTAKE = "Wydane omyłkowo: pomylono osoby o tym samym nazwisku."
LOST = "Osoba zgubiła zaświadczenie i prosi o duplikat."


def issue_certificates() -> None:
    """For all past events but the last, which is left to whoever tries the portal.

    Call it with true dates, after the ticks. Nobody waits for the papers, so they are not made.
    """
    organiser = get_user_model().objects.get(username=ORGANISER)
    *issued, _last = Event.objects.past().filter(cancelled_at=None).order_by("starts_at")
    for event in issued:
        _backdate(
            services.issue_certificates(event, event.participants.all(), by=organiser),
            event.ends_at + timedelta(days=1),
        )
    misspelt, lost, mistaken = Certificate.objects.in_order()[:3]
    services.reissue_certificate(_with_slip(misspelt), reason=MISSPELT, by=organiser)
    services.duplicate_certificate(lost, reason=LOST, by=organiser)
    services.revoke_certificate(mistaken, reason=BY_MISTAKE, by=organiser)
    Document.objects.filter(kind=Document.Kind.CERTIFICATE).delete()


def _backdate(certificates: list[Certificate], moment: datetime) -> None:
    """A number of this year stands for this year only."""
    if moment.year != timezone.localtime().year:
        return
    keys = [certificate.pk for certificate in certificates]
    Certificate.objects.filter(pk__in=keys).update(issued_on=timezone.localdate(moment))
    CertificateDeed.objects.filter(certificate__in=keys).update(at=moment)


def _with_slip(certificate: Certificate) -> Certificate:
    """As it was printed before somebody saw the slip of the pen."""
    certificate.name = certificate.name[:-1]
    certificate.save(update_fields=["name"])
    return certificate
