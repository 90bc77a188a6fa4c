"""Old addresses in the administration: a table, one by hand, and the import of many."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from owes_portal.models import OldAddress
from owes_portal.old_addresses import book, table
from owes_portal.old_addresses.forms import OldAddressForm, TableForm


class OldAddressAdmin(admin.ModelAdmin):
    """Former addresses of pages keep themselves; staff change only what they have written."""

    form = OldAddressForm
    list_display = ["path", "leads_to", "origin", "made_at"]
    search_fields = ["path", "target"]
    change_list_template = "owes_portal/staff/old_addresses.html"

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("row")

    def get_readonly_fields(self, request, obj=None):
        return ["path"] if obj else []

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and not (obj and obj.object_id)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and not (obj and obj.object_id)

    @admin.display(description=_("leads to"))
    def leads_to(self, old):
        if old.target:
            return old.target
        return old.row.get_absolute_url() if old.row else _("nothing: the page was deleted")

    @admin.display(description=_("where it comes from"))
    def origin(self, old):
        return _("former address of a page") if old.object_id else _("written by staff")

    def save_model(self, request, obj, form, change):
        book.lead({obj.path: obj.target})
        obj.pk = OldAddress.objects.get(path=obj.path).pk

    def get_urls(self):
        many = self.admin_site.admin_view(self.many)
        return [
            path("import/", many, name="owes_portal_oldaddress_import"),
            *super().get_urls(),
        ]

    def many(self, request):
        """See what a table would do; then take it over, whole or not at all."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = TableForm(request.POST or None, request.FILES or None)
        lines = []
        if form.is_valid():
            lines = self._taken_over(request, form.cleaned_data["table"])
            if lines is None:
                return redirect("admin:owes_portal_oldaddress_changelist")
        context = self.admin_site.each_context(request) | {
            "title": _("Import old addresses"),
            "form": form,
            "lines": lines,
            "faulty": [line for line in lines if line.faults],
            "is_importable": table.is_importable(lines),
            "table": form.cleaned_data.get("table", "") if form.is_bound else "",
        }
        return render(request, "owes_portal/staff/old_addresses_import.html", context)

    @transaction.atomic
    def _taken_over(self, request, text):
        """The lines as they are to be shown, or None if they have been taken over."""
        book.take_turn()
        lines = table.read(text)
        if "confirm" not in request.POST or not table.is_importable(lines):
            return lines
        book.lead({line.path: line.target for line in lines})
        words = ngettext(
            "%(count)d old address leads on now.",
            "%(count)d old addresses lead on now.",
            len(lines),
        )
        self.message_user(request, words % {"count": len(lines)})
        return None
