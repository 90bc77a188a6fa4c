"""One person's own pages behind her own link: nothing of the others, nothing of the contact."""

from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from registrations import calendar as ics
from registrations import overview, services
from registrations.decorators import person_page
from registrations.views.own import calendar_file


@person_page
def place(request, person):
    overview.with_all_that_was_said([person])
    person.event = person.registration.event
    context = {
        "person": person,
        "registration": person.registration,
        "event": person.event,
        "certificates": overview.certificates_of(person, [person]),
    }
    return render(request, "registrations/place.html", context)


@person_page
def place_cancel(request, person):
    """GET shows what would happen, POST does it."""
    if request.method == "POST" and person.can_be_cancelled():
        because = services.by_person(_("Cancelled by the person."))
        services.cancel_people(person.registration, [person], because)
        return redirect(person)
    context = {"owner": person, "person": person, "event": person.registration.event}
    return render(request, "registrations/cancel_person.html", context)


@person_page
def place_calendar(request, person):
    return calendar_file(person.registration, ics.of_person(person))
