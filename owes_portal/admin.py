"""The portal's own nouns in the administration."""

from django import forms
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.admin.options import ActionLocation
from django.contrib.admin.widgets import AdminFileWidget
from django.contrib.auth.models import Group, User
from django.db import models
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from owes_portal import audit
from owes_portal.editing.accounts import AccountAdmin, GroupOfStaffAdmin
from owes_portal.editing.admin import ON_THE_SITE, ContentAdmin
from owes_portal.editing.declaration import DeclarationAdmin
from owes_portal.editing.projects import PartnerAdmin, ProjectAdmin
from owes_portal.editing.translations import TranslatedAdmin
from owes_portal.models import (
    AccessibilityDeclaration,
    AccessRecord,
    ConsentText,
    ContactPerson,
    County,
    Document,
    FundingMark,
    Municipality,
    Office,
    OldAddress,
    Operator,
    OutgoingMail,
    Page,
    Partner,
    Project,
    Topic,
)
from owes_portal.old_addresses.admin import OldAddressAdmin

admin.site.register(OldAddress, OldAddressAdmin)
admin.site.site_header = _("Administration of the portal")
admin.site.site_title = _("Administration")
admin.site.index_title = _("What would you like to do?")
admin.site.register(AccessibilityDeclaration, DeclarationAdmin)
admin.site.register(Partner, PartnerAdmin)
admin.site.register(Project, ProjectAdmin)
admin.site.unregister([Group, User])
admin.site.register(Group, GroupOfStaffAdmin)
admin.site.register(User, AccountAdmin)


