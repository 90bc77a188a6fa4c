"""Signed lists that were scanned: filed with their day, compared with the ticks, taken back."""

import hashlib

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from events.models import EventDay
from registrations.models import SignedList
from registrations.services.files import write_file
from registrations.services.places import database_clock, lock
from registrations.services.refusals import RegistrationRefused
from registrations.uploads import CheckedFile


@transaction.atomic
def file_signed_list(
    day: EventDay, checked: CheckedFile, *, by: AbstractBaseUser, pages: int = 1, number: str = ""
) -> SignedList:
    """Keep the scan of a list that people signed on that day; `number` stands on the paper.

    Under the event's lock, so that of two who send the same file at once one writes it. Raises
    RegistrationRefused, and FileRefused if the file cannot be written; then neither is left.
    """
    event, now = lock(day.event), database_clock()
    sha256 = hashlib.sha256(checked.content).hexdigest()
    if timezone.localdate(day.starts_at) > timezone.localdate(now):
        raise RegistrationRefused(_("This day has not come yet."))
    if SignedList.objects.of_file(day, sha256).exists():
        raise RegistrationRefused(_("This very file is filed with this day already."))
    scan = SignedList(
        event=event,
        day=day,
        name=checked.name,
        content_type=checked.content_type,
        size=len(checked.content),
        sha256=sha256,
        pages=pages,
        list_number=number,
        filed_by=by,
    )
    write_file(scan, checked)
    scan.save(force_insert=True)
    return scan


@transaction.atomic
def compare_signed_list(
    scan: SignedList, *, differences: str = "", by: AbstractBaseUser
) -> SignedList:
    """Write down that the list was laid beside the ticks, and what differs; nothing: they agree.

    A list is compared again once its differences are settled; the log keeps every comparison.
    Raises RegistrationRefused if the list was withdrawn.
    """
    scan, now = _locked(scan), database_clock()
    if not scan.is_in_force():
        raise RegistrationRefused(_("This list has been withdrawn. Compare the one in its place."))
    scan.compare(differences.strip()[:500], by=by, at=now)
    return scan


@transaction.atomic
def withdraw_signed_list(scan: SignedList, *, reason: str, by: AbstractBaseUser) -> SignedList:
    """Take a list back that was filed by mistake; it stays readable. Done twice it is done once.

    Raises RegistrationRefused without a reason.
    """
    scan, now = _locked(scan), database_clock()
    if not reason.strip():
        raise RegistrationRefused(_("Write the reason."))
    if scan.is_in_force():
        scan.withdraw(reason.strip()[:300], by=by, at=now)
    return scan


def _locked(scan: SignedList) -> SignedList:
    """The row as it stands now, under the lock of its event."""
    lock(scan.event)
    return SignedList.objects.for_reading().get(pk=scan.pk)
