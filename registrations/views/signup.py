"""Sign-up: the form, its check and the page that answers it."""

from django.core import signing
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from events import facts
from events.models import Event
from owes_portal.limits import TooMany
from registrations import limits, services
from registrations.decorators import secret_page
from registrations.forms import SignupForm
from registrations.models import Invitation
from registrations.quota import takes_files


@takes_files
@require_http_methods(["GET", "HEAD", "POST"])
def create(request, slug):
    """One page to fill in, one to check the answers; the data travel in the form itself."""
    return _sign_up(request, facts.published_event(slug))


@takes_files
@require_http_methods(["GET", "HEAD", "POST"])
def invited(request, token):
    """The same behind an invitation's secret link."""
    invitation = Invitation.objects.for_token(token).select_related("event").first()
    if invitation is None:
        limits.allow_guess(request)
        raise Http404
    response = _sign_up(request, facts.published_event(invitation.event.slug), invitation)
    response["Referrer-Policy"] = "strict-origin"
    return response


def _sign_up(request, event, invitation=None):
    (event,) = facts.with_places_of_now([event])
    if request.method != "POST":
        return _show(request, SignupForm(event, invitation=invitation))
    try:
        files = limits.files_of(request)
    except TooMany as refusal:
        return _refuse(request, SignupForm(event, request.POST, invitation=invitation), refusal)
    form = SignupForm(event, request.POST, files, invitation=invitation)
    if "change" in request.POST or not form.is_valid():
        return _show(request, form)
    if "confirm" not in request.POST:
        return _show(request, form) if _why_closed(form) else _check(request, form)
    return _send(request, form)


def _send(request, form):
    submission = form.submission()
    try:
        limits.allow_signup(request, form.event, *submission.emails)
        registration = services.register(form.event, submission)
    except services.OnlySomeFit as refusal:
        form.ask_what_then(refusal.places_left, request.POST)
        return _check(request, form)
    except (services.RegistrationRefused, TooMany) as refusal:
        return _refuse(request, form, refusal)
    return _answer(registration)


def _refuse(request, form, refusal):
    """What was typed stays, with the reason above it."""
    form.refuse(refusal)
    return _show(request, form, status=429 if isinstance(refusal, TooMany) else 200)


def _show(request, form, status=200):
    """The form; a closed one only if something was typed, so that it is not lost."""
    closed = _why_closed(form)
    template = "closed" if closed and not form.is_bound else "create"
    context = {"event": form.event, "form": form, "why_closed": closed}
    return render(request, f"registrations/{template}.html", context, status=status)


def _why_closed(form):
    is_invited = form.invitation is not None
    if is_invited and not form.invitation.is_valid():
        return Event.Closed.BY_INVITATION
    return form.event.why_closed(is_invited=is_invited)


def _check(request, form):
    """The answers; a group that does not fit whole is asked here what it wants."""
    if form.choice is None and form.must_choose():
        form.ask_what_then(form.event.places_left)
    return render(request, "registrations/check.html", {"event": form.event, "form": form})


def _answer(registration):
    """Who left an address learns the rest by mail: the page must not tell it to a stranger."""
    if not registration.email:
        return redirect("registrations:thanks", registration.token)
    slug = registration.event.slug
    return redirect("registrations:accepted", slug, _signer(slug).sign(registration.number))


def _signer(slug):
    return signing.Signer(salt=f"registrations.accepted/{slug}")


@require_safe
def accepted(request, slug, signed):
    """The same for every form with an address, whether we knew the address or not."""
    try:
        number = _signer(slug).unsign(signed)
    except signing.BadSignature:
        raise Http404 from None
    context = {"event": facts.published_event(slug), "number": number}
    return render(request, "registrations/accepted.html", context)


@secret_page
def thanks(request, registration):
    """The same form sent again after a cancellation leads here too: then there is no place."""
    if not registration.is_live():
        return redirect("registrations:detail", registration.token)
    people = list(registration.participants.all())
    context = {
        "registration": registration,
        "people": people,
        "heading": _heading(people),
        "has_place": any(person.is_confirmed() for person in people),
        "is_waiting": any(person.is_waiting() for person in people),
        "is_pending": any(person.is_pending() for person in people),
    }
    return render(request, "registrations/thanks.html", context)


def _heading(people):
    if all(person.is_confirmed() for person in people):
        return ngettext(
            "Thank you. You have a place", "Thank you. All of you have places", len(people)
        )
    if any(person.is_pending() for person in people):
        return _("Thank you. We have your form")
    if any(person.is_confirmed() for person in people):
        return _("Thank you. Some of you have places")
    return _("Thank you. You are on the waiting list")
