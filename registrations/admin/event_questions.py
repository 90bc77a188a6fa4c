"""Where staff build the sign-up form of an event."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.db.models import Count
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from registrations import services
from registrations.admin.question_form import QuestionForm, QuestionFormSet, SourceForm
from registrations.models import EventQuestions, Question


class BuiltByEventStaff:
    """Whoever may change the event builds its form too; nobody else sees it."""

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm("events.change_event")

    has_change_permission = has_view_permission


class QuestionInline(BuiltByEventStaff, admin.StackedInline):
    model = Question
    fk_name = "event"
    form = QuestionForm
    formset = QuestionFormSet
    extra = 1
    can_delete = False
    fields = [
        "wording",
        "hint",
        ("kind", "scope"),
        "options",
        ("is_required", "position"),
        "condition",
        "is_removed",
        "state",
    ]
    readonly_fields = ["state"]
    has_add_permission = BuiltByEventStaff.has_view_permission

    @admin.display(description=_("version"))
    def state(self, question):
        if question.pk is None:
            return "–"
        return _("version %(version)d, answers: %(count)d") % {
            "version": question.version,
            "count": question.answer_count,
        }

    def get_queryset(self, request):
        return (
            Question.objects.current()
            .select_related("shown_if")
            .annotate(answer_count=Count("answers"))
        )


@admin.register(EventQuestions)
class EventQuestionsAdmin(BuiltByEventStaff, admin.ModelAdmin):
    inlines = [QuestionInline]
    list_display = ["title", "starts_at", "status", "question_count", "preview"]
    list_filter = ["status", "kind"]
    search_fields = ["title"]
    date_hierarchy = "starts_at"
    fields = ["starts_at", "status"]
    readonly_fields = fields
    view_on_site = False
    actions = None
    change_form_template = "registrations/admin/event_questions.html"

    def has_module_permission(self, request):
        return self.has_view_permission(request)

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_queryset(self, request):
        return super().get_queryset(request).with_question_count()

    def get_urls(self):
        copy = self.admin_site.admin_view(self.copy)
        name = "registrations_eventquestions_copy"
        return [path("<int:pk>/copy/", copy, name=name), *super().get_urls()]

    @admin.display(description=_("questions"), ordering="question_count")
    def question_count(self, event):
        return event.question_count

    @admin.display(description=_("sign-up form"))
    def preview(self, event):
        address = reverse("registrations:form_preview", args=[event.pk])
        return format_html('<a href="{}">{}</a>', address, _("See it as a resident"))

    def get_object(self, request, object_id, from_field=None):
        """Lock the event before its questions are read: two people may save at the same time."""
        event = super().get_object(request, object_id, from_field)
        if event and request.method == "POST" and connection.in_atomic_block:
            services.lock(event)
        return event

    def save_model(self, request, obj, form, change):
        """The event itself does not change here."""

    def save_formset(self, request, form, formset, change):
        drafts = [one.draft() for one in formset.kept()]
        removed = [one.thread for one in formset.removed()]
        formset.note_changes()
        services.save_questions(form.instance, drafts, removed=removed)

    def copy(self, request, pk):
        """Choose another event, see its questions, take them over by POST."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        event = get_object_or_404(EventQuestions, pk=pk)
        form = SourceForm(request.POST or request.GET or None, event=event)
        source = form.cleaned_data["source"] if form.is_valid() else None
        if request.method == "POST" and source and self._copied(request, form, source, event):
            return redirect("admin:registrations_eventquestions_change", pk)
        context = self.admin_site.each_context(request) | {
            "title": _("Copy questions from another event"),
            "event": event,
            "form": form,
            "source": source,
            "questions": source.questions.current() if source else (),
        }
        return render(request, "registrations/admin/copy_questions.html", context)

    def _copied(self, request, form, source, event):
        try:
            added = services.copy_questions(source, event)
        except services.RegistrationRefused as refusal:
            form.add_error(None, str(refusal))
            return False
        self.log_change(
            request, event, [{"added": {"name": str(_("questions")), "object": str(source)}}]
        )
        words = ngettext(
            "%(count)d question is added.", "%(count)d questions are added.", len(added)
        )
        self.message_user(request, words % {"count": len(added)})
        return True
