"""One person in a registration; takes one place."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Prefetch, Q, Subquery, Value, Window
from django.db.models.functions import Lower, RowNumber
from django.db.models.lookups import Exact
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models import Event, EventDay, PickupPoint
from owes_portal.polish import SortKey
from registrations.models.hours import Attending, AttendingQuerySet
from registrations.models.links import Linked, hash_of
from registrations.models.registration import Registration
from registrations.models.reminders import Reminded, RemindedQuerySet, falling_due
from registrations.models.states import HOLDING, LIVE, NOT_ENDED, Status, leads


class ParticipantQuerySet(RemindedQuerySet, AttendingQuerySet):
    def holding_places(self):
        """Those who take a place of the event. See also Participant.holds_place()."""
        return self.filter(status__in=HOLDING)

    def confirmed(self):
        """Those whose place is theirs for good. See also Participant.is_confirmed()."""
        return self.filter(status=Status.CONFIRMED)

    def waiting(self):
        """The waiting list, first come first. See also Participant.is_waiting()."""
        return self.filter(status=Status.WAITING).order_by("queued_at", "pk")

    def offered(self):
        """Those for whom a place is held until they answer. See also Participant.is_offered()."""
        return self.filter(status=Status.OFFERED)

    def overdue(self, at=None):
        """Offers whose last second has passed. See also Participant.is_overdue()."""
        at = (at or timezone.now()).replace(microsecond=0)
        return self.filter(status=Status.OFFERED, offer_ends_at__lt=at)

    def pending(self):
        """Those on whom staff must decide. See also Participant.is_pending()."""
        return self.filter(status=Status.PENDING)

    def lapsed(self):
        """Those who did not answer an offer. See also Participant.is_lapsed()."""
        return self.filter(status=Status.LAPSED)

    def live(self):
        """Who has a place, waits for one or for a decision. See also Participant.is_live()."""
        return self.filter(status__in=LIVE)

    def not_ended(self):
        """Live ones, and those who may come back. See also Participant.is_ended()."""
        return self.filter(status__in=NOT_ENDED)

    def expected(self):
        """Who may still come to an event that takes place. See also Participant.is_expected()."""
        return self.not_ended().filter(event__cancelled_at=None)

    def settled_by(self, moment):
        """Who had their place by that moment. See also Participant.is_settled_by()."""
        changes = Participant.changes.rel.related_model.objects.giving_places()
        later = changes.filter(participant=OuterRef("pk"), at__gt=moment)
        return self.confirmed().exclude(Exists(later))

    def to_be_reminded(self, lead, at=None):
        """Whose first day is near; not those who got their place after it was.

        They have just had a mail. See also Participant.is_to_be_reminded().
        """
        oneself = Participant.objects.filter(pk=OuterRef("pk"))
        return falling_due(self, oneself, lead, at).settled_by(OuterRef("reminder_due_at"))

    def for_notice(self):
        """Live people who are told of changes, with their days: none of a stranger's second form."""
        people = self.live().filter(registration__double_of=None).select_related("registration")
        return people.prefetch_related("days").order_by("queued_at", "pk")

    def with_positions(self):
        """Give each of the waiting list its `place_in_line`, counted from 1.

        Call it on the waiting list of one event, before narrowing it further.
        """
        order = [F("queued_at").asc(), F("pk").asc()]
        return self.annotate(place_in_line=Window(RowNumber(), order_by=order))

    def with_email(self, email):
        """Live people of that own address, not counting second forms. See also is_of()."""
        same = Exact(Lower("email"), Lower(Value(email)))
        return self.live().filter(same, ~Q(email=""), registration__double_of=None)

    def reachable(self, at=None):
        """Whose secret link still works. See also Participant.is_reachable()."""
        is_recent = Q(event__ends_at__gt=(at or timezone.now()) - Registration.LINK_LIVES)
        return self.filter(is_recent | Exists(self._certificates().new(at)))

    def for_token(self, token):
        """The person behind a secret link; it dies with that of the registration."""
        return self.reachable().filter(token_hash=hash_of(token))

    def for_reading(self):
        """With the event and its wordings: what each of the person's own pages shows."""
        return self.select_related(
            "registration__event__contact", "registration__event__privacy_notice"
        )

    def for_reminder(self):
        """With the event and the days: what a reminder and the thanks say."""
        related = self.select_related("registration__event__contact", "pickup_point")
        return related.prefetch_related("days")

    def for_certificates(self):
        """In Polish order, with what a certificate says of a person and to whom it is told."""
        related = self.select_related("registration__event__contact")
        return related.prefetch_related("attendances__day").in_polish_order()

    def for_desk(self):
        """In Polish order, with what staff read of a person and why the state is what it is."""
        changes = Participant.changes.rel.related_model.objects.filter(participant=OuterRef("pk"))
        latest = changes.order_by("-at", "-pk").values("reason")[:1]
        return (
            self.select_related(
                "registration__municipality__county",
                "registration__organisation",
                "registration__double_of",
            )
            .prefetch_related("needs")
            .annotate(last_reason=Subquery(latest))
            .in_polish_order()
        )

    def for_change(self):
        """With what the form that changes a person shows."""
        related = self.select_related("registration", "event")
        return related.prefetch_related("days", "needs", "answers__question", "answers__upload")

    def for_dossier(self):
        """In the order of the form, with everything that is known of a person."""
        return (
            self.select_related("pickup_point")
            .prefetch_related("days", "needs", "answers__question", "answers__upload")
            .prefetch_related("attendances__day")
            .order_by("pk")
        )

    def for_comparison(self, day):
        """In the order of the signed list, each with `of_day`: how that day was ticked."""
        attendances = Participant.attendances.rel.related_model.objects.filter(day=day)
        ticked = Prefetch("attendances", queryset=attendances, to_attr="of_day")
        return self.confirmed().prefetch_related(ticked, "days").in_polish_order()

    def in_polish_order(self):
        return self.order_by(SortKey("last_name"), SortKey("first_name"), "pk")


