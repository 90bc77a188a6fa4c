"""Pages about mail and background work for staff."""

from django.contrib import messages
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.http import Http404
from django.middleware.csp import get_nonce
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_http_methods, require_safe

from owes_portal import audit, pipeline
from owes_portal.mail_preview import PREVIEW_POLICY, as_read
from owes_portal.models import DeadAddress, OutgoingMail
from owes_portal.paging import page_of
from owes_portal.post import deeds, lists
from owes_portal.staff import in_frame, staff_page

VIEW = "owes_portal.view_outgoingmail"
CHANGE = "owes_portal.change_outgoingmail"
ON_A_PAGE = 50


@staff_page(VIEW)
@require_safe
def index(request):
    """All at a glance, or one kind of mails by pages."""
    chosen = request.GET.get("stan", "")
    if chosen in lists.STATES:
        return one_state(request, chosen)
    audit.record_list(request.user, OutgoingMail)
    state = pipeline.state()
    context = {"state": state, "sent_lately": pipeline.sent_lately(), **lists.overview(state.at)}
    return show(request, "index", title=_("Mail and background work"), chosen="", **context)


def one_state(request, chosen):
    state = lists.STATES[chosen]
    audit.record_list(request.user, OutgoingMail, reason=str(state.name))
    page = page_of(lists.mails_in(state), request, per_page=ON_A_PAGE)
    lists.with_cause(page.object_list)
    title = _("E-mails: %(state)s") % {"state": state.name}
    return show(request, "state", title=title, chosen=chosen, page=page)


@staff_page(VIEW)
@require_safe
@csp_override(PREVIEW_POLICY)
def detail(request, pk):
    mail = get_object_or_404(OutgoingMail.objects.with_dead_addresses(), pk=pk)
    audit.record(request.user, audit.VIEW, mail)
    context = as_read(mail, get_nonce(request)) | {
        "mail": mail,
        "dead_address": DeadAddress.objects.covering(mail.recipient).first(),
        "copies": mail.copies.order_by("pk"),
        "deeds": deeds.possible_deeds(mail),
        "why_not_again": deeds.why_not_again(mail) if mail.can_be_sent_again() else "",
        "history": history_of(mail),
    }
    return show(request, "detail", title=_("E-mail %(number)s") % {"number": pk}, **context)


@staff_page(CHANGE)
@require_http_methods(["GET", "HEAD", "POST"])
def deed(request, pk, slug):
    """GET says what would happen, POST does it; what is not possible any more is said in words."""
    mail = get_object_or_404(OutgoingMail, pk=pk)
    chosen = deeds.DEEDS.get(slug)
    if chosen is None:
        raise Http404
    if request.method == "POST":
        return done(request, mail, chosen)
    audit.record(request.user, audit.VIEW, mail)
    if refusal := chosen.refusal(mail):
        messages.warning(request, refusal)
        return redirect("post:detail", pk)
    context = {"mail": mail, "deed": chosen, "copies": mail.copies.count()}
    return show(request, "deed", title=chosen.name, **context)


def done(request, mail, chosen):
    attempts, copies = (number_in(request.POST.get(name)) for name in ("attempts", "copies"))
    try:
        deeds.must_be_as_seen(mail, attempts=attempts)
        after = chosen.do(mail, by=request.user, copies=copies)
    except deeds.Refused as refusal:
        messages.warning(request, str(refusal))
        return redirect("post:detail", mail.pk)
    messages.success(request, chosen.done)
    return redirect("post:detail", after.pk)


def number_in(text):
    """How many there were when the page was drawn; without the page none."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 6 else 0


@staff_page(CHANGE)
@require_http_methods(["GET", "HEAD", "POST"])
def lift(request, pk):
    """Take an address off the list of those without a mailbox."""
    dead = DeadAddress.objects.filter(pk=pk).first()
    if dead is None:
        messages.info(request, _("The address is not on the list any more."))
        return redirect("post:index")
    if request.method == "POST":
        deeds.lift(dead, by=request.user)
        messages.success(
            request, _("Mails go to this address again. Send again those that failed.")
        )
        return redirect("post:index")
    audit.record(request.user, audit.VIEW, dead)
    return show(request, "lift", title=_("Write to this address again"), dead=dead)


def history_of(mail):
    """What staff did with it."""
    kind = ContentType.objects.get_for_model(mail)
    entries = LogEntry.objects.filter(content_type=kind, object_id=str(mail.pk))
    return entries.select_related("user").order_by("action_time")


def show(request, name, **context):
    frame = {"states": lists.STATES, "may_change": request.user.has_perm(CHANGE)}
    return in_frame(request, f"owes_portal/post/{name}.html", **(frame | context))
