"""The library in the administration: publications with editions, editions with files."""

from django import forms
from django.contrib import admin, messages
from django.utils.translation import gettext_lazy as _

from owes_portal.editing.admin import ON_THE_SITE, ContentAdmin
from owes_portal.editing.afterwards import TellsAfterwards
from owes_portal.editing.ahead import ReadsFilesAhead
from publications.models import Edition, Publication, PublicationFile
from publications.quality import of_publication


class EditionInline(admin.TabularInline):
    model = Edition
    words_to_add = _("Add an edition")
    fields = ["label", "year", "place", "isbn", "valid_from", "is_current"]
    readonly_fields = ["is_current"]
    show_change_link = True
    extra = 0


@admin.register(Publication)
class PublicationAdmin(ContentAdmin):
    inlines = [EditionInline]
    list_display = ["title", "kind", "language", "project", "status", "published_from"]
    list_filter = ["status", "kind", "language", "topics", "project"]
    list_select_related = ["project"]
    search_fields = ["title", "subtitle", "abstract", "authors", "editors"]
    fieldsets = [
        (None, {"fields": ["title", "subtitle", "kind", "language", "topics"]}),
        ON_THE_SITE,
        (_("What is in it"), {"fields": ["abstract", "contents", "audience"]}),
        (_("Who made it"), {"fields": ["authors", "editors", "publisher", "project", "licence"]}),
    ]

    def settle(self, form):
        form.instance.ensure_current_edition()

    def advice(self, row):
        return [*super().advice(row), *of_publication(row)]


class EditionForm(forms.ModelForm):
    becomes_current = forms.BooleanField(
        label=_("This is the edition that counts now"),
        required=False,
        help_text=_("Readers then see its files first, and the one before among earlier editions."),
    )


class PublicationFileInline(admin.TabularInline):
    model = PublicationFile
    fields = ["title", "file", "size", "page_count", "is_tagged"]
    readonly_fields = ["size", "page_count", "is_tagged"]
    extra = 1


@admin.register(Edition)
class EditionAdmin(ReadsFilesAhead, TellsAfterwards):
    form = EditionForm
    inlines = [PublicationFileInline]
    list_display = ["publication", "label", "year", "isbn", "valid_from", "is_current"]
    list_filter = ["is_current", "year"]
    list_select_related = ["publication"]
    search_fields = ["publication__title", "label", "isbn"]
    autocomplete_fields = ["publication", "replaces"]
    readonly_fields = ["is_current"]
    fieldsets = [
        (None, {"fields": ["publication", "label", "year", "place", "isbn"]}),
        (_("Validity"), {"fields": ["is_current", "becomes_current", "valid_from", "replaces"]}),
    ]

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if form.cleaned_data["becomes_current"]:
            obj.make_current()
        obj.publication.ensure_current_edition()

    def tell_about(self, request, edition):
        """The same advice as on the page of the publication: its files are added here."""
        for words in of_publication(edition.publication):
            messages.warning(request, words)
