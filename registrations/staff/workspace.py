"""An event's workspace: its numbers, and its people by what staff do with them."""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from events.models import Event
from owes_portal import audit
from owes_portal.staff import staff_page
from registrations import services
from registrations.staff.frame import VIEW, show
from registrations.staff.notice import plan
from registrations.staff.undelivered import undelivered


@staff_page(VIEW)
@require_safe
def workspace(request, pk):
    event = get_object_or_404(Event, pk=pk)
    audit.record(request.user, audit.VIEW, event)
    people = list(event.participants.for_desk())
    context = numbers(event, people) | sections(people) | news(event)
    context["undelivered"] = undelivered(event, people)
    return show(request, "workspace", event, title=_("Registrations"), **context)


def news(event):
    """What people of the event will be told, or were told, and who of them has to be called."""
    notice = event.notices.newest_first().first()
    if notice is None:
        return {}
    notice.event = event
    if notice.is_waiting():
        return {"plan": plan(notice, services.whom_to_tell(notice))}
    to_call = [] if event.is_over() else list(notice.to_call.for_desk())
    return {"notice": notice, "to_call": to_call}


def numbers(event, people):
    """What one wants to know at eight in the morning."""
    holding = [person for person in people if person.holds_place()]
    outside = sum(person.registration.is_from_outside() for person in holding)
    share = round(100 * outside / len(holding)) if holding else 0
    return {
        "holding": len(holding),
        "outside": outside,
        "outside_share": share,
        "is_too_much_from_outside": share > event.outside_share,
        "open_needs": sum(person.has_open_needs() for person in people),
    }


def sections(people):
    """Everybody in Polish order; offers by their end, the waiting list in its own order."""
    pending = [person for person in people if person.is_pending()]
    offered = [person for person in people if person.is_offered()]
    waiting = [person for person in people if person.is_waiting()]
    return {
        "pending": parties(person for person in pending if not person.registration.is_double()),
        "doubles": parties(person for person in pending if person.registration.is_double()),
        "confirmed": [person for person in people if person.is_confirmed()],
        "offered": sorted(offered, key=lambda person: (person.offer_ends_at, person.pk)),
        "waiting": sorted(waiting, key=lambda person: (person.queued_at, person.pk)),
        "unnamed": [person for person in people if person.is_unnamed()],
        "gone": [person for person in people if not person.is_live()],
    }


def parties(people):
    """(registration, its people), the first that came first."""
    found = {}
    for person in people:
        found.setdefault(person.registration, []).append(person)
    return sorted(found.items(), key=lambda party: (party[0].submitted_at, party[0].pk))
