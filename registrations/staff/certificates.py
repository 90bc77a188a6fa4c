"""The certificates of an event: who may get one, who not and why, and those that were issued."""

import math

from django import forms
from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from events.models import Event
from owes_portal import audit
from owes_portal.models import Document
from owes_portal.staff import made_lately, show_made, staff_page
from registrations import services
from registrations.models import Certificate
from registrations.staff.frame import show

VIEW = "registrations.view_certificate"
ISSUE = "registrations.add_certificate"


class IssueForm(forms.Form):
    use_required_attribute = False

    people = forms.MultipleChoiceField(
        label=gettext_lazy("Who gets a certificate"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one person.")},
    )
    tells = forms.BooleanField(
        label=gettext_lazy("Tell them by e-mail"),
        help_text=gettext_lazy("The certificate waits behind the person's own link for 30 days."),
        required=False,
        initial=True,
    )

    def __init__(self, people, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.candidates = {str(person.pk): person for person in people}
        words = [(key, hours_in_words(person)) for key, person in self.candidates.items()]
        self.fields["people"].choices = words
        self.initial["people"] = list(self.candidates)

    def chosen(self):
        return [self.candidates[key] for key in self.cleaned_data["people"]]


def hours_in_words(person):
    text = ngettext(
        "%(name)s – %(hours)d of %(in_all)d teaching hour",
        "%(name)s – %(hours)d of %(in_all)d teaching hours",
        person.hours_in_all,
    )
    hours = {"hours": person.hours_attended, "in_all": person.hours_in_all}
    return text % {"name": person.full_name, **hours}


@staff_page(VIEW)
@require_http_methods(["GET", "HEAD", "POST"])
def certificates(request, pk):
    """Chosen, looked at once more, then issued; a second press finds nobody without one."""
    event = get_object_or_404(Event, pk=pk)
    if request.method == "POST" and not request.user.has_perm(ISSUE):
        raise PermissionDenied
    people = list(event.participants.confirmed().with_hours().for_certificates())
    entitled = set(event.participants.entitled().values_list("pk", flat=True))
    issued = list(Certificate.objects.for_event(event))
    form = IssueForm(to_be_issued(people, entitled, issued), request.POST or None)
    if form.is_valid() and "change" not in request.POST:
        return confirmed(request, event, form)
    audit.record(request.user, audit.VIEW, event, reason=_("certificates"))
    context = {
        "form": form,
        "why_not_yet": why_not_yet(event),
        "issued": [(one, doubts(one, entitled)) for one in issued],
        "not_entitled": [(one, why_not(one)) for one in people if one.pk not in entitled],
        "may_issue": request.user.has_perm(ISSUE),
    }
    return show(request, "certificates", event, title=_("Certificates"), **context)


def confirmed(request, event, form):
    """Say how many it will be; with „confirm” it is done."""
    if "confirm" not in request.POST:
        chosen, tells = form.chosen(), form.cleaned_data["tells"]
        reached = [person for person in chosen if tells and person.can_be_mailed()]
        context = {"form": form, "chosen": chosen, "reached": reached, "tells": tells}
        title = _("Issue certificates")
        return show(request, "certificates_confirm", event, title=title, **context)
    try:
        tells = form.cleaned_data["tells"]
        made = services.issue_certificates(event, form.chosen(), by=request.user, tells=tells)
    except services.RegistrationRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, issued_in_words(len(made)))
    return redirect("registrations:certificates", event.pk)


def issued_in_words(count):
    text = ngettext(
        "%(count)d certificate was issued.", "%(count)d certificates were issued.", count
    )
    return text % {"count": count}


def to_be_issued(people, entitled, issued):
    have_one = {one.participant_id for one in issued if one.is_in_force()}
    return [one for one in people if one.pk in entitled and one.pk not in have_one]


def why_not_yet(event):
    """Why nothing is issued for anybody, or nothing."""
    if event.is_cancelled():
        return _("The event was called off, so there are no certificates.")
    return "" if event.is_over() else _("Certificates are issued when the event is over.")


def why_not(person):
    """Why somebody with a place gets none, in words."""
    if not person.last_name:
        return _("The name is missing.")
    if not any(attendance.state for attendance in person.attendances.all()):
        return _("Nobody has ticked this person yet.")
    needed = math.ceil(person.event.certificate_threshold * person.hours_in_all / 100)
    text = _("%(hours)d of %(in_all)d teaching hours; at least %(needed)d are needed.")
    hours = {"hours": person.hours_attended, "in_all": person.hours_in_all}
    return text % {**hours, "needed": max(needed, 1)}


def doubts(certificate, entitled):
    """What staff should look at: the paper says what is no longer so."""
    if not certificate.is_in_force():
        return
    if certificate.participant_id not in entitled:
        yield _("issued, though the hours are too few now")
    if certificate.name != certificate.participant.full_name:
        yield _("the name is another one now")


class PartForm(forms.Form):
    """Which file, where there are several."""

    part = forms.IntegerField(min_value=1, required=False)


@staff_page(VIEW)
@require_http_methods(["GET", "HEAD", "POST"])
def certificates_pdf(request, pk):
    """The papers of everybody: in one file, or in several of which each is asked for alone."""
    event = get_object_or_404(Event, pk=pk)
    if request.method == "POST":
        return printed(request, event)
    made = made_lately(Document.objects.about(Document.Kind.CERTIFICATES, pk))
    found = Certificate.objects.for_event(event).in_force()
    files = found.count_files()
    # What failed is asked for again with the button of its own part.
    made |= {"files": range(1, files + 1), "is_asked_by_form": files > 1}
    if request.htmx:
        return show_made(request, made)
    title = _("All certificates as PDF")
    return show(request, "certificates_pdf", event, title=title, count=found.count(), **made)


def printed(request, event):
    form = PartForm(request.POST)
    if not form.is_valid():
        raise BadRequest
    try:
        part = form.cleaned_data["part"] or 1
        services.print_certificates(event, by=request.user, part=part)
    except services.RegistrationRefused as refusal:
        messages.error(request, str(refusal))
    return redirect(request.path)
