"""What people need is answered: what the centre can provide, and by whom it was said."""

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from registrations import emails
from registrations.models import AccessibilityNeed
from registrations.services.places import database_clock


@transaction.atomic
def answer_need(need: AccessibilityNeed, answer: str, *, by: AbstractBaseUser) -> AccessibilityNeed:
    """Write the answer down and tell the person; the same answer twice is told once."""
    known = AccessibilityNeed.objects.select_for_update(of=["self"])
    need = known.select_related("participant__registration__event__contact").get(pk=need.pk)
    if need.is_open() or need.answer != answer:
        need.answer, need.answered_by, need.answered_at = answer, by, database_clock()
        need.save(update_fields=["answer", "answered_by", "answered_at"])
        emails.need_answered(need)
    return need
