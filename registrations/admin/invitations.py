"""Invitation links: made, handed out and taken back by staff."""

from django import forms
from django.conf import settings
from django.contrib import admin
from django.contrib.admin.options import ActionLocation
from django.db import connection
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from owes_portal.local_time import LocalMoments
from registrations import services
from registrations.models import Invitation


class ByValidity(admin.SimpleListFilter):
    title = _("state")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [("valid", _("valid")), ("over", _("no longer valid"))]

    def queryset(self, request, queryset):
        valid = Invitation.objects.valid()
        if self.value() == "valid":
            return queryset.filter(pk__in=valid)
        return queryset.exclude(pk__in=valid) if self.value() == "over" else queryset


class InvitationForm(forms.ModelForm):
    def clean_places(self):
        places, used = self.cleaned_data["places"], self.instance.places_used
        if places is not None and places < used:
            raise forms.ValidationError(
                ngettext(
                    "%(count)d person has signed up already. Write this number or a larger one.",
                    "%(count)d people have signed up already. Write this number or a larger one.",
                    used,
                )
                % {"count": used}
            )
        return places


@admin.register(Invitation)
class InvitationAdmin(LocalMoments, admin.ModelAdmin):
    form = InvitationForm
    list_display = ["label", "event", "used", "expires_at", "is_valid"]
    list_filter = [ByValidity, ("event", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["event"]
    search_fields = ["label", "event__title"]
    fields = ["event", "label", "places", "expires_at"]
    made = ["link", "used", "is_valid", "revoked_at", "made_by", "made_at"]
    actions = ["revoke"]
    view_on_site = False

    def get_fields(self, request, obj=None):
        if obj is None:
            return self.fields
        made = self.made if self.has_change_permission(request, obj) else self.made[1:]
        return [*self.fields, *made]

    def get_readonly_fields(self, request, obj=None):
        """An invitation is handed out for one event, so it stays with that one."""
        return ["event", *self.made] if obj else []

    def get_object(self, request, object_id, from_field=None):
        """Lock a row that is about to be saved: sign-ups count its places at the same time."""
        invitation = super().get_object(request, object_id, from_field)
        if invitation and request.method == "POST" and connection.in_atomic_block:
            services.lock(invitation.event)
            invitation.refresh_from_db()
        return invitation

    def save_model(self, request, obj, form, change):
        if change:
            obj.save(update_fields=["label", "places", "expires_at"])
            return
        obj.made_by = request.user
        obj.set_token()
        obj.save()

    @admin.display(description=_("people signed up"))
    def used(self, invitation):
        if invitation.places is None:
            return invitation.places_used
        return _("%(used)d of %(places)d") % {
            "used": invitation.places_used,
            "places": invitation.places,
        }

    @admin.display(description=_("valid"), boolean=True)
    def is_valid(self, invitation):
        return invitation.is_valid()

    @admin.display(description=_("secret address"))
    def link(self, invitation):
        """A field to copy from. Whoever has the address can sign up, so it stands nowhere else."""
        if not invitation.is_valid():
            return _("It leads nowhere any more.")
        return format_html(
            '<input type="text" class="vLargeTextField" readonly aria-label="{}" value="{}{}">'
            '<div class="help">{}</div>',
            _("Secret address of the invitation"),
            settings.SITE_URL,
            invitation.get_absolute_url(),
            _("Copy the link and send it to those whom you invite."),
        )

    @admin.action(
        description=_("Take the invitation back"),
        description_plural=_("Take the chosen invitations back"),
        permissions=["change"],
        location=[ActionLocation.CHANGE_LIST, ActionLocation.CHANGE_FORM],
    )
    def revoke(self, request, queryset):
        taken_back = [one for one in queryset if one.revoked_at is None]
        for invitation in taken_back:
            invitation.revoke()
        words = ngettext(
            "%(count)d invitation is taken back. Those who have signed up keep their places.",
            "%(count)d invitations are taken back. Those who have signed up keep their places.",
            len(taken_back),
        )
        self.message_user(request, words % {"count": len(taken_back)})
