"""The register of certificates: every number of a year, revoked ones too."""

from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from owes_portal import audit, documents
from owes_portal.models import Document
from owes_portal.paging import page_of
from owes_portal.staff import in_frame, made_lately, show_made, staff_page
from registrations.models import Certificate
from registrations.staff.certificates import VIEW

ON_A_PAGE = 100
FIRST_YEAR, LAST_YEAR = 2000, 2199


@staff_page(VIEW)
@require_http_methods(["GET", "HEAD", "POST"])
def certificate_register(request, year):
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404
    kind = Document.Kind.CERTIFICATE_REGISTER
    if request.method == "POST":
        documents.request(kind, subject_id=year, by=request.user)
        return redirect(request.path)
    made = made_lately(Document.objects.about(kind, year))
    if request.htmx:
        return show_made(request, made)
    audit.record_list(request.user, Certificate, reason=str(year))
    context = made | {
        "title": _("Register of certificates %(year)s") % {"year": year},
        "year": year,
        "page": page_of(
            Certificate.objects.of_year(year).for_register(), request, per_page=ON_A_PAGE
        ),
        "years": Certificate.objects.years(),
    }
    return in_frame(request, "registrations/staff/certificate_register.html", **context)
