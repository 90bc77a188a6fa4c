"""The people of registrations in the administration."""

from django.contrib import admin
from django.contrib.admin.options import ActionLocation
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from registrations import services
from registrations.admin.read_only import (
    EVERYWHERE,
    ChangeInline,
    DecidingAdmin,
    FilledFields,
    NeedInline,
)
from registrations.models import Participant, Status, Verb
from registrations.models.states import TRANSITIONS


@admin.register(Participant)
class ParticipantAdmin(FilledFields, DecidingAdmin):
    inlines = [NeedInline, ChangeInline]
    list_display = ["last_name", "first_name", "event", "status", "queued_at", "offer_ends_at"]
    list_filter = ["status", ("event", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["event"]
    search_fields = ["last_name", "first_name", "registration__number"]
    actions = ["give_places"]
    fields = [
        "registration",
        "event",
        "first_name",
        "last_name",
        "email",
        "status",
        "possible",
        "queued_at",
        "offer_ends_at",
        "days",
        "diet",
        "pickup_point",
        "wants_accommodation",
    ]
    readonly_fields = fields
    view_on_site = False

    def get_actions(self, request, action_location=ActionLocation.CHANGE_LIST):
        """Beside a single person only what the table of states allows."""
        actions = super().get_actions(request, action_location)
        if action_location == ActionLocation.CHANGE_LIST:
            return actions
        person = Participant.objects.get(pk=request.resolver_match.kwargs["object_id"])
        return actions if person.may(Verb.GIVE, Status.CONFIRMED) else {}

    @admin.display(description=_("what may happen now"))
    def possible(self, person):
        verbs = [verb for verb, (sources, _to) in TRANSITIONS.items() if person.status in sources]
        return ", ".join(str(verb.label) for verb in verbs) or _("nothing more")

    @admin.action(
        description=_("Give a free place to the chosen people of the waiting list"),
        permissions=["decide"],
        location=EVERYWHERE,
    )
    def give_places(self, request, queryset):
        def give(person):
            services.give_place(person, by=request.user, reason=_("Place given by staff."))

        done = self.decide(request, queryset.order_by("queued_at", "pk"), give)
        self.tell(
            request,
            ngettext(
                "%(count)d person has a place now.", "%(count)d people have a place now.", done
            ),
            done,
        )
