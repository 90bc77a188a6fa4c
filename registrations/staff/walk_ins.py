"""People who came without a registration, added to the list of their day."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from owes_portal import audit
from owes_portal.staff import staff_page
from registrations import services
from registrations.forms import WalkInForm
from registrations.staff.attendance import day_of
from registrations.staff.check_in import address_of, with_day
from registrations.staff.forms import WhyBeyond
from registrations.staff.frame import CHANGE, TICK, in_words, show


class SameNameForm(forms.Form):
    """Asked only if somebody of that name is on the list."""

    use_required_attribute = False

    is_somebody_else = forms.BooleanField(
        label=gettext_lazy("This is somebody else of the same name"), required=False
    )


class OverForm(forms.Form):
    """Asked only if there is no place left."""

    use_required_attribute = False

    over_capacity = WhyBeyond()


@staff_page(CHANGE)
@require_http_methods(["GET", "HEAD", "POST"])
def walk_in(request, pk, day):
    """Two names and that the person was informed; she has a place and is noted as present."""
    day = day_of(pk, day)
    if not request.user.has_perm(TICK):
        raise PermissionDenied
    sent = [request.POST] if request.method == "POST" else []
    form, same, over = WalkInForm(day, *sent), SameNameForm(*sent), OverForm(*sent)
    if all([form.is_valid(), same.is_valid(), over.is_valid()]):
        return enter(request, day, form, same, over)
    return draw(request, day, form, over=over)


def enter(request, day, form, same, over):
    """Who may be on the list already is pointed out before anybody is written down."""
    choice = same.cleaned_data | over.cleaned_data
    try:
        person = services.walk_in(day, form.submission(), by=request.user, **choice)
    except services.SameName as found:
        form.add_error(None, str(found))
        _ask_why_beyond(day.event, over)
        audit.record(request.user, audit.VIEW, day.event)
        people = with_day(found.people, day)
        return draw(request, day, form, over=over, same=same, people=people)
    except services.NoPlaceLeft as refusal:
        over.add_error("over_capacity", str(refusal))
        return draw(request, day, form, over=over)
    except services.RegistrationRefused as refusal:
        form.add_error(None, in_words(refusal))
        return draw(request, day, form, over=over)
    return redirect(address_of(person, day))


def _ask_why_beyond(event, over):
    """Together with the question whether it is somebody else, not after its answer."""
    event.refresh_from_db(fields=["places_taken"])
    if not event.has_free_places() and not over.cleaned_data["over_capacity"]:
        over.add_error("over_capacity", str(services.NoPlaceLeft()))


def draw(request, day, form, *, over, same=None, people=()):
    day.event.refresh_from_db(fields=["places_taken"])
    is_asked = over.errors or not day.event.has_free_places()
    context = {"day": day, "form": form, "same": same, "people": people}
    context["over"] = over if is_asked else None
    title = _("Somebody without a registration")
    return show(request, "walk_in", day.event, title=title, **context)
