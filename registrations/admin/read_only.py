"""What the administration shows of registrations but never edits."""

from django.contrib import admin, messages
from django.contrib.admin.options import ActionLocation
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from owes_portal.admin import RecordedAdmin
from owes_portal.templatetags.typography import moment
from registrations import services
from registrations.models import AccessibilityNeed, Answer, Change, Consent

EVERYWHERE = [ActionLocation.CHANGE_LIST, ActionLocation.CHANGE_FORM]


class DecidingAdmin(RecordedAdmin):
    """Rows that change through the services only, by those who may change registrations."""

    list_per_page = 50
    show_full_result_count = False

    def has_decide_permission(self, request):
        return request.user.has_perm("registrations.change_registration")

    def decide(self, request, rows, deed):
        """Do the deed for each row, say why it is not possible for some, count the others."""
        done = 0
        for row in rows:
            try:
                deed(row)
            except services.RegistrationRefused as refusal:
                self.message_user(request, f"{row}: {refusal}", messages.ERROR)
            else:
                done += 1
        return done

    def tell(self, request, words, done):
        """Say how many it was; nothing was done to nobody."""
        if done:
            self.message_user(request, words % {"count": done})


class FilledFields:
    """A page that leaves out what is empty, so that what is there can be seen."""

    def get_fields(self, request, obj=None):
        fields = super().get_fields(request, obj)
        return [name for name in fields if self._is_filled(name, obj)]

    def _is_filled(self, name, obj):
        return hasattr(self, name) or getattr(obj, name, None) not in (None, "", False)


class ReadOnlyInline(admin.TabularInline):
    """Rows that only the portal writes, beside what they belong to."""

    template = "registrations/admin/_rows.html"
    extra = 0
    can_delete = False

    def get_readonly_fields(self, request, obj=None):
        return self.fields

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False


class ChangeInline(ReadOnlyInline):
    model = Change
    fields = ["at", "verb", "after", "reason", "who", "by", "is_over_capacity"]
    verbose_name_plural = _("history")

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("by")


class AnswerInline(ReadOnlyInline):
    model = Answer
    fields = ["asked", "participant", "given"]

    @admin.display(description=_("question"))
    def asked(self, answer):
        return _("%(wording)s (version %(version)d)") % {
            "wording": answer.question.wording,
            "version": answer.question.version,
        }

    @admin.display(description=_("answer"))
    def given(self, answer):
        if answer.upload is None:
            return answer.in_words()
        address = reverse("registrations:sent_file", args=[answer.upload.key])
        return format_html('<a href="{}">{}</a>', address, answer.upload)

    def get_queryset(self, request):
        return (
            super()
            .get_queryset(request)
            .select_related("question", "participant", "upload")
            .order_by("participant", "question__position", "pk")
        )


class ConsentInline(ReadOnlyInline):
    model = Consent
    fields = ["text", "given_at", "withdrawn_at"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("text").order_by("given_at", "pk")


class NeedInline(ReadOnlyInline):
    model = AccessibilityNeed
    fields = ["kind", "description", "told_at", "answer", "answered_at", "answered_by"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("answered_by").order_by("told_at", "pk")


def history(changes):
    """One line for each change: when, who, what, why."""
    lines = (
        (moment(one.at), one.participant, one.get_verb_display(), one.reason) for one in changes
    )
    return format_html("<ol>{}</ol>", format_html_join("", "<li>{}. {}: {}. {}</li>", lines))
