"""Somebody who came to an event of last week without a registration, and stood on the signed list."""

from collections.abc import Sequence

from django.contrib.auth import get_user_model

from events.models import EventDay
from owes_portal.demo.attendance import ORGANISER
from owes_portal.models import ConsentText
from registrations import services
from registrations.models import Registration

EVENT = "mapa-zasobow-zwierzyniec"


def add_from_the_signed_list(texts: Sequence[ConsentText]) -> None:
    """The organiser adds her today; call it with true dates, after everybody else has signed up."""
    services.walk_in(
        EventDay.objects.select_related("event").get(event__slug=EVENT),
        services.Submission(
            contact=services.Contact(
                applicant=Registration.Applicant.RESIDENT,
                source=Registration.Source.ON_THE_DAY,
                other_municipality="Lublin",
            ),
            people=[services.Person("Genowefa", "Sikora")],
            acknowledged=texts,
        ),
        by=get_user_model().objects.get(username=ORGANISER),
    )
