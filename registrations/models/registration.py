"""One submission by one contact."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q, Value
from django.db.models.functions import Lower
from django.db.models.lookups import Exact
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models import Event, EventDay
from owes_portal.models import ConsentText, Municipality
from registrations.models.invitation import Invitation
from registrations.models.links import Linked, hash_of
from registrations.models.organisation import Organisation
from registrations.models.reminders import Reminded, RemindedQuerySet, falling_due
from registrations.models.states import LIVE, Status


class RegistrationQuerySet(RemindedQuerySet):
    def live(self):
        """Not cancelled. See also Registration.is_live()."""
        return self.filter(cancelled_at=None)

    def like(self, submission, event):
        """Those that a submission for the event may repeat.

        Of the same form, wherever staff have moved it since, or live with the same e-mail.
        """
        same = Q(key=submission.key)
        email = submission.contact.email
        if email:  # In the very words of the index below, or Postgres reads all of the event.
            is_same = Exact(Lower("email"), Lower(Value(email)))
            same |= Q(is_same, ~Q(email=""), event=event, cancelled_at=None, double_of=None)
        return self.filter(same)

    def doubles(self):
        """Second forms of an address that its owner has not confirmed. See also is_double()."""
        return self.live().exclude(double_of=None)

    def standing(self):
        """Live, and no second form that waits for its owner. See also is_standing()."""
        return self.live().filter(double_of=None)

    def expected(self):
        """With somebody who may still come to the event. See also Registration.is_expected()."""
        people = Registration.participants.rel.related_model.objects.expected()
        return self.filter(Exists(people.filter(registration=OuterRef("pk"))))

    def with_email(self, email):
        """Live registrations of that address, however it was capitalised. See also is_of()."""
        same = Exact(Lower("email"), Lower(Value(email)))
        return self.standing().filter(same, ~Q(email=""))

    def from_outside(self):
        """From outside the subregion. See also Registration.is_from_outside()."""
        return self.filter(~Q(other_municipality="") | Q(municipality__county__is_served=False))

    def with_somebody(self, status):
        """Where at least one person is in that state."""
        people = Registration.participants.rel.related_model.objects
        return self.filter(Exists(people.filter(registration=OuterRef("pk"), status=status)))

    def to_be_reminded(self, lead, at=None):
        """Whose first day is near; not those whose people all got their places after it was.

        They have just had a mail. See also Registration.is_to_be_reminded().
        """
        people = Registration.participants.rel.related_model.objects.confirmed()
        people = people.filter(registration=OuterRef("pk"))
        in_time = people.settled_by(OuterRef(OuterRef("reminder_due_at")))
        return falling_due(self, people, lead, at).filter(Exists(in_time))

    def reachable(self, at=None):
        """Whose secret link still works. See also Registration.is_reachable()."""
        people = Registration.participants.rel.related_model.objects.lately_certified(at)
        is_recent = Q(event__ends_at__gt=(at or timezone.now()) - Registration.LINK_LIVES)
        return self.filter(is_recent | Exists(people.filter(registration=OuterRef("pk"))))

    def for_token(self, token):
        """The registration behind a secret link; its link dies some weeks after the event."""
        return self.reachable().filter(token_hash=hash_of(token))

    def for_reading(self):
        """With the event and the people: what each of the person's own pages shows."""
        return self.select_related("event__contact").prefetch_related("participants")

    def for_reminder(self):
        """With the event and the people: what a reminder and the thanks say."""
        people = Registration.participants.rel.related_model.objects
        people = people.select_related("pickup_point").prefetch_related("days").order_by("pk")
        return self.select_related("event__contact").prefetch_related(
            Prefetch("participants", people)
        )

    def with_key(self, key):
        """That of the form with this key, if it was sent before."""
        return self.filter(key=key)

    def for_dossier(self):
        """With the event and all that belongs to the registration as a whole."""
        asked_once = Registration.answers.rel.related_model.objects.filter(participant=None)
        answers = Prefetch("answers", asked_once.select_related("question", "upload"))
        related = ("event", "municipality__county", "organisation", "double_of", "entered_by")
        return self.select_related(*related).prefetch_related(answers, "doubles")

    def with_contact_of(self, other):
        """Others that may be of the same people: with an e-mail, a telephone or a name in common."""
        same = Q(email__iexact=other.email) & ~Q(email="") | Q(phone=other.phone) & ~Q(phone="")
        for person in other.participants.all():
            if person.last_name:
                same |= Q(
                    participants__first_name__iexact=person.first_name,
                    participants__last_name__iexact=person.last_name,
                )
        return self.filter(same).exclude(pk=other.pk).distinct()


