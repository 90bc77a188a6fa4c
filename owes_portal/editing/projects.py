"""Projects and partners in the administration, in the order in which one thinks of them."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from owes_portal.editing.admin import ON_THE_SITE, ContentAdmin
from owes_portal.editing.forms import ContentForm
from owes_portal.editing.pictures import PictureInline
from owes_portal.models import Project, ProjectPicture


class ProjectForm(ContentForm):
    class Meta:
        labels = {"target_groups": _("target groups")}
        help_texts = {
            "title": _("At most 150 letters, in plain words, as the rules of the fund ask."),
            "lead": _("Shown below the title and in lists: what we do and for whom."),
            "period": _("Each has marks of its own. They stay when the project is over."),
            "number": _("As it stands in the agreement, e.g. FELU.08.06-IP.01-0001/24."),
            "marks": _("They stand above the page by themselves, in the order the rules ask for."),
            "value": _("The whole value, with the own contribution."),
            "grant": _("What the fund pays. Its share is worked out for you."),
            "description": _("What it is about. Headings come by themselves for the fields below."),
            "goals": _("What will be different when the project is over."),
            "target_groups": _("For whom it is, and from where they may come."),
            "tasks": _("What we do, one task a line."),
            "results": _("What comes of it, with numbers: people, organisations, jobs."),
            "support": _("What somebody gets: trainings, advice, grants."),
            "joining": _("Until when one can apply, and what to do step by step."),
            "contact": _("Who answers questions about joining."),
            "counties": _("None means that it does not depend on where one lives."),
        }


class ProjectPictureInline(PictureInline):
    model = ProjectPicture
    comes_early = False


class ProjectAdmin(ContentAdmin):
    form = ProjectForm
    inlines = [ProjectPictureInline]
    list_display = ["title", "number", "period", "ends_on", "gaps", "status"]
    list_filter = ["status", "period"]
    search_fields = ["title", "number"]
    fieldsets = [
        (None, {"fields": ["title", "lead"]}),
        ON_THE_SITE,
        (
            _("Who pays"),
            {"fields": ["period", "programme", "fund", "number", "funding_sentence", "marks"]},
        ),
        (_("How much and when"), {"fields": ["value", "grant", ("starts_on", "ends_on")]}),
        (
            _("What the project is"),
            {"fields": ["description", "goals", "target_groups", "tasks", "results"]},
        ),
        (_("For those who want to join"), {"fields": ["support", "joining", "contact"]}),
        (_("Where and with whom"), {"fields": ["beneficiary", "counties", "partners"]}),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("marks")

    @admin.display(description=_("what is missing"))
    def gaps(self, project):
        """In the words of the form; a page that says all of it has a dash."""
        names = [Project._meta.get_field(name).verbose_name for name in project.gaps()]
        return ", ".join(map(str, names)) or None


class PartnerAdmin(admin.ModelAdmin):
    list_display = ["name", "country", "city", "website"]
    list_filter = ["country"]
    search_fields = ["name", "city"]
    fieldsets = [
        (None, {"fields": ["name", ("country", "city"), "website", "description"]}),
    ]
