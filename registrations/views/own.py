"""A registration behind its secret link: what it is, and what its owner may change."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _

from registrations import calendar as ics
from registrations import overview, services
from registrations.decorators import secret_page
from registrations.forms.own import ReachForm


@secret_page
def detail(request, registration):
    people = overview.people_of(registration)
    context = {
        "registration": registration,
        "event": registration.event,
        "people": people,
        "days": overview.days_of(people),
        "certificates": overview.certificates_of(registration, people),
        "is_group": len(people) > 1,
        "was_refused": bool(people) and all(person.is_refused() for person in people),
        "has_place": any(person.is_confirmed() for person in people),
        "can_be_added": _can_be_added(registration, people),
        "consents": registration.consents.select_related("text").order_by("pk"),
        "second_forms": registration.doubles.live().order_by("pk"),
    }
    return render(request, "registrations/detail.html", context)


def _can_be_added(registration, people):
    is_full = sum(person.is_live() for person in people) >= registration.event.group_limit
    return registration.is_live() and not is_full and not registration.why_nobody_can_be_added()


def saved(owner):
    """The address itself says that something was saved: a message would need a cookie."""
    return f"{owner.get_absolute_url()}?zapisano"


def back_saved(owner):
    return redirect(saved(owner))


@secret_page
def calendar(request, registration):
    return calendar_file(registration, ics.of_registration(registration))


def calendar_file(registration, content):
    """Who only waits gets no file that says that somebody comes."""
    if content is None:
        raise Http404
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{registration.number}.ics"'
    return response


@secret_page
def cancel(request, registration):
    """GET shows what would happen, for mail scanners open every link; POST does it."""
    if request.method == "POST" and registration.can_be_cancelled():
        services.cancel(registration, services.by_person(_("Cancelled by the person.")))
        return redirect(registration)
    return render(request, "registrations/cancel.html", {"registration": registration})


@secret_page
def contact(request, registration):
    form = ReachForm(registration, request.POST if request.method == "POST" else None)
    if form.is_valid():
        because = services.by_person(_("Contact data changed with the link."))
        try:
            services.change_contact(registration, **form.cleaned_data, because=because)
        except services.RegistrationRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            return back_saved(registration)
    context = {"registration": registration, "form": form}
    return render(request, "registrations/contact.html", context)


@secret_page
def consent(request, registration, pk):
    """What was agreed to is withdrawn as easily; what was acknowledged stays."""
    found = get_object_or_404(registration.consents.select_related("text"), pk=pk)
    if request.method == "POST" and found.text.is_optional():
        services.withdraw_consent(found, services.by_person(_("A consent was withdrawn.")))
        return back_saved(registration)
    context = {"registration": registration, "consent": found}
    return render(request, "registrations/consent.html", context)


@secret_page
def together(request, registration):
    """A group that waits only for all its places may let its people take them one by one."""
    if request.method == "POST":
        if registration.keep_together and registration.can_be_changed():
            services.stop_waiting_together(registration)
        return back_saved(registration)
    return render(request, "registrations/together.html", {"registration": registration})


@secret_page
def second_form(request, registration, pk):
    """The owner of the address says whether the people of another form belong here."""
    double = get_object_or_404(registration.doubles, pk=pk)
    if not double.is_live():
        return redirect(registration)
    refusal = ""
    if request.method == "POST":
        refusal = _answer_second_form(double, is_known="let_in" in request.POST)
        if not refusal:
            return back_saved(registration)
    context = {"registration": registration, "double": double, "refusal": refusal}
    return render(request, "registrations/second_form.html", context)


def _answer_second_form(double, *, is_known):
    """Why it could not be done, or nothing."""
    try:
        if is_known:
            services.confirm_second_form(double)
        else:
            words = _("The owner of the e-mail does not know this form.")
            services.cancel(double, services.by_person(words))
    except services.RegistrationRefused as refusal:
        return str(refusal)
    return ""
