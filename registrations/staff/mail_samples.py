"""Every mail of the portal as its reader gets it, made from invented people."""

from django.http import Http404
from django.middleware.csp import get_nonce
from django.utils.translation import gettext as _
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe

from owes_portal.mail_preview import PREVIEW_POLICY, message_as_read
from owes_portal.staff import in_frame, staff_page
from registrations.mail_samples import by_occasion, sample_called

SEE_MAIL = "owes_portal.view_outgoingmail"


@staff_page(SEE_MAIL)
@require_safe
def mail_samples(request):
    context = {"title": _("Samples of all mails"), "occasions": list(by_occasion())}
    return in_frame(request, "registrations/staff/mail_samples.html", **context)


@staff_page(SEE_MAIL)
@require_safe
@csp_override(PREVIEW_POLICY)
def mail_sample(request, slug):
    sample = sample_called(slug)
    if sample is None:
        raise Http404
    context = {"title": sample.name, "sample": sample}
    context |= message_as_read(sample.as_sent(), get_nonce(request))
    return in_frame(request, "registrations/staff/mail_sample.html", **context)