class ReadOnlyAdmin(admin.ModelAdmin):
    """Rows that only the portal writes."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class RecordedAdmin(ReadOnlyAdmin):
    """Rows with data of a person: who looked at whose is written down."""

    def change_view(self, request, object_id, form_url="", extra_context=None):
        row = self.get_object(request, object_id)
        if row and self.has_view_permission(request, row):
            audit.record(request.user, audit.VIEW, row)
        return super().change_view(request, object_id, form_url, extra_context)


ACCESSIBILITY = [
    "accessible_entrance",
    "accessible_lift",
    "accessible_toilet",
    "accessible_parking",
    ("has_induction_loop", "has_sign_language", "has_quiet_room"),
]


@admin.register(Operator)
class OperatorAdmin(TranslatedAdmin):
    list_display = ["name", "city", "phone", "email"]
    fieldsets = [
        (None, {"fields": ["name", "short_name", "mission", "subregion"]}),
        (
            _("Contact"),
            {"fields": [("phone", "email"), "office_hours", "sign_language_url"]},
        ),
        (
            _("Our office"),
            {"fields": ["street", ("postal_code", "city"), "directions", *ACCESSIBILITY]},
        ),
        (
            _("Who runs the centre"),
            {"fields": ["legal_name", ("nip", "regon", "krs"), "data_protection_email"]},
        ),
    ]


@admin.register(Office)
class OfficeAdmin(TranslatedAdmin):
    list_display = ["name", "city", "phone", "email", "position"]
    formfield_overrides = {models.ManyToManyField: {"widget": forms.CheckboxSelectMultiple}}
    fieldsets = [
        (None, {"fields": ["name", "counties", "position"]}),
        (_("Contact"), {"fields": [("phone", "email"), "office_hours"]}),
        (
            _("Where it is"),
            {"fields": ["street", ("postal_code", "city"), "directions", *ACCESSIBILITY]},
        ),
    ]


@admin.register(ContactPerson)
class ContactPersonAdmin(TranslatedAdmin):
    list_display = ["name", "role", "phone", "email", "position"]
    search_fields = ["name", "role"]
    fieldsets = [(None, {"fields": ["name", "role", ("phone", "email"), "position"]})]


@admin.register(Topic)
class TopicAdmin(TranslatedAdmin):
    """Visitors who read another language filter by topics, too."""

    list_display = ["name", "slug"]
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}
    fieldsets = [(None, {"fields": ["name", "slug"]})]


@admin.register(County)
class CountyAdmin(admin.ModelAdmin):
    list_display = ["code", "name", "is_city", "is_served"]
    list_filter = ["is_served"]
    search_fields = ["name", "code"]


@admin.register(Municipality)
class MunicipalityAdmin(admin.ModelAdmin):
    list_display = ["code", "name", "kind", "county", "is_current"]
    list_filter = ["is_current", "kind", "county"]
    list_select_related = ["county"]
    search_fields = ["name", "code"]


class NamedFileInput(AdminFileWidget):
    """With a label, for a legend alone names no field."""

    use_fieldset = False


@admin.register(FundingMark)
class FundingMarkAdmin(admin.ModelAdmin):
    list_display = ["name", "alt", "rank"]
    formfield_overrides = {models.ImageField: {"widget": NamedFileInput}}


class ConsentTextForm(forms.ModelForm):
    def clean(self):
        """Words that stand beside a box to be ticked are needed for a consent only."""
        cleaned = super().clean()
        if cleaned.get("kind") in ConsentText.OPTIONAL and not cleaned.get("label"):
            self.add_error("label", _("Write what the person agrees to."))
        return cleaned


@admin.register(ConsentText)
class ConsentTextAdmin(admin.ModelAdmin):
    """A wording that somebody acknowledged is evidence: it takes a new version to change it."""

    form = ConsentTextForm
    list_display = ["title", "kind", "version", "language", "translation_of", "valid_from"]
    list_select_related = ["translation_of"]
    list_filter = ["kind", "language"]
    search_fields = ["title"]
    actions = ["make_next_version"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "kind",
                    "title",
                    ("language", "translation_of"),
                    ("version", "valid_from"),
                    "body",
                ]
            },
        ),
        (_("For a consent"), {"fields": ["label", "withdrawal_effect"]}),
    ]

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and not (obj and obj.is_used())

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and not (obj and obj.is_used())

    @admin.action(
        description=_("Make the next version"),
        permissions=["add"],
        location=ActionLocation.CHANGE_FORM,
    )
    def make_next_version(self, request, queryset):
        version = queryset.get().next_version()
        self.message_user(
            request,
            _("This is the next version. Change it, then choose it in the events it is meant for."),
        )
        return redirect("admin:owes_portal_consenttext_change", version.pk)


@admin.register(Page)
class PageAdmin(ContentAdmin):
    list_display = ["title", "slug", "language", "footer_position", "status", "updated_at"]
    list_filter = ["status", "language"]
    search_fields = ["title"]
    fieldsets = [
        (None, {"fields": ["title", "language", "lead", "body", "footer_position"]}),
        ON_THE_SITE,
    ]


@admin.register(OutgoingMail)
class OutgoingMailAdmin(RecordedAdmin):
    """Its text is not shown in the list; the secret of a link is not in it at all."""

    list_display = ["id", "template", "status", "attempts", "created_at", "sent_at", "error"]
    list_filter = ["status", "template"]
    date_hierarchy = "created_at"
    search_fields = ["recipient", "message_id"]
    exclude = ["html", "attachments"]
    readonly_fields = ["content"]

    @admin.display(description=_("content"))
    def content(self, mail):
        """What the empty fields of an old mail mean."""
        return _("removed 30 days after it was written") if mail.is_forgotten() else _("kept")


@admin.register(Document)
class DocumentAdmin(ReadOnlyAdmin):
    list_display = ["kind", "subject_id", "status", "progress", "asked_by", "asked_at", "reason"]
    list_filter = ["status", "kind"]
    list_select_related = ["asked_by"]

    @admin.display(description=_("why it failed"))
    def reason(self, document):
        return document.reason()


@admin.register(AccessRecord)
class AccessRecordAdmin(ReadOnlyAdmin):
    list_display = ["at", "person", "deed", "subject", "reason"]
    list_filter = ["deed"]
    list_select_related = ["person"]
    date_hierarchy = "at"


@admin.register(LogEntry)
class LogEntryAdmin(ReadOnlyAdmin):
    list_display = ["action_time", "user", "content_type", "object_id", "action_flag"]
    list_filter = ["action_flag"]
    list_select_related = ["user", "content_type"]
