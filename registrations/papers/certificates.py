"""Certificates on paper: one, all of an event, and the register of a year."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, BinaryIO

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from events.models import Event
from owes_portal import pdf, qr
from owes_portal.models.operator import current_operator
from owes_portal.polish import slug
from registrations.models import Certificate
from registrations.papers.paper import DATA_READ, MARKS_IN_STRIP, WRITTEN

TEMPLATE = "registrations/papers/certificates.html"
Report = Callable[[int], None]
# So many letters have room on the face with wide spaces; more stand closer and smaller.
ROOMY = 420
FACE = ("name", "title", "trainers", "organiser", "project_title", "funding_sentence")


@dataclass(frozen=True)
class Sheet:
    """One certificate with what is drawn beside its words."""

    certificate: Certificate
    duplicate_on: date | None = None

    @property
    def marks(self) -> list:
        project = self.certificate.project
        return list(project.marks.all())[:MARKS_IN_STRIP] if project else []

    @property
    def is_close(self) -> bool:
        return sum(len(getattr(self.certificate, part)) for part in FACE) > ROOMY

    @property
    def code_picture(self) -> str:
        """The address of the page that verifies it, as a QR code."""
        return qr.address_of(self.certificate.get_full_link(), dark="#14213D")

    @property
    def check_address(self) -> str:
        """Where the code can be typed, as one reads it out."""
        return f"{settings.SITE_URL.partition('://')[2]}/zaswiadczenia/"


def certificate(
    certificate_id: int, file: BinaryIO, report: Report, *, duplicate_on: str = ""
) -> str:
    """Write one, as a duplicate of that day if one is given. Raises Certificate.DoesNotExist."""
    found = Certificate.objects.for_paper().get(pk=certificate_id)
    day = date.fromisoformat(duplicate_on) if duplicate_on else None
    title = _("Certificate %(number)s") % {"number": found.number}
    _write(file, TEMPLATE, {"sheets": [Sheet(found, day)]}, title, report)
    words = ["zaswiadczenie", found.number.lower(), *(["duplikat"] if day else [])]
    return f"{'_'.join(words)}.pdf"


def certificates(event_id: int, file: BinaryIO, report: Report, *, part: int = 1) -> str:
    """Write those of an event that are in force, in Polish order, each on a sheet of its own.

    They are divided into files for which the memory of a worker is enough; `part` is the file's
    number.
    """
    event = Event.objects.get(pk=event_id)
    in_force = Certificate.objects.for_event(event).in_force()
    found = in_force.in_file(part)
    title = _("Certificates – %(event)s") % {"event": event.title}
    _write(file, TEMPLATE, {"sheets": [Sheet(one) for one in found]}, title, report)
    number = f"-{part}" if in_force.count_files() > 1 else ""
    return f"zaswiadczenia{number}_{_day_of(found)}_{slug(event.title, length=60)}.pdf"


def register(year: int, file: BinaryIO, report: Report) -> str:
    """Write the register of a year: every number, those that were revoked too."""
    context = {
        "year": year,
        "certificates": Certificate.objects.of_year(year).for_register(),
        "operator": current_operator(),
        "built_at": timezone.localtime(),
    }
    title = _("Register of certificates %(year)s") % {"year": year}
    _write(file, "registrations/papers/certificate_register.html", context, title, report)
    return f"rejestr-zaswiadczen_{year}.pdf"


def _write(
    file: BinaryIO, template: str, context: dict[str, Any], title: str, report: Report
) -> None:
    report(DATA_READ)
    file.write(pdf.render(template, context, title=title, report=report))
    report(WRITTEN)


def _day_of(certificates: Iterable[Certificate]) -> date:
    """The first day of the event as the certificates say it."""
    return min(day for one in certificates for day in one.dates)
