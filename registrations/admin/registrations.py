"""Registrations in the administration: to be found and read; changes go through the services."""

from django.contrib import admin
from django.contrib.admin.options import ActionLocation
from django.db.models import Prefetch
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from owes_portal.models import County
from registrations import services
from registrations.admin.read_only import (
    EVERYWHERE,
    AnswerInline,
    ConsentInline,
    DecidingAdmin,
    FilledFields,
    ReadOnlyInline,
    history,
)
from registrations.models import Change, Participant, Registration, Status, Verb
from registrations.models.states import TRANSITIONS


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


class OfKind(admin.SimpleListFilter):
    title = _("kind of registration")
    parameter_name = "kind"
    WORDS = {
        "live": _("not cancelled"),
        "doubles": _("second forms that nobody has confirmed"),
    }

    def lookups(self, request, model_admin):
        return self.WORDS.items()

    def queryset(self, request, queryset):
        return getattr(queryset, self.value())() if self.value() in self.WORDS else queryset


class InState(admin.SimpleListFilter):
    title = _("state")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return Status.choices

    def queryset(self, request, queryset):
        return queryset.with_somebody(self.value()) if self.value() in Status else queryset


class ParticipantInline(ReadOnlyInline):
    model = Participant
    fields = ["first_name", "last_name", "status", "offer_ends_at", "diet", "told_needs"]
    show_change_link = True

    @admin.display(description=_("needs"))
    def told_needs(self, person):
        return ", ".join(
            f"{need}: {need.description}" if need.description else str(need)
            for need in person.needs.all()
        )

    def get_queryset(self, request):
        return super().get_queryset(request).in_polish_order().prefetch_related("needs")


@admin.register(Registration)
class RegistrationAdmin(FilledFields, DecidingAdmin):
    inlines = [ParticipantInline, AnswerInline, ConsentInline]
    list_display = ["number", "people", "states", "event", "submitted_at", "source", "outside"]
    list_filter = [
        InState,
        OfKind,
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
    actions = ["approve_registrations", "cancel_registrations"]
    fields = [
        "number",
        "event",
        "states",
        "dossier",
        "applicant",
        "organisation_name",
        "organisation",
        "contact_name",
        "email",
        "phone",
        "municipality",
        "other_municipality",
        "keep_together",
        "invitation",
        "double_of",
        "remarks",
        "source",
        "entered_by",
        "submitted_at",
        "cancelled_at",
        "history",
    ]
    readonly_fields = fields
    view_on_site = False

    def get_queryset(self, request):
        people = Prefetch("participants", Participant.objects.in_polish_order())
        return (
            super()
            .get_queryset(request)
            .select_related("event", "municipality__county")
            .prefetch_related(people)
        )

    def get_actions(self, request, action_location=ActionLocation.CHANGE_LIST):
        """Beside a single registration only what the table of states allows its people."""
        actions = super().get_actions(request, action_location)
        if action_location == ActionLocation.CHANGE_LIST:
            return actions
        people = Participant.objects.filter(registration=request.resolver_match.kwargs["object_id"])
        return {name: one for name, one in actions.items() if _is_possible(name, people)}

    @admin.display(description=_("people"))
    def people(self, registration):
        return ", ".join(person.full_name for person in registration.participants.all())

    @admin.display(description=_("state"))
    def states(self, registration):
        shown = {person.get_status_display() for person in registration.participants.all()}
        return ", ".join(sorted(shown))

    @admin.display(description=_("decisions"))
    def dossier(self, registration):
        address = reverse("registrations:dossier", args=[registration.pk])
        return format_html('<a href="{}">{}</a>', address, _("Decide about it and change it"))

    @admin.display(description=_("outside the subregion"), boolean=True)
    def outside(self, registration):
        return registration.is_from_outside()

    @admin.display(description=_("history"))
    def history(self, registration):
        changes = Change.objects.filter(participant__registration=registration)
        return history(changes.select_related("participant"))

    @admin.action(
        description=_("Accept the people who wait for a decision"),
        permissions=["decide"],
        location=EVERYWHERE,
    )
    def approve_registrations(self, request, queryset):
        def approve(registration):
            services.approve(registration, by=request.user, reason=_("Accepted by staff."))

        done = self.decide(request, queryset.order_by("submitted_at", "pk"), approve)
        self.tell(
            request,
            ngettext(
                "%(count)d registration is accepted.",
                "%(count)d registrations are accepted.",
                done,
            ),
            done,
        )

    @admin.action(
        description=_("Cancel the chosen registrations"),
        permissions=["decide"],
        location=EVERYWHERE,
    )
    def cancel_registrations(self, request, queryset):
        because = services.by_staff(request.user, _("Cancelled by staff."))
        done = self.decide(request, queryset, lambda one: services.cancel(one, because))
        self.tell(
            request,
            ngettext(
                "%(count)d registration is cancelled.",
                "%(count)d registrations are cancelled.",
                done,
            ),
            done,
        )


def _is_possible(name, people):
    """Whether the table of states lets somebody of these be accepted, or cancelled."""
    verb = {"approve_registrations": Verb.APPROVE, "cancel_registrations": Verb.CANCEL}[name]
    return people.filter(status__in=TRANSITIONS[verb][0]).exists()
