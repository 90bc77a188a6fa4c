"""An offer of a place, and the way back to the list after one that ended.

Both the owner of a registration and one person alone may answer; `owner` is whose link it is.
"""

from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from registrations import overview, services
from registrations.decorators import person_page, secret_page
from registrations.forms.own import PeopleForm
from registrations.views.own import saved


@secret_page
def offer(request, registration):
    return _offer(request, registration, registration.event, overview.people_of(registration))


@person_page
def place_offer(request, person):
    return _offer(
        request, person, person.registration.event, overview.with_all_that_was_said([person])
    )


@secret_page
def come_back(request, registration):
    return _come_back(request, registration, registration.event, overview.people_of(registration))


@person_page
def place_come_back(request, person):
    return _come_back(
        request, person, person.registration.event, overview.with_all_that_was_said([person])
    )


def _offer(request, owner, event, people):
    """The database's clock decides whether an answer came in time, to the second."""
    form = PeopleForm(
        [person for person in people if person.is_offered()],
        request.POST if request.method == "POST" else None,
    )
    if form.is_valid():
        try:
            return redirect(_answer(request, owner, event, form.chosen()))
        except services.RegistrationRefused as refusal:
            form.add_error(None, str(refusal))
    offered = [person for person in people if person.is_offered() and person.can_be_changed()]
    open_now = [person for person in offered if not person.is_overdue()]
    context = {
        "owner": owner,
        "event": event,
        "people": people,
        "offered": open_now,
        "ended": [person for person in people if person.can_come_back() or person.is_overdue()],
        "form": form,
    }
    return render(request, "registrations/offer.html", context)


def _answer(request, owner, event, people):
    """Do what the button says; where to go then."""
    if "decline" in request.POST:
        because = services.by_person(_("The offer was declined with the link."))
        services.decline(event, people, because)
        return saved(owner)
    because = services.by_person(_("The offer was accepted with the link."))
    accepted = services.accept(event, people, because)
    return saved(owner) if accepted else owner.get_offer_url()


def _come_back(request, owner, event, people):
    may = [person for person in people if person.can_come_back() or person.is_overdue()]
    form = PeopleForm(may, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            _rejoin(event, form.chosen())
        except services.RegistrationRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(saved(owner))
    context = {"owner": owner, "event": event, "people": may, "form": form}
    return render(request, "registrations/come_back.html", context)


def _rejoin(event, people):
    """An offer that ended within the last minute may not have been passed on yet."""
    if people:
        services.expire(event)
    for person in people:
        services.rejoin(person)
