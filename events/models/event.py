"""An event that people sign up for."""

from urllib.parse import urlsplit

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models.closed import Closed
from events.models.event_rows import EventQuerySet
from events.models.series import EventSeries
from owes_portal import shown_places
from owes_portal.models import ConsentText, ContactPerson, County, Partner, Project, Topic
from owes_portal.models.pictures import Pictured
from owes_portal.models.premises import AccessiblePlace
from owes_portal.models.publishing import Publishable
from owes_portal.models.rich_text import RichTextField
from owes_portal.models.topics import known_topics


def _host(address):
    return (urlsplit(address).hostname or "").removeprefix("www.")


class Event(Pictured, AccessiblePlace, Publishable):
    class Kind(models.TextChoices):
        WORKSHOP = "workshop", _("animation workshop")
        TRAINING = "training", _("training")
        MEETING = "meeting", _("information meeting")
        STUDY_VISIT = "study_visit", _("study visit")
        CONFERENCE = "conference", _("conference")
        WEBINAR = "webinar", _("webinar")
        ADVICE = "advice", _("advice duty")

    class SignupMode(models.TextChoices):
        OPEN = "open", _("open sign-up")
        APPROVAL = "approval", _("sign-up with approval")
        INVITATION = "invitation", _("by invitation link")
        EXTERNAL = "external", _("sign-up on another website")
        NONE = "none", _("no sign-up")

    # Ways of sign-up that are open to everybody on this website.
    PUBLIC_SIGNUP = (SignupMode.OPEN, SignupMode.APPROVAL)

    class Audience(models.TextChoices):
        RESIDENTS = "residents", _("residents")
        GROUPS = "groups", _("informal groups")
        NGO = "ngo", _("non-governmental organisations")
        ENTERPRISES = "enterprises", _("social enterprises")
        LOCAL_GOVERNMENT = "local_government", _("local government")

    Closed = Closed
    TRANSLATED = ("title", "lead", "programme", "price_note")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.WORKSHOP)
    title = models.CharField(_("title"), max_length=160)
    slug = models.SlugField(_("part of the address"), max_length=100, unique=True)
    lead = models.CharField(_("in one or two sentences"), max_length=400)
    programme = RichTextField(_("programme"), blank=True)

    starts_at = models.DateTimeField(_("first day starts"), null=True, editable=False)
    ends_at = models.DateTimeField(_("last day ends"), null=True, editable=False)
    venues = models.TextField(blank=True, editable=False)

    capacity = models.PositiveIntegerField(_("places for people"), default=20)
    # Counted under the event's lock by registrations.services; the constraint below is the net.
    places_taken = models.PositiveIntegerField(_("places taken"), default=0, editable=False)
    # Places beyond the capacity that staff have given, each with a reason in its Change.
    extra_places = models.PositiveIntegerField(_("extra places"), default=0, editable=False)
    has_waiting_list = models.BooleanField(_("waiting list"), default=True)
    offer_hours = models.PositiveSmallIntegerField(
        _("an offer is valid for (working hours)"),
        default=12,
        help_text=_("Counted from 8.00 to 20.00 on working days, until the event starts at most."),
    )
    group_limit = models.PositiveSmallIntegerField(
        _("people in one registration, at most"), default=10
    )
    names_by = models.DateTimeField(
        _("names are given by"),
        null=True,
        blank=True,
        help_text=_(
            "Until then organisations fill in names they left open. Empty: until the event starts."
        ),
    )
    signup_mode = models.CharField(
        _("way of sign-up"), max_length=10, choices=SignupMode, default=SignupMode.OPEN
    )
    external_url = models.URLField(
        _("address of the other website"), blank=True, help_text=_("For sign-up there.")
    )
    signup_opens_at = models.DateTimeField(
        _("sign-up opens"), null=True, blank=True, help_text=_("Empty: at once.")
    )
    signup_closes_at = models.DateTimeField(
        _("sign-up closes"),
        null=True,
        blank=True,
        help_text=_("This moment still counts. Empty: when the event starts."),
    )

    audience = ArrayField(
        models.CharField(max_length=20, choices=Audience),
        verbose_name=_("for whom"),
        default=list,
        blank=True,
    )
    counties = models.ManyToManyField(
        County, related_name="events", blank=True, verbose_name=_("counties served")
    )
    is_free = models.BooleanField(_("free of charge"), default=True)
    price_note = models.CharField(_("what it costs"), max_length=160, blank=True)
    has_catering = models.BooleanField(_("catering"), default=False)
    has_accommodation = models.BooleanField(_("accommodation"), default=False)
    has_transport = models.BooleanField(_("transport"), default=False)

    needs_by = models.DateField(_("tell us your needs by"), null=True, blank=True)

    contact = models.ForeignKey(
        ContactPerson,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="events",
        verbose_name=_("contact person"),
    )
    project = models.ForeignKey(
        Project,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="events",
        verbose_name=_("project"),
    )
    partners = models.ManyToManyField(
        Partner, related_name="events", blank=True, verbose_name=_("partners")
    )
    topics = models.ManyToManyField(
        Topic, related_name="events", blank=True, verbose_name=_("topics")
    )
    privacy_notice = models.ForeignKey(
        ConsentText,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        limit_choices_to={"kind": ConsentText.Kind.PRIVACY_NOTICE, "translation_of": None},
        verbose_name=_("information on data processing"),
    )
    rules = models.ForeignKey(
        ConsentText,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        limit_choices_to={"kind": ConsentText.Kind.RULES, "translation_of": None},
        verbose_name=_("rules of participation"),
    )
    consents = models.ManyToManyField(
        ConsentText,
        related_name="+",
        blank=True,
        limit_choices_to={"kind__in": ConsentText.OPTIONAL, "translation_of": None},
        verbose_name=_("consents that people may give"),
    )
    outside_share = models.PositiveSmallIntegerField(
        _("people from outside the subregion, at most (%)"), default=20
    )
    certificate_threshold = models.PositiveSmallIntegerField(
        _("certificate from (% of hours)"), default=80
    )

    survey_url = models.URLField(
        _("address of the survey"),
        blank=True,
        db_default="",
        help_text=_("It stands in the thanks after the event."),
    )

    series = models.ForeignKey(
        EventSeries,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="events",
        verbose_name=_("series"),
    )
    # Of the form that made it as a copy: sent twice, the form makes it once.
    copy_key = models.UUIDField(null=True, unique=True, editable=False)
    people_came = models.PositiveIntegerField(
        _("people who came"), null=True, blank=True, help_text=_("Shown with the report.")
    )

    cancelled_at = models.DateTimeField(_("cancelled"), null=True, blank=True, editable=False)
    cancellation_reason = models.CharField(_("reason of cancellation"), max_length=300, blank=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["-starts_at", "-pk"]
        # In the second, what is over and what is to come is counted without a look at the rows.
        indexes = [
            models.Index(fields=["starts_at", "id"], name="event_nearest_first"),
            models.Index(
                fields=["ends_at"],
                include=["published_from", "published_until"],
                condition=Q(status="published"),
                name="event_by_end",
            ),
        ]
        constraints = [
            *Publishable.Meta.constraints,
            models.CheckConstraint(
                condition=Q(signup_closes_at=None)
                | Q(signup_opens_at=None)
                | Q(signup_closes_at__gt=F("signup_opens_at")),
                name="event_signup_closes_after_it_opens",
                violation_error_message=_("Sign-up must close after it opens."),
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at=None) | ~Q(cancellation_reason=""),
                name="event_cancelled_with_a_reason",
                violation_error_message=_("Say why the event is cancelled."),
            ),
            models.CheckConstraint(
                condition=Q(places_taken__lte=F("capacity") + F("extra_places")),
                name="event_is_never_overbooked",
                violation_error_message=_("More people than that have a place already."),
            ),
            models.CheckConstraint(
                condition=Q(certificate_threshold__lte=100, outside_share__lte=100),
                name="event_shares_in_per_cent",
                violation_error_message=_("A share cannot be larger than 100%%."),
            ),
            models.CheckConstraint(
                condition=~Q(signup_mode="external") | ~Q(external_url=""),
                name="event_external_signup_has_address",
                violation_error_message=_("Give the address of the website where people sign up."),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("events:detail", args=[self.slug])

    def is_over(self, at=None):
        return self.ends_at is not None and self.ends_at <= (at or timezone.now())

    @property
    def files(self):
        """What is there to read before the event."""
        return [file for file in self.attachments.all() if not file.is_material]

    @property
    def materials(self):
        """What was shown at the event; a promise before it, so it stands with the report."""
        return [file for file in self.attachments.all() if file.is_material]

    @property
    def teaching_hours(self):
        return sum(day.teaching_hours for day in self.days.all())

    def is_cancelled(self):
        return self.cancelled_at is not None

    def has_free_places(self):
        shown_places.tell(self.pk, self.places_taken)
        return self.places_taken < self.capacity

    @property
    def places_left(self):
        shown_places.tell(self.pk, self.places_taken)
        return max(0, self.capacity - self.places_taken)

    def needs_approval(self):
        return self.signup_mode == self.SignupMode.APPROVAL

    def is_by_invitation(self):
        return self.signup_mode == self.SignupMode.INVITATION

    @property
    def external_host(self):
        """Whose website it is that people sign up on, as they read it in their browser."""
        return _host(self.external_url)

    @property
    def survey_host(self):
        """Whose website asks the questions of the survey."""
        return _host(self.survey_url)

    def names_are_due(self):
        """The last moment to fill in names that were left open."""
        return self.names_by or self.starts_at

    def accepts_signups(self, at=None):
        """Whether the window is open; places are another matter. Twin of accepting_signups()."""
        return self.why_closed(at) in (None, self.Closed.FULL)

    def why_closed(self, at=None, *, is_invited=False):
        """The reason that the visitor is told, or None if one can sign up.

        Deadlines are inclusive to the second. A full event with a waiting list is open.
        """
        at = (at or timezone.now()).replace(microsecond=0)
        if self.is_cancelled():
            return self.Closed.CANCELLED
        if self.signup_mode == self.SignupMode.NONE:
            return self.Closed.OVER if self.is_over(at) else self.Closed.NO_SIGNUP
        if self.starts_at is None or self.starts_at <= at:
            return self.Closed.OVER if self.is_over(at) else self.Closed.TOO_LATE
        if self.signup_mode == self.SignupMode.EXTERNAL:
            return self.Closed.EXTERNAL
        return self._why_window_is_closed(at) or self._why_nobody_gets_in(is_invited)

    def _why_window_is_closed(self, at):
        if self.signup_opens_at and at < self.signup_opens_at:
            return self.Closed.NOT_YET
        if self.signup_closes_at and at > self.signup_closes_at:
            return self.Closed.TOO_LATE
        return None

    def _why_nobody_gets_in(self, is_invited):
        if self.is_by_invitation() and not is_invited:
            return self.Closed.BY_INVITATION
        if not self.has_free_places() and not self.has_waiting_list:
            return self.Closed.FULL
        return None

    @property
    def kind_name(self):
        """The kind in words; Django's get_kind_display() takes ten times as long."""
        return self.Kind(self.kind).label

    @property
    def audience_words(self):
        return [self.Audience(value).label for value in self.audience]

    @property
    def topics_to_read(self):
        """Those of for_reading(), in their order; all topics are remembered, so nothing is asked."""
        known = {topic.pk: topic for topic in known_topics()} if self.topic_keys else {}
        return [known[key] for key in self.topic_keys if key in known]

    @property
    def offers(self):
        """What the event gives beside knowledge, in words."""
        names = ("has_catering", "has_accommodation", "has_transport")
        return self._marked(names)

    def copy_from_days(self):
        """Copy the first start, the last end and the places, for lists and their order."""
        days = list(self.days.all())
        self.starts_at = min((day.starts_at for day in days), default=None)
        self.ends_at = max((day.ends_at for day in days), default=None)
        self.venues = " · ".join(dict.fromkeys(day.place for day in days))
        self.save(update_fields=["starts_at", "ends_at", "venues"])

    def cancel(self, reason, at=None):
        self.cancelled_at, self.cancellation_reason = at or timezone.now(), reason
        self.save(update_fields=["cancelled_at", "cancellation_reason", "updated_at"])
