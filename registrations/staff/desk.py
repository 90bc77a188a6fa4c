"""Sign-ups that came by telephone, on paper, by e-mail or in person, entered by staff."""

from dataclasses import replace

from django import forms
from django.conf import settings
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from events.models import Event
from owes_portal import audit
from owes_portal.staff import staff_page
from registrations import services
from registrations.forms import SignupForm
from registrations.models import Registration
from registrations.quota import takes_files
from registrations.staff.forms import WhyBeyond
from registrations.staff.frame import CHANGE, in_words, show

OVER = "over"


class SourceForm(forms.Form):
    """How it came, and that the person was told what happens with the data."""

    use_required_attribute = False

    source = forms.ChoiceField(
        label=gettext_lazy("How did it come?"),
        choices=[one for one in Registration.Source.choices if one[0] != Registration.Source.WEB],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose how it came.")},
    )
    is_informed = forms.BooleanField(
        label=gettext_lazy("The person was given the information on data processing and the rules"),
        error_messages={"required": gettext_lazy("Give the person the information first.")},
    )


class FullForm(forms.Form):
    """What to do if there are fewer free places than people; its choice is named as residents' is."""

    use_required_attribute = False

    together = forms.ChoiceField(
        label=gettext_lazy("There are too few free places. What then?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what then.")},
    )
    over_capacity = WhyBeyond()

    def __init__(self, event, people, *args):
        super().__init__(*args)
        self.fields["together"].choices = list(self._choices(event, people))

    def _choices(self, event, people):
        if event.has_waiting_list:
            yield "some", _("Free places as far as there are, the waiting list for the others")
            if people > 1:
                yield "whole", _("All on the waiting list, until there are places for all at once")
        yield OVER, _("Yes, beyond the number of places")

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("together") != OVER:
            cleaned["over_capacity"] = ""
        elif not cleaned.get("over_capacity"):
            self.add_error("over_capacity", _("Write the reason."))
        return cleaned


@staff_page(CHANGE)
@takes_files
@require_http_methods(["GET", "HEAD", "POST"])
def desk(request, pk):
    """The resident's own form, without traps and limits; it is entered at once."""
    event = get_object_or_404(Event.objects.for_reading(), pk=pk)
    if request.method != "POST":
        return draw(request, SignupForm(event, for_staff=True), SourceForm())
    form = SignupForm(event, request.POST, request.FILES, for_staff=True)
    if form.is_draft:
        return draw(request, form, SourceForm(initial=request.POST.dict()))
    source = SourceForm(request.POST)
    if not all([source.is_valid(), form.is_valid()]):
        return draw(request, form, source)
    return enter(request, form, source)


def enter(request, form, source):
    """Write it down, unless there are too few places and nobody has said what then."""
    event, submission = form.event, submission_of(form, source)
    is_full = len(submission.people) > event.places_left
    asked = request.POST if "together" in request.POST or "full" in request.POST else None
    full = FullForm(event, len(submission.people), asked) if is_full else None
    if full and not event.registrations.with_key(submission.key).exists() and not full.is_valid():
        return draw(request, form, source, full)
    over = full.cleaned_data["over_capacity"] if full and full.is_valid() else ""
    try:
        registration = services.enter(event, submission, by=request.user, over_capacity=over)
    except services.OnlySomeFit:
        return draw(request, form, source, FullForm(event, len(submission.people)))
    except services.RegistrationRefused as refusal:
        form.refuse(in_words(refusal))
        return draw(request, form, source, full)
    return redirect("registrations:receipt", registration.pk)


def submission_of(form, source):
    submission = form.submission()
    contact = replace(submission.contact, source=source.cleaned_data["source"])
    return replace(submission, contact=contact)


def draw(request, form, source, full=None):
    context = {"form": form, "source": source, "full": full}
    return show(request, "desk", form.event, title=_("Enter a sign-up"), **context)


@staff_page(CHANGE)
@require_safe
def receipt(request, pk):
    """To be printed for people without an e-mail: number, days, what next, and the secret address."""
    registration = get_object_or_404(Registration.objects.for_dossier(), pk=pk)
    audit.record(request.user, audit.PRINT, registration)
    context = {
        "registration": registration,
        "people": list(registration.participants.for_dossier()),
        "link": f"{settings.SITE_URL}{registration.get_absolute_url()}",
    }
    return show(request, "receipt", registration.event, title=_("Confirmation"), **context)