class Participant(Linked, Reminded, Attending):
    link_purpose = "person link"
    Status = Status

    class Diet(models.TextChoices):
        STANDARD = "standard", _("standard")
        VEGETARIAN = "vegetarian", _("vegetarian")
        VEGAN = "vegan", _("vegan")
        GLUTEN_FREE = "gluten_free", _("gluten-free")
        OTHER = "other", _("other")

    registration = models.ForeignKey(
        Registration, models.CASCADE, related_name="participants", verbose_name=_("registration")
    )
    event = models.ForeignKey(
        Event, models.PROTECT, related_name="participants", verbose_name=_("event")
    )
    first_name = models.CharField(_("first name"), max_length=80, blank=True)
    last_name = models.CharField(_("surname"), max_length=80, blank=True)
    email = models.EmailField(_("own e-mail"), blank=True)
    status = models.CharField(_("status"), max_length=10, choices=Status)
    queued_at = models.DateTimeField(_("in the order since"))
    offer_ends_at = models.DateTimeField(_("offer valid until"), null=True, blank=True)
    days = models.ManyToManyField(EventDay, related_name="participants", verbose_name=_("days"))
    pickup_point = models.ForeignKey(
        PickupPoint,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="participants",
        verbose_name=_("pick-up point"),
    )
    wants_accommodation = models.BooleanField(_("needs accommodation"), default=False)
    diet = models.CharField(_("diet"), max_length=20, choices=Diet, blank=True)

    objects = ParticipantQuerySet.as_manager()

    class Meta:
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        indexes = [
            models.Index(
                fields=["event"],
                condition=Q(status__in=["confirmed", "offered"]),
                name="participant_holding_place",
            ),
            models.Index(
                fields=["event", "queued_at", "id"],
                condition=Q(status="waiting"),
                name="participant_waiting",
            ),
            models.Index(
                fields=["offer_ends_at"], condition=Q(status="offered"), name="participant_offered"
            ),
            models.Index(
                SortKey("last_name"), SortKey("first_name"), name="participant_polish_order"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="offered", offer_ends_at__isnull=False)
                | (~Q(status="offered") & Q(offer_ends_at=None)),
                name="participant_offer_has_an_end",
            ),
        ]

    def __str__(self):
        return self.full_name

    def get_staff_url(self):
        return reverse("registrations:dossier", args=[self.registration_id])

    def get_absolute_url(self):
        return reverse("registrations:place", args=[self.token])

    def get_offer_url(self):
        return reverse("registrations:place_offer", args=[self.token])

    def get_come_back_url(self):
        return reverse("registrations:place_come_back", args=[self.token])

    def get_certificate_url(self, certificate):
        return reverse("registrations:place_certificate", args=[self.token, certificate.pk])

    def get_full_link(self):
        """The whole address, to be handed on."""
        return f"{settings.SITE_URL}{self.get_absolute_url()}"

    @property
    def full_name(self):
        """The name, or words that say that it is still open."""
        return f"{self.first_name} {self.last_name}".strip() or str(_("name to be given"))

    def holds_place(self):
        return self.status in HOLDING

    def is_confirmed(self):
        return self.status == Status.CONFIRMED

    def may_check_in(self, at=None):
        """Has a place at an event that takes place and is not over."""
        event = self.registration.event
        return self.is_confirmed() and not event.is_cancelled() and not event.is_over(at)

    def can_be_let_in(self):
        """Whoever stands at the door without a place, unless she gave it up or was not accepted."""
        is_open = self.is_lapsed() or self.is_live() and not self.is_confirmed()
        return is_open and not self.registration.is_double()

    def is_settled_by(self, moment):
        """Whether the place was hers by that moment."""
        gains = (change for change in self.changes.all() if change.gives_place())
        return self.is_confirmed() and not any(change.at > moment for change in gains)

    def people_with_a_place(self):
        return [self] if self.is_confirmed() else []

    def is_waiting(self):
        return self.status == Status.WAITING

    def is_offered(self):
        return self.status == Status.OFFERED

    def is_overdue(self, at=None):
        """Offers are valid to the very second of their end."""
        at = (at or timezone.now()).replace(microsecond=0)
        return self.is_offered() and self.offer_ends_at < at

    def is_pending(self):
        return self.status == Status.PENDING

    def is_lapsed(self):
        return self.status == Status.LAPSED

    def is_refused(self):
        return self.status == Status.REFUSED

    def is_live(self):
        return self.status in LIVE

    def is_ended(self):
        return self.status not in NOT_ENDED

    def is_expected(self):
        return not self.is_ended() and not self.event.is_cancelled()

    def is_unnamed(self):
        return self.is_live() and not self.last_name

    def has_open_needs(self):
        return self.is_live() and any(need.is_open() for need in self.needs.all())

    def has_own_mail(self):
        """Whether mails to the contact of the registration do not reach this person."""
        return bool(self.email) and self.email.lower() != self.registration.email.lower()

    def can_be_mailed(self):
        return bool(self.email or self.registration.email)

    def is_of(self, email):
        """Whether it is somebody live with that own address."""
        same = bool(email) and self.email.lower() == email.lower()
        return same and self.is_live() and self.registration.double_of_id is None

    def is_reachable(self, at=None):
        return self.registration.is_recent(at) or self.is_lately_certified(at)

    def can_be_changed(self, at=None):
        """By the person or the contact: until the event starts."""
        return not self.is_ended() and self.registration.can_be_changed(at)

    def can_be_named(self, at=None):
        """Until then a name may be filled in, or the place be given to somebody else."""
        at = (at or timezone.now()).replace(microsecond=0)
        return self.can_be_changed(at) and at <= self.registration.event.names_are_due()

    def can_be_cancelled(self, at=None):
        """By the person or the contact: until the event starts."""
        return not self.is_ended() and self.registration.can_be_cancelled(at)

    def can_come_back(self, at=None):
        """After an offer that ended: until the event starts."""
        return self.is_lapsed() and self.registration.can_be_changed(at)

    def days_given_up(self):
        """Days on which this person once had a place and has none now.

        The place was given up, or moved to another event, or the event was called off.
        """
        had_a_place = self.changes.filter(after=Status.CONFIRMED).values("event")
        is_over = self.event.is_cancelled() or not self.is_confirmed()
        is_gone = ~Q(event=self.event_id) | (Q(participants=self) if is_over else Q(pk__in=[]))
        days = EventDay.objects.filter(is_gone, event__in=had_a_place)
        return days.select_related("event").distinct()

    def may(self, verb, after):
        """Whether the verb may lead this person to that state."""
        return leads(verb, self.status, after)

    def is_called(self, first_name, last_name):
        """Whether that is this person's name, however it was capitalised."""
        mine = (self.first_name.casefold(), self.last_name.casefold())
        return mine == (first_name.casefold(), last_name.casefold())

    def position(self):
        """Place on the waiting list, counted from 1."""
        ahead = Q(queued_at__lt=self.queued_at) | Q(queued_at=self.queued_at, pk__lt=self.pk)
        waiting = Participant.objects.filter(event=self.event_id).waiting()
        return waiting.filter(ahead).count() + 1
