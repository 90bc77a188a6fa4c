"""The administration of what is published."""

import copy
import json

from django import forms
from django.contrib import admin, messages
from django.db import connection, models
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from owes_portal.editing import outlook, preview, quality, workflow
from owes_portal.editing.afterwards import TellsAfterwards
from owes_portal.editing.again import SavesAgain
from owes_portal.editing.ahead import ReadsFilesAhead
from owes_portal.editing.forms import ContentForm, Sentences
from owes_portal.editing.history import KeepsVersions
from owes_portal.editing.preview import ShowsPreviews
from owes_portal.editing.rows import GrowsRows, adds_rows
from owes_portal.editing.translations import TranslatedAdmin
from owes_portal.local_time import LocalMoments
from owes_portal.old_addresses import book

ON_THE_SITE = (
    _("On the site"),
    {
        "classes": ["last-part"],
        "fields": ["outlook", ("published_from", "published_until"), "withdrawal_reason", "slug"],
    },
)
# Whoever took pictures in is at their place of the page, and would stay there past the list of faults.
TOP = "#top"
LONGEST_LINE = 250  # letters; what may be longer is typed in several lines


class ContentAdmin(
    ReadsFilesAhead,
    SavesAgain,
    TellsAfterwards,
    TranslatedAdmin,
    LocalMoments,
    GrowsRows,
    KeepsVersions,
    ShowsPreviews,
):
    """Base of the administration of every Publishable."""

    form = ContentForm
    change_form_template = "owes_portal/staff/content_form.html"
    readonly_fields = ["outlook"]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if isinstance(db_field, models.CharField) and (db_field.max_length or 0) > LONGEST_LINE:
            kwargs["widget"] = Sentences
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        """Boxes to tick: what is chosen is seen at once, and no key has to be held down."""
        if db_field.name not in self.autocomplete_fields:
            kwargs["widget"] = forms.CheckboxSelectMultiple
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def get_view_on_site_url(self, obj=None):
        """A page that visitors cannot see has a preview in place of its address."""
        return super().get_view_on_site_url(obj) if obj and obj.is_published() else None

    @admin.display(description=_("what happens with it"))
    def outlook(self, row):
        return outlook.outlook(row)

    @admin.display(description=_("publication status"), ordering="status")
    def state(self, row):
        """Its shape and word, and what will happen."""
        return format_html("{}<br>{}", outlook.badge(row), outlook.outlook(row))

    def get_list_display(self, request):
        shown = super().get_list_display(request)
        return ["state" if name == "status" else name for name in shown]

    def get_fieldsets(self, request, obj=None):
        """Nobody is asked for the reason of a withdrawal before there is something to withdraw."""
        fieldsets = super().get_fieldsets(request, obj)
        return fieldsets if obj and obj.has_appeared() else without(fieldsets, "withdrawal_reason")

    def get_inline_formsets(self, *args, **kwargs):
        """The link that adds a row says what it adds."""
        sets = super().get_inline_formsets(*args, **kwargs)
        for one in sets:
            one.inline_formset_data = _worded(one)
        return sets

    def get_object(self, request, object_id, from_field=None):
        """Lock a row that is about to be saved: others take steps, too, and sign-ups count on it.

        A preview and a button that adds rows save nothing, so nobody waits while the form is checked.
        """
        row = super().get_object(request, object_id, from_field)
        only_shown = preview.is_wanted(request) or adds_rows(request.POST)
        is_saved = request.method == "POST" and not only_shown
        if row and is_saved and connection.in_atomic_block:
            return self.model.objects.select_for_update(no_key=True).get(pk=row.pk)
        return row

    def has_delete_permission(self, request, obj=None):
        """What visitors have seen is withdrawn, never deleted."""
        is_allowed = super().has_delete_permission(request, obj)
        return is_allowed and not (obj and obj.has_appeared())

    def render_change_form(self, request, context, *args, **kwargs):
        row = context["original"]
        context["steps"] = workflow.next_steps(row or self.model())
        context["is_unseen"] = workflow.PUBLISH in context["steps"]
        context["may_save"] = row is None or self.has_change_permission(request, row)
        return super().render_change_form(request, context, *args, **kwargs | {"form_url": TOP})

    def save_model(self, request, obj, form, change):
        was_seen, before = change and obj.has_appeared(), _address_before(obj, form)
        workflow.take(obj, form.step, is_start_chosen=form.is_start_chosen)
        super().save_model(request, obj, form, change)
        if was_seen and before != obj.get_absolute_url():
            book.keep(obj, before=before, now=obj.get_absolute_url())

    def tell_about(self, request, row):
        """After the word that it is saved: what will happen, and what would make it better."""
        messages.info(request, _told_with_a_way_there(row))
        for words in self.advice(row):
            messages.warning(request, words)

    def advice(self, row):
        """What staff read after saving; it stands in nobody's way."""
        return quality.advice(row)


def _worded(inline):
    """What the script of the administration is told of the inline, with our own words."""
    data = json.loads(inline.inline_formset_data())
    data["options"]["addText"] = str(inline.opts.words_to_add)
    return json.dumps(data)


def _told_with_a_way_there(row):
    told = outlook.outlook(row)
    if not row.is_published():
        return told
    return format_html(
        '{} <a href="{}">{}</a>', told, row.get_absolute_url(), _("See it on the website")
    )


def _address_before(row, form):
    """Where the page stood before the form was filled in."""
    stored = copy.copy(row)
    stored.slug = form.initial.get("slug") or row.slug
    return stored.get_absolute_url()


def without(fieldsets, field):
    """The same groups of fields but for that one; they are shared, so copies are changed."""
    return [
        (name, options | {"fields": [other for other in options["fields"] if other != field]})
        for name, options in fieldsets
    ]
