"""Free places in words and shape, never in colour alone."""

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from events.models import Event
from owes_portal.templatetags.typography import moment

register = template.Library()
FEW = 5
SHAPES = {
    Event.Closed.NO_SIGNUP: "free",
    Event.Closed.EXTERNAL: "free",
    Event.Closed.NOT_YET: "soon",
    Event.Closed.CANCELLED: "cancelled",
}
CLOSED = {
    Event.Closed.NO_SIGNUP: gettext_lazy("No sign-up needed"),
    Event.Closed.CANCELLED: gettext_lazy("Event cancelled"),
    Event.Closed.OVER: gettext_lazy("The event is over"),
    Event.Closed.TOO_LATE: gettext_lazy("Sign-up has ended"),
    Event.Closed.FULL: gettext_lazy("No places left"),
    Event.Closed.BY_INVITATION: gettext_lazy("By invitation only"),
    Event.Closed.EXTERNAL: gettext_lazy("Sign-up on another website"),
}


@register.simple_tag
def signup_status(event: Event) -> SafeString:
    """Say in a few words whether one can sign up, for cards and the event's page."""
    closed = event.why_closed(timezone.now())
    if closed:
        shape, words = SHAPES.get(closed, "closed"), _closed_words(event, closed)
    elif event.has_free_places():
        shape, words = ("few" if event.places_left <= FEW else "free"), _places_words(event)
    else:
        shape, words = "waiting", _("No places left – waiting list")
    return format_html('<span class="status status--{}">{}</span>', shape, words)


def _places_words(event: Event) -> str:
    return ngettext(
        "%(left)d of %(all)d places left", "%(left)d of %(all)d places left", event.places_left
    ) % {"left": event.places_left, "all": event.capacity}


def _closed_words(event: Event, closed: str) -> str:
    if closed == Event.Closed.NOT_YET:
        return _("Sign-up opens on %(moment)s") % {"moment": moment(event.signup_opens_at)}
    return CLOSED[closed]
