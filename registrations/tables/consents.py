"""What was acknowledged or agreed to: a column for each version of a wording.

Not the consent to hold needs: whoever gave it has some, and those are in a table of their own.
"""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject
from django.utils.translation import gettext as _

from events.models import Event
from owes_portal.models import ConsentText
from owes_portal.spreadsheet import Column
from registrations.models import Consent
from registrations.tables.table import said


def texts_of(event: Event) -> list[ConsentText]:
    """The wordings that somebody of the event has acknowledged or agreed to."""
    used = ConsentText.objects.filter(consents__registration__event=event)
    open_ones = used.exclude(kind=ConsentText.Kind.NEEDS)
    return list(open_ones.order_by("kind", "title", "language", "version").distinct())


def column(text: ConsentText) -> Column:
    """„Regulamin warsztatów, wersja 2”"""
    return Column(str(text), 26)


def given() -> ArraySubquery:
    """What was given with a registration, the earliest first."""
    consents = Consent.objects.filter(registration=OuterRef("registration")).order_by(
        "given_at", "pk"
    )
    consent = JSONObject(text="text", given="given_at", withdrawn="withdrawn_at")
    return ArraySubquery(consents.values_list(consent))


def in_words(texts: list[ConsentText], consents: list[dict[str, Any]]) -> list[str]:
    """What became of each wording; empty where nothing was said."""
    latest = {consent["text"]: consent for consent in consents}
    return [_became_of(text, latest.get(text.pk)) for text in texts]


def _became_of(text: ConsentText, consent: dict[str, Any] | None) -> str:
    if consent is None:
        return ""
    if consent["withdrawn"]:
        return _("withdrawn %(when)s") % {"when": said(consent["withdrawn"])}
    words = _("given %(when)s") if text.is_optional() else _("acknowledged %(when)s")
    return words % {"when": said(consent["given"])}
