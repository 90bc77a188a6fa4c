"""The catalogue of innovations in the administration."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from innovations.models import Innovation
from owes_portal.editing.admin import ON_THE_SITE, ContentAdmin


@admin.register(Innovation)
class InnovationAdmin(ContentAdmin):
    list_display = ["title", "stage", "kind", "country", "status", "is_verified", "state_as_of"]
    list_filter = ["status", "is_verified", "stage", "kind", "topics", "country"]
    search_fields = ["title", "lead", "author_organisation", "place"]
    fieldsets = [
        (None, {"fields": ["title", "lead", "stage", "kind", "topics"]}),
        ON_THE_SITE,
        (_("What it is"), {"fields": ["problem", "solution", "target_group", "users"]}),
        (_("What came of it"), {"fields": ["evidence", "what_did_not_work"]}),
        (
            _("How to do it at home"),
            {
                "fields": [
                    "transfer_cost",
                    "transfer_time",
                    "transfer_people",
                    "first_step",
                    "second_step",
                    "third_step",
                ]
            },
        ),
        (
            _("Who and where"),
            {
                "fields": [
                    "author_organisation",
                    "partners",
                    "country",
                    "county",
                    "place",
                    "started_in",
                    "funding",
                    "project",
                    "website",
                    "licence",
                ]
            },
        ),
        (
            _("How we know"),
            {"fields": ["source_of_description", "state_as_of", "is_verified", "related"]},
        ),
    ]
