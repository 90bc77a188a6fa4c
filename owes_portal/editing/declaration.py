"""The declaration of accessibility in the administration, in the order of its page."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.options import ActionLocation
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from owes_portal.models import AccessibilityDeclaration
from owes_portal.templatetags.typography import date_range

Conformance = AccessibilityDeclaration.Conformance


class DeclarationForm(forms.ModelForm):
    class Meta:
        help_texts = {
            "entity": _("As in the statute; it stands in the first sentence."),
            "site_updated_on": _("The last change that mattered: of the content or of the look."),
            "conformance": _("Fully conformant only if nothing is written in the next group."),
            "shortcomings": _("What is not accessible, why, and how to get it in another way."),
            "exclusions": _("E.g. maps, or files from before 23 September 2018."),
            "burden": _("What costs more than you can bear, with the analysis the act asks for."),
            "facilities": _("E.g. dark colours, large print, easy-to-read pages."),
            "shortcuts": _("Only those of the website's own. Empty: the heading is left out."),
            "reviewed_on": _("The button “It is reviewed” sets it to today."),
            "report_url": _("If you publish the report of the assessment."),
            "apps": _("Where to download them, and where their declarations are."),
            "architecture": _("Entrance, lift, toilet, parking, dogs, Braille signs."),
            "communication": _(
                "How to reach you; say also whether there is an online PJM interpreter."
            ),
        }

    def clean(self):
        """The sentence on conformance and the list below it must not contradict each other."""
        cleaned = super().clean()
        has_gaps = any(cleaned.get(name) for name in ("shortcomings", "exclusions", "burden"))
        if cleaned.get("conformance") == Conformance.FULL and has_gaps:
            self.add_error(
                "conformance", _("Something is listed as not accessible, so it is not full.")
            )
        if cleaned.get("conformance") == Conformance.PARTIAL and not has_gaps:
            self.add_error("shortcomings", _("Write what is not accessible, or choose another."))
        return cleaned


class DeclarationAdmin(admin.ModelAdmin):
    form = DeclarationForm
    list_display = ["entity", "conformance", "drawn_up_on", "reviewed_on", "review"]
    readonly_fields = ["review"]
    actions = ["mark_reviewed"]
    fieldsets = [
        (_("The beginning"), {"fields": ["entity", "site_published_on", "site_updated_on"]}),
        (_("State of digital accessibility"), {"fields": ["conformance"]}),
        (
            _("Content that is not accessible"),
            {"fields": ["shortcomings", "burden", "exclusions"]},
        ),
        (
            _("Preparation of the declaration and its updates"),
            {"fields": ["drawn_up_on", "reviewed_on", "review", "report_url"]},
        ),
        (_("Facilities, limits and other information"), {"fields": ["facilities", "shortcuts"]}),
        (
            _("Feedback and contact data"),
            {"fields": ["contact_name", "contact_email", "contact_phone"]},
        ),
        (
            _("Other information"),
            {"fields": ["apps", "architecture", "architecture_url", "communication"]},
        ),
    ]

    @admin.display(description=_("next review"))
    def review(self, declaration):
        """In words, and loudly once it is late."""
        if not declaration.pk:
            return None
        day = date_range(declaration.review_due_on())
        if declaration.is_overdue():
            return format_html("<strong>{}</strong>", _("It was due by %(day)s.") % {"day": day})
        return _("by %(day)s") % {"day": day}

    @admin.action(
        description=_("It is reviewed"),
        permissions=["change"],
        location=[ActionLocation.CHANGE_FORM, ActionLocation.CHANGE_LIST],
    )
    def mark_reviewed(self, request, queryset):
        for declaration in queryset:
            declaration.mark_reviewed()
            self.log_change(request, declaration, [{"changed": {"fields": ["reviewed_on"]}}])
            text = _("Reviewed today. The next review is due by %(day)s.")
            day = date_range(declaration.review_due_on())
            messages.success(request, text % {"day": day})
