"""Organisations in the administration: alike rows are merged by staff."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from owes_portal.models import Municipality
from registrations import services
from registrations.models import Organisation


@admin.register(Organisation)
class OrganisationAdmin(admin.ModelAdmin):
    list_display = ["name", "nip", "municipality", "registration_count"]
    list_select_related = ["municipality__county"]
    search_fields = ["name", "nip"]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(registration_count=Count("registrations"))

    def get_field_queryset(self, db, db_field, request):
        """A plain list of some two hundred municipalities, for the keyboard and the screen reader."""
        return Municipality.objects.select_related("county").order_by("name")

    def get_fields(self, request, obj=None):
        may_merge = obj and self.has_change_permission(request)
        return ["name", "nip", "municipality", *(["alike"] if may_merge else [])]

    def get_readonly_fields(self, request, obj=None):
        return ["alike"] if obj else []

    def get_urls(self):
        merge = self.admin_site.admin_view(self.merge)
        name = "registrations_organisation_merge"
        return [path("<int:pk>/merge/", merge, name=name), *super().get_urls()]

    @admin.display(description=_("registrations"), ordering="registration_count")
    def registration_count(self, organisation):
        return organisation.registration_count

    @admin.display(description=_("perhaps the same organisation"))
    def alike(self, organisation):
        found = Organisation.objects.like(organisation).select_related("municipality")
        context = {
            "organisation": organisation,
            "others": found.annotate(registration_count=Count("registrations")),
        }
        return render_to_string("registrations/admin/_alike.html", context)

    @method_decorator(require_POST)
    def merge(self, request, pk):
        """Give the registrations of the other row to this one; the other row goes."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        organisation = get_object_or_404(Organisation, pk=pk)
        try:
            double = Organisation.objects.like(organisation).get(pk=request.POST.get("double"))
            services.merge_organisations(double, organisation)
        except (ValueError, Organisation.DoesNotExist):
            self.message_user(request, _("That organisation is no longer there."), messages.WARNING)
        except services.RegistrationRefused as refusal:
            self.message_user(request, str(refusal), messages.ERROR)
        else:
            self.log_change(request, organisation, [{"changed": {"fields": ["registrations"]}}])
            self.message_user(request, _("Merged: the registrations are all here now."))
        return redirect("admin:registrations_organisation_change", pk)
