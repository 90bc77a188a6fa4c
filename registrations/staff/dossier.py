"""One registration as staff see it: all that is known, and all that may be done."""

from itertools import groupby

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from owes_portal import audit
from owes_portal.models import OutgoingMail
from owes_portal.staff import staff_page
from registrations import services
from registrations.models import Change, Organisation, Registration
from registrations.staff.deeds import DEEDS, possible_deeds
from registrations.staff.frame import CHANGE, VIEW, in_words, show
from registrations.staff.undelivered import dead_addresses


@staff_page(VIEW)
@require_safe
def dossier(request, pk):
    registration = get_object_or_404(Registration.objects.for_dossier(), pk=pk)
    audit.record(request.user, audit.VIEW, registration)
    people = list(people_of(registration))
    changes = Change.objects.filter(participant__in=people).for_reading()
    title = _("Registration %(number)s") % {"number": registration.number}
    context = {
        "registration": registration,
        "people": people,
        "consents": registration.consents.select_related("text").order_by("pk"),
        "like": organisations_like(registration),
        "history": told(changes),
        "mails": mails_about(registration, people),
        "dead_addresses": sorted(dead_addresses(people)),
        "deeds": possible_deeds(registration, people),
    }
    return show(request, "dossier", registration.event, title=title, **context)


@staff_page(CHANGE)
@require_http_methods(["GET", "HEAD", "POST"])
def deed(request, pk, slug):
    """GET says what would happen, POST does it; a refusal keeps what was typed."""
    registration = get_object_or_404(Registration.objects.for_dossier(), pk=pk)
    chosen = DEEDS.get(slug)
    if chosen is None:
        raise Http404
    people = chosen.people(registration, registration.participants.all())
    if not people:
        messages.warning(request, _("This is not possible: the registration has changed."))
        return redirect("registrations:dossier", pk)
    form = chosen.form(registration, people, request.POST or None, reason=chosen.reason)
    if form.is_valid() and (after := done(form, chosen, request.user)):
        messages.success(request, chosen.done)
        if chosen.leads_to_event:
            return redirect("registrations:workspace", after.event_id)
        return redirect("registrations:dossier", after.pk)
    audit.record(request.user, audit.VIEW, registration)
    context = {"registration": registration, "people": people, "deed": chosen, "form": form}
    return show(request, "deed", registration.event, title=chosen.name, **context)


def done(form, chosen, user):
    """The registration afterwards, or None with the refusal in the form."""
    try:
        return chosen.do(form, user)
    except services.RegistrationRefused as refusal:
        form.add_error(None, in_words(refusal))
        return None


def people_of(registration):
    """In the order of the form; `place_in_line` of those who wait is that of the event's list."""
    people = list(registration.participants.for_dossier())
    if any(person.is_waiting() for person in people):
        waiting = registration.event.participants.waiting().with_positions()
        places = dict(waiting.values_list("pk", "place_in_line"))
        for person in people:
            person.place_in_line = places.get(person.pk)
    return people


def mails_about(registration, people):
    """Every mail to the contact and to its people, without the long texts."""
    mails = OutgoingMail.objects.about(registration, *people).with_dead_addresses()
    return mails.defer("text", "html")


def organisations_like(registration):
    organisation = registration.organisation
    return Organisation.objects.like(organisation) if organisation else ()


def told(changes):
    """(change, its people): what happened to several people at once is told once."""

    def same(change):
        return change.at, change.verb, change.before, change.after, change.reason

    for _key, alike in groupby(changes, same):
        alike = list(alike)
        yield alike[0], [change.participant for change in alike if change.participant]
