"""The administration of what is published."""

import copy

from django.contrib import admin, messages
from django.db import connection
from django.utils.translation import gettext_lazy as _

from owes_portal import pictures
from owes_portal.editing import outlook, preview, quality, workflow
from owes_portal.editing.again import SavesAgain
from owes_portal.editing.forms import ContentForm
from owes_portal.editing.history import KeepsVersions
from owes_portal.editing.preview import ShowsPreviews
from owes_portal.editing.translations import TranslatedAdmin
from owes_portal.local_time import LocalMoments
from owes_portal.old_addresses import book

ON_THE_SITE = (
    _("On the site"),
    {"fields": ["outlook", "published_from", "published_until", "withdrawal_reason"]},
)


class ContentAdmin(SavesAgain, TranslatedAdmin, LocalMoments, KeepsVersions, ShowsPreviews):
    """Base of the administration of every Publishable."""

    form = ContentForm
    change_form_template = "owes_portal/staff/content_form.html"
    readonly_fields = ["outlook"]

    @admin.display(description=_("what happens with it"))
    def outlook(self, row):
        return outlook.outlook(row)

    @admin.display(description=_("publication status"), ordering="status")
    def state(self, row):
        return outlook.badge(row)

    def get_list_display(self, request):
        """In place of the bare status: its shape and word, then what will happen."""
        shown = list(super().get_list_display(request))
        at = shown.index("status")
        return [*shown[:at], "state", "outlook", *shown[at + 1 :]]

    def get_fieldsets(self, request, obj=None):
        """Nobody is asked for the reason of a withdrawal before there is something to withdraw."""
        fieldsets = super().get_fieldsets(request, obj)
        return fieldsets if obj and obj.has_appeared() else _without_reason(fieldsets)

    def get_object(self, request, object_id, from_field=None):
        """Lock a row that is about to be saved: others take steps, too, and sign-ups count on it.

        A preview saves nothing, so nobody waits while its form is checked.
        """
        row = super().get_object(request, object_id, from_field)
        is_saved = request.method == "POST" and not preview.is_wanted(request)
        if row and is_saved and connection.in_atomic_block:
            return self.model.objects.select_for_update(no_key=True).get(pk=row.pk)
        return row

    def changeform_view(self, request, *args, **kwargs):
        pictures.draw_ahead(request.FILES.values())
        return super().changeform_view(request, *args, **kwargs)

    def has_delete_permission(self, request, obj=None):
        """What visitors have seen is withdrawn, never deleted."""
        is_allowed = super().has_delete_permission(request, obj)
        return is_allowed and not (obj and obj.has_appeared())

    def render_change_form(self, request, context, *args, **kwargs):
        row = context["original"]
        context["steps"] = workflow.next_steps(row or self.model())
        context["may_save"] = row is None or self.has_change_permission(request, row)
        return super().render_change_form(request, context, *args, **kwargs)

    def save_model(self, request, obj, form, change):
        was_seen, before = change and obj.has_appeared(), _address_before(obj, form)
        workflow.take(obj, form.step, is_start_chosen=form.is_start_chosen)
        super().save_model(request, obj, form, change)
        if was_seen and before != obj.get_absolute_url():
            book.keep(obj, before=before, now=obj.get_absolute_url())

    def response_add(self, request, obj, *args, **kwargs):
        response = super().response_add(request, obj, *args, **kwargs)
        self.tell_about(request, obj)
        return response

    def response_change(self, request, obj):
        response = super().response_change(request, obj)
        self.tell_about(request, obj)
        return response

    def tell_about(self, request, row):
        """After the word that it is saved: what will happen, and what would make it better."""
        messages.info(request, outlook.outlook(row))
        for words in self.advice(row):
            messages.warning(request, words)

    def advice(self, row):
        """What staff read after saving; it stands in nobody's way."""
        return quality.advice(row)


def _address_before(row, form):
    """Where the page stood before the form was filled in."""
    stored = copy.copy(row)
    stored.slug = form.initial.get("slug") or row.slug
    return stored.get_absolute_url()


def _without_reason(fieldsets):
    """The same groups of fields but for that one; they are shared, so copies are changed."""
    return [
        (name, options | {"fields": [f for f in options["fields"] if f != "withdrawal_reason"]})
        for name, options in fieldsets
    ]
