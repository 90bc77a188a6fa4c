"""Registrations in the administration: to be found and read; changes go through the services."""

from django.contrib import admin, messages
from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from owes_portal.admin import RecordedAdmin
from owes_portal.models import County
from registrations import services
from registrations.models import Organisation, Participant, Registration


class DecidingAdmin(RecordedAdmin):
    """Rows that change through the services only, by those who may change registrations."""

    list_per_page = 50
    show_full_result_count = False

    def has_decide_permission(self, request):
        return request.user.has_perm("registrations.change_registration")


class FromCounty(admin.SimpleListFilter):
    title = _("county")
    parameter_name = "county"
    OUTSIDE = "outside"

    def lookups(self, request, model_admin):
        counties = [(county.code, county.name) for county in County.objects.served()]
        return [*counties, (self.OUTSIDE, _("outside the subregion"))]

    def queryset(self, request, queryset):
        if self.value() == self.OUTSIDE:
            return queryset.from_outside()
        return queryset.filter(municipality__county=self.value()) if self.value() else queryset


class ParticipantInline(admin.TabularInline):
    model = Participant
    fields = ["first_name", "last_name", "status", "diet", "pickup_point", "told_needs"]
    readonly_fields = fields
    extra = 0
    can_delete = False

    @admin.display(description=_("needs"))
    def told_needs(self, person):
        return ", ".join(
            f"{need}: {need.description}" if need.description else str(need)
            for need in person.needs.all()
        )

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("needs")

    def has_add_permission(self, request, obj=None):
        return False


@admin.register(Registration)
class RegistrationAdmin(DecidingAdmin):
    inlines = [ParticipantInline]
    list_display = ["number", "people", "states", "event", "submitted_at", "source", "outside"]
    list_filter = [
        "participants__status",
        "applicant",
        "source",
        FromCounty,
        ("event", admin.RelatedOnlyFieldListFilter),
    ]
    search_fields = [
        "number",
        "participants__last_name",
        "participants__first_name",
        "email",
        "phone",
        "organisation__name",
    ]
    date_hierarchy = "submitted_at"
    actions = ["cancel_registrations"]
    fields = [
        "number",
        "event",
        "applicant",
        "organisation",
        "email",
        "phone",
        "municipality",
        "other_municipality",
        "remarks",
        "source",
        "submitted_at",
        "cancelled_at",
    ]

    def get_queryset(self, request):
        people = Prefetch("participants", Participant.objects.in_polish_order())
        return (
            super()
            .get_queryset(request)
            .select_related("event", "municipality__county", "organisation")
            .prefetch_related(people)
        )

    @admin.display(description=_("people"))
    def people(self, registration):
        return ", ".join(person.full_name for person in registration.participants.all())

    @admin.display(description=_("state"))
    def states(self, registration):
        shown = {person.get_status_display() for person in registration.participants.all()}
        return ", ".join(sorted(shown))

    @admin.display(description=_("outside the subregion"), boolean=True)
    def outside(self, registration):
        return registration.is_from_outside()

    @admin.action(description=_("Cancel the chosen registrations"), permissions=["decide"])
    def cancel_registrations(self, request, queryset):
        chosen = list(queryset)
        for registration in chosen:
            because = services.by_staff(request.user, _("Cancelled by staff."))
            services.cancel(registration, because)
        self.message_user(
            request,
            ngettext(
                "%(count)d registration is cancelled.",
                "%(count)d registrations are cancelled.",
                len(chosen),
            )
            % {"count": len(chosen)},
        )


@admin.register(Participant)
class ParticipantAdmin(DecidingAdmin):
    list_display = ["last_name", "first_name", "event", "status", "queued_at"]
    list_filter = ["status", ("event", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["event"]
    search_fields = ["last_name", "first_name", "registration__number"]
    actions = ["give_places"]
    fields = [
        "registration",
        "event",
        "first_name",
        "last_name",
        "status",
        "queued_at",
        "days",
    ]

    @admin.action(
        description=_("Give a free place to the chosen people of the waiting list"),
        permissions=["decide"],
    )
    def give_places(self, request, queryset):
        for person in queryset.order_by("queued_at", "pk"):
            try:
                services.give_place(person, by=request.user, reason=_("Place given by staff."))
            except services.RegistrationRefused as refusal:
                self.message_user(request, f"{person}: {refusal}", messages.ERROR)
            else:
                self.message_user(request, _("%(person)s has a place now.") % {"person": person})


@admin.register(Organisation)
class OrganisationAdmin(admin.ModelAdmin):
    list_display = ["name", "nip", "municipality"]
    list_select_related = ["municipality__county"]
    search_fields = ["name", "nip"]
    autocomplete_fields = ["municipality"]