class Registration(Linked, Reminded):
    link_purpose = "registration link"
    LINK_LIVES = timedelta(days=30)

    class Applicant(models.TextChoices):
        RESIDENT = "resident", _("resident")
        GROUP = "group", _("informal group or initiative")
        ORGANISATION = "organisation", _("organisation (NGO, social enterprise)")
        LOCAL_GOVERNMENT = "local_government", _("local government or public institution")
        OTHER = "other", _("somebody else")

    class Source(models.TextChoices):
        WEB = "web", _("website")
        PHONE = "phone", _("telephone")
        EMAIL = "email", _("e-mail")
        DESK = "desk", _("in person")
        PAPER = "paper", _("on paper")
        ON_THE_DAY = "walk_in", _("on the day, at the door")

    # Applicants that act for an organisation and are asked for its name.
    FOR_AN_ORGANISATION = (Applicant.ORGANISATION, Applicant.LOCAL_GOVERNMENT)
    # Applicants that sign other people up, and may leave their names open.
    FOR_OTHERS = (Applicant.GROUP, *FOR_AN_ORGANISATION)

    event = models.ForeignKey(
        Event, models.PROTECT, related_name="registrations", verbose_name=_("event")
    )
    number = models.CharField(_("number"), max_length=20, unique=True, editable=False)
    applicant = models.CharField(_("who signs up"), max_length=20, choices=Applicant)
    source = models.CharField(_("source"), max_length=10, choices=Source, default=Source.WEB)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("telephone"), max_length=20, blank=True)
    contact_name = models.CharField(_("contact person"), max_length=160, blank=True)
    organisation_name = models.CharField(
        _("organisation as it was typed"), max_length=200, blank=True
    )
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="registrations",
        verbose_name=_("organisation"),
    )
    municipality = models.ForeignKey(
        Municipality,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="registrations",
        verbose_name=_("municipality"),
    )
    other_municipality = models.CharField(
        _("municipality outside the subregion"), max_length=80, blank=True
    )
    remarks = models.TextField(_("remarks"), blank=True)
    keep_together = models.BooleanField(
        _("only all together"),
        default=False,
        help_text=_("The people of the registration come together or not at all."),
    )
    invitation = models.ForeignKey(
        Invitation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="registrations",
        verbose_name=_("invitation"),
    )
    # A second form with the same address waits here until the owner of the address confirms it.
    double_of = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="doubles",
        verbose_name=_("second form of"),
    )
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("entered by"),
    )
    submitted_at = models.DateTimeField(_("submitted"), auto_now_add=True)
    cancelled_at = models.DateTimeField(_("cancelled"), null=True, blank=True, editable=False)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        ordering = ["-submitted_at"]
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        permissions = [
            ("export_registrations", _("Can take out tables of registrations")),
            ("export_needs", _("Can take out tables of what people need")),
        ]
        constraints = [
            models.UniqueConstraint(
                "event",
                Lower("email"),
                condition=Q(cancelled_at=None, double_of=None) & ~Q(email=""),
                name="registration_is_one_per_event_and_email",
            ),
            models.CheckConstraint(
                condition=~Q(email="") | ~Q(phone="") | ~Q(source="web"),
                name="registration_from_web_has_contact",
            ),
            models.CheckConstraint(
                condition=Q(municipality=None) | Q(other_municipality=""),
                name="registration_has_one_municipality",
            ),
        ]

    def __str__(self):
        return self.number

    def get_absolute_url(self):
        return reverse("registrations:detail", args=[self.token])

    def get_staff_url(self):
        return reverse("registrations:dossier", args=[self.pk])

    def get_offer_url(self):
        return reverse("registrations:offer", args=[self.token])

    def get_come_back_url(self):
        return reverse("registrations:come_back", args=[self.token])

    def get_certificate_url(self, certificate):
        return reverse("registrations:own_certificate", args=[self.token, certificate.pk])

    def is_live(self):
        return self.cancelled_at is None

    def is_double(self):
        return self.is_live() and self.double_of_id is not None

    def is_expected(self):
        return any(person.is_expected() for person in self.participants.all())

    def is_standing(self):
        return self.is_live() and self.double_of_id is None

    def is_of(self, email):
        """Whether it is a live registration of that address."""
        return bool(email) and self.email.lower() == email.lower() and self.is_standing()

    def is_reachable(self, at=None):
        people = self.participants.all()
        return self.is_recent(at) or any(person.is_lately_certified(at) for person in people)

    def is_recent(self, at=None):
        """Whether the event was so lately that the link works without a certificate."""
        ends_at = self.event.ends_at
        return ends_at is not None and ends_at > (at or timezone.now()) - self.LINK_LIVES

    def chosen_days(self, statuses=LIVE):
        """The days that somebody of the registration comes to, or may come to."""
        return EventDay.objects.filter(
            participants__registration=self, participants__status__in=statuses
        ).distinct()

    def days_with_a_place(self):
        """The days on which somebody of the registration has a place for good."""
        return self.chosen_days([Status.CONFIRMED])

    def people_with_a_place(self):
        return [person for person in self.participants.all() if person.is_confirmed()]

    def has_own_mail(self):
        """Whether the contact can be written to."""
        return bool(self.email)

    def days_given_up(self):
        """The days on which somebody of it once had a place and nobody has one now."""
        people = self.participants.select_related("event")
        given_up = {day for person in people for day in person.days_given_up()}
        return given_up - set(() if self.event.is_cancelled() else self.days_with_a_place())

    def can_be_cancelled(self, at=None):
        """By the person, until the event starts."""
        starts_at = self.event.starts_at
        return self.is_live() and starts_at is not None and starts_at > (at or timezone.now())

    def can_be_changed(self, at=None):
        """By the person: until the event starts, and not if it is cancelled."""
        return self.can_be_cancelled(at) and not self.event.is_cancelled()

    def why_nobody_can_be_added(self, at=None):
        """The reason that the person is told, or None if more people can come with it."""
        return self.event.why_closed(at, is_invited=self.invitation_id is not None)

    def may_leave_names_open(self):
        """Whoever signs others up may give their names later."""
        return self.applicant in (*self.FOR_AN_ORGANISATION, self.Applicant.GROUP)

    def is_waiting(self):
        return any(person.is_waiting() for person in self.participants.all())

    def is_from_outside(self):
        """From outside the subregion: flagged for staff, never blocked.

        Who came on the day may have said nothing; then it is not known.
        """
        if self.municipality is None:
            return bool(self.other_municipality)
        return not self.municipality.county.is_served

    def lacking_consents_to_needs(self):
        """The consents to hold needs that the event asks for, if none has been given here."""
        kind = ConsentText.Kind.NEEDS
        asked = [text for text in self.event.consents.all() if text.kind == kind]
        is_given = asked and self.consents.in_force().filter(text__kind=kind).exists()
        return [] if is_given else asked
