"""Leave a row whenever somebody sees or takes out personal data."""

from django.contrib.auth.models import AbstractBaseUser
from django.db import models

from owes_portal.models import AccessRecord

VIEW, PRINT, EXPORT = AccessRecord.Deed.VIEW, AccessRecord.Deed.PRINT, AccessRecord.Deed.EXPORT


def record(
    person: AbstractBaseUser, deed: AccessRecord.Deed, subject: models.Model, reason: str = ""
) -> AccessRecord:
    """Write down who did what with which row; the row is named by kind and number only."""
    return AccessRecord.objects.create(
        person=person,
        deed=deed,
        subject=f"{subject._meta.verbose_name} {subject.pk}",
        reason=reason,
    )


def record_list(
    person: AbstractBaseUser, model: type[models.Model], reason: str = ""
) -> AccessRecord:
    """Write down that somebody looked at a list of such rows; which ones the reason says."""
    return AccessRecord.objects.create(
        person=person, deed=VIEW, subject=str(model._meta.verbose_name_plural), reason=reason
    )
