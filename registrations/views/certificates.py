"""Certificates: checked by anybody who holds one, taken out by the person behind the link."""

from django.http import FileResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from registrations import limits, services
from registrations.decorators import person_page, secret_page
from registrations.forms.certificates import CodeForm
from registrations.models import Certificate


@require_http_methods(["GET", "HEAD", "POST"])
def check_certificate(request):
    """The form leads to the address that the picture on the paper leads to."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return redirect("registrations:verified", form.cleaned_data["code"])
    return shown(render(request, "registrations/check_certificate.html", {"form": form}))


@require_safe
def verified(request, code):
    """What stands on the paper; of one that was revoked no name and no reason.

    Only what is not found is counted, so a true certificate is confirmed behind a guesser too.
    """
    found = Certificate.objects.with_code(code).for_register().first()
    if found is None:
        limits.allow_guess(request)
        response = render(request, "registrations/unknown_certificate.html", status=404)
        return shown(response)
    return shown(render(request, "registrations/verified.html", {"certificate": found}))


def shown(response):
    """Its address holds the code: for no search engine and no other site."""
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "strict-origin"
    return response


@secret_page
def own_certificate(request, registration, pk):
    """Of anybody of the registration: the contact hands it on."""
    certificates = Certificate.objects.filter(participant__registration=registration)
    return certificate_page(request, registration, certificates, pk)


@person_page
def place_certificate(request, person, pk):
    return certificate_page(request, person, person.certificates.all(), pk)


def certificate_page(request, owner, certificates, pk):
    """What stands on it and how far the PDF is; POST takes the PDF out, or asks for it again."""
    found = get_object_or_404(certificates.in_force().for_deeds(), pk=pk)
    if request.method == "POST":
        document = services.take_certificate(found)
        return file_of(document) if document else redirect(request.path)
    context = {"certificate": found, "owner": owner, "document": services.paper_of(found)}
    return render(request, "registrations/certificate.html", context)


def file_of(document):
    content, name = document.file.open(), document.filename
    return FileResponse(
        content, as_attachment=True, filename=name, content_type=document.content_type
    )
