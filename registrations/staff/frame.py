"""What the organiser's pages have in common: rights, frame, and the event they belong to."""

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from owes_portal.staff import in_frame

VIEW = "registrations.view_participant"
CHANGE = "registrations.change_registration"
SEE_ATTENDANCE = "registrations.view_attendance"
TICK = "registrations.change_attendance"


# The pages of an event, and the right that each of them wants.
PAGES = {
    "workspace": (_("Registrations"), VIEW),
    "desk": (_("Enter a sign-up"), CHANGE),
    "changes": (_("Changes"), VIEW),
    "needs": (_("Needs"), CHANGE),
    "message": (_("Message"), CHANGE),
    "papers": (_("Papers"), VIEW),
    "attendance": (_("Attendance"), SEE_ATTENDANCE),
    "certificates": (_("Certificates"), "registrations.view_certificate"),
    "thank": (_("Thanks"), CHANGE),
}


def menu(request, event):
    """(address, name, whether one is there) of each page of the event that the person may see."""
    for page, (name, right) in PAGES.items():
        if request.user.has_perm(right):
            address = reverse(f"registrations:{page}", args=[event.pk])
            yield address, name, address == request.path


def frame_of(request, event, *, title):
    """What every page of an event shows around its own content."""
    return {
        "title": title,
        "subtitle": event.title,
        "event": event,
        "menu": list(menu(request, event)),
        "may_change": request.user.has_perm(CHANGE),
    }


def show(request, name, event, *, title, status=200, part="", **context):
    """Draw a page of an event in the frame of the administration; `part` is one of its partials."""
    template = f"registrations/staff/{name}.html{part}"
    context = frame_of(request, event, title=title) | context
    return in_frame(request, template, status=status, **context)


def in_words(refusal):
    """Why something was not done; where there is a registration already, with the way to it."""
    known = getattr(refusal, "registration", None)
    if known is None:
        return str(refusal)
    address = reverse("registrations:dossier", args=[known.pk])
    return format_html('{} <a href="{}">{}</a>', refusal, address, _("See that registration"))
