"""One certificate as staff see it: the paper, what happened to it, and what may be done."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from owes_portal import audit
from owes_portal.models import Document
from owes_portal.staff import made_lately, show_made, staff_page
from registrations import services
from registrations.models import Certificate
from registrations.papers.certificates import Sheet
from registrations.staff.certificates import VIEW
from registrations.staff.frame import show

CHANGE = "registrations.change_certificate"


class ReasonForm(forms.Form):
    use_required_attribute = False

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("It stands in the log of the certificate. Only staff read it."),
        error_messages={"required": gettext_lazy("Write the reason.")},
    )


@dataclass(frozen=True)
class Deed:
    """What may be done with a certificate that is in force: its words, and the service that does it.

    `do` gives the certificate to look at next, if that is another one.
    """

    name: str
    tells: str
    done: str
    do: Callable
    form: type[forms.Form] = ReasonForm
    is_final: bool = False


def _duplicate(certificate, by, reason):
    services.duplicate_certificate(certificate, by=by, reason=reason)


def _reissue(certificate, by, reason):
    return services.reissue_certificate(certificate, by=by, reason=reason)


def _revoke(certificate, by, reason):
    services.revoke_certificate(certificate, by=by, reason=reason)


def _tell(certificate, by):
    services.tell_of_certificate(certificate, by=by)


# The page's address ends with the key.
DEEDS = {
    "duplikat": Deed(
        gettext_lazy("Issue a duplicate"),
        gettext_lazy("The same number once more, with the word DUPLICATE and today's date."),
        gettext_lazy("The duplicate is being made."),
        _duplicate,
    ),
    "nowe": Deed(
        gettext_lazy("Issue another one in its place"),
        gettext_lazy(
            "First correct the name or the hours. The new certificate gets a new number and says "
            "what is known now; this one is revoked."
        ),
        gettext_lazy("The new certificate was issued. This is its page."),
        _reissue,
    ),
    "uniewaznienie": Deed(
        gettext_lazy("Revoke the certificate"),
        gettext_lazy(
            "Whoever checks it reads that it is not valid. This cannot be taken back; you can "
            "issue a new one."
        ),
        gettext_lazy("The certificate is revoked."),
        _revoke,
        is_final=True,
    ),
    "wiadomosc": Deed(
        gettext_lazy("Tell the person again"),
        gettext_lazy("An e-mail with the link goes to the person or to the contact."),
        gettext_lazy("The e-mail is on its way."),
        _tell,
        form=forms.Form,
    ),
}


@staff_page(VIEW)
@require_http_methods(["GET", "HEAD", "POST"])
def certificate(request, pk):
    """The paper as it will be printed; POST asks for the PDF, what failed as it was asked for."""
    found = get_object_or_404(Certificate.objects.for_deeds(), pk=pk)
    made = made_lately(Document.objects.about(Document.Kind.CERTIFICATE, pk))
    if request.method == "POST":
        return printed(request, found, made["documents"])
    if request.htmx:
        return show_made(request, made)
    audit.record(request.user, audit.VIEW, found)
    context = made | {
        "certificate": found,
        "sheet": Sheet(found),
        "is_on_screen": True,
        "history": found.deeds.select_related("by"),
        "deeds": DEEDS.items() if may_change(request, found) else (),
    }
    title = _("Certificate %(number)s") % {"number": found.number}
    return show(request, "certificate", found.event, title=title, **context)


def may_change(request, certificate):
    return certificate.is_in_force() and request.user.has_perm(CHANGE)


def printed(request, certificate, documents):
    newest = documents[0] if documents else None
    options = newest.options if newest and newest.is_failed() else {}
    try:
        services.print_certificate(certificate, by=request.user, **options)
    except services.RegistrationRefused as refusal:
        messages.error(request, str(refusal))
    return redirect("registrations:certificate", certificate.pk)


@staff_page(CHANGE)
@require_http_methods(["GET", "HEAD", "POST"])
def certificate_deed(request, pk, slug):
    """GET says what would happen, POST does it; a refusal keeps what was typed."""
    found = get_object_or_404(Certificate.objects.for_deeds(), pk=pk)
    chosen = DEEDS.get(slug)
    if chosen is None:
        raise Http404
    if not found.is_in_force():
        messages.warning(request, _("This certificate has been revoked already."))
        return redirect("registrations:certificate", pk)
    form = chosen.form(request.POST if request.method == "POST" else None)
    if form.is_valid() and (after := done(form, chosen, found, request.user)):
        messages.success(request, chosen.done)
        return redirect("registrations:certificate", after.pk)
    audit.record(request.user, audit.VIEW, found)
    context = {"certificate": found, "deed": chosen, "form": form}
    return show(request, "certificate_deed", found.event, title=chosen.name, **context)


def done(form, chosen, certificate, user):
    """The certificate to look at next, or None with the refusal in the form."""
    try:
        return chosen.do(certificate, user, **form.cleaned_data) or certificate
    except services.RegistrationRefused as refusal:
        form.add_error(None, str(refusal))
        return None
