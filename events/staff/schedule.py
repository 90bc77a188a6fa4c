"""The page of staff about the schedule of support: what is public, and its PDF made at once."""

from django import forms
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from events.models import EventDay, ScheduleChange
from events.schedule import ALL
from owes_portal import documents
from owes_portal.models import Document, Project
from owes_portal.models.document_kinds import right_to
from owes_portal.staff import in_frame, made_lately, show_made, staff_page


class ProjectForm(forms.Form):
    projekt = forms.ModelChoiceField(
        Project.objects.none(),
        label=gettext_lazy("Project"),
        required=False,
        to_field_name="slug",
        empty_label=gettext_lazy("all projects"),
    )

    def __init__(self, *args):
        super().__init__(*args)
        self.fields["projekt"].queryset = Project.objects.published()


@staff_page(right_to(Document.Kind.SCHEDULE))
@require_http_methods(["GET", "HEAD", "POST"])
def schedule(request):
    """GET shows what was made; POST asks for the PDF of the project that the address names."""
    form = ProjectForm(request.GET)
    project = form.cleaned_data["projekt"] if form.is_valid() else None
    subject = project.pk if project else ALL
    if request.method == "POST":
        documents.request(Document.Kind.SCHEDULE, subject_id=subject, by=request.user)
        return redirect(request.get_full_path())
    made = made_lately(Document.objects.about(Document.Kind.SCHEDULE, subject))
    if request.htmx:
        return show_made(request, made)
    return in_frame(
        request,
        "events/staff/schedule.html",
        title=_("Schedule of support"),
        form=form,
        project=project,
        days=EventDay.objects.announced().count(),
        last_change=ScheduleChange.objects.newest_first().first(),
        **made,
    )
