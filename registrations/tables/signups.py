"""The table of registrations: a row for each person, with the days, the consents and the answers.

It holds no needs, no diets and no remarks, in which people write of their needs too.
"""

from collections.abc import Iterator
from typing import NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.models import Event
from owes_portal.models import Document
from owes_portal.spreadsheet import Column, Row
from owes_portal.templatetags.typography import moment
from registrations.models import Participant, Registration
from registrations.tables import answers, consents
from registrations.tables.table import CHUNK, Table, comes_on, words_of


class Field(NamedTuple):
    """A column that every event has, and where its cells come from."""

    heading: str
    width: int
    path: str
    choices: type | None = None


FIELDS = (
    Field(gettext_lazy("Number"), 14, "registration__number"),
    Field(gettext_lazy("Source"), 14, "registration__source", Registration.Source),
    Field(gettext_lazy("State"), 18, "status", Participant.Status),
    Field(gettext_lazy("Submitted"), 16, "registration__submitted_at"),
    Field(gettext_lazy("Second form of"), 14, "registration__double_of__number"),
    Field(gettext_lazy("Surname"), 20, "last_name"),
    Field(gettext_lazy("First name"), 16, "first_name"),
    Field(gettext_lazy("Own e-mail"), 26, "email"),
    Field(gettext_lazy("Who signs up"), 22, "registration__applicant", Registration.Applicant),
    Field(gettext_lazy("Organisation"), 30, "organisation"),
    Field("NIP", 12, "registration__organisation__nip"),
    Field(gettext_lazy("Contact person"), 22, "registration__contact_name"),
    Field(gettext_lazy("E-mail"), 26, "registration__email"),
    Field(gettext_lazy("Telephone"), 16, "registration__phone"),
    Field(gettext_lazy("Municipality"), 20, "municipality"),
    Field(gettext_lazy("County"), 16, "registration__municipality__county__name"),
)


def columns(event: Event) -> list[Column]:
    """The same for all events, then the days, consents and wordings of this one."""
    return [
        *(Column(str(field.heading), field.width) for field in FIELDS),
        *(Column(moment(day.starts_at), 14) for day in event.days.all()),
        *map(consents.column, consents.texts_of(event)),
        *map(answers.column, answers.wordings_of(event)),
    ]


def rows(event: Event) -> Iterator[Row]:
    """A row for each person, in the order in which they signed up."""
    words = [words_of(field.choices) if field.choices else {} for field in FIELDS]
    days = [day.pk for day in event.days.all()]
    texts, wordings = consents.texts_of(event), answers.wordings_of(event)
    yes = _("yes")
    for *values, chosen, given, answered in people_of(event).iterator(CHUNK):
        yield [
            *(known.get(value, value) for known, value in zip(words, values, strict=True)),
            *(yes if comes_on(day, chosen) else "" for day in days),
            *consents.in_words(texts, given),
            *answers.in_words(wordings, answered),
        ]


def people_of(event: Event) -> QuerySet:
    """The cells of all people of the event, second forms and those who are gone too."""
    days = Participant.days.through.objects.filter(participant=OuterRef("pk"))
    typed = {
        "organisation": Coalesce(
            "registration__organisation__name", "registration__organisation_name"
        ),
        "municipality": Coalesce(
            "registration__municipality__name", "registration__other_municipality"
        ),
    }
    arrays = ArraySubquery(days.values("eventday")), consents.given(), answers.given()
    people = event.participants.annotate(**typed).order_by("registration__submitted_at", "pk")
    return people.values_list(*(field.path for field in FIELDS), *arrays)


SIGNUPS = Table(
    kind=Document.Kind.REGISTRATIONS_TABLE,
    file_slug="zgloszenia",
    about=gettext_lazy(
        "A row for each person: state, contact, organisation, municipality, days, consents and "
        "answers. No needs and no diets."
    ),
    columns=columns,
    rows=rows,
)
