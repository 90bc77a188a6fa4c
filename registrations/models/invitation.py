"""A link that lets its holders sign up for an event that is open by invitation only."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models import Event
from registrations.models.links import Linked, hash_of


class InvitationQuerySet(models.QuerySet):
    def valid(self, at=None):
        """Neither taken back nor too old nor used up. See also Invitation.is_valid()."""
        at = (at or timezone.now()).replace(microsecond=0)
        return self.filter(
            Q(expires_at=None) | Q(expires_at__gte=at),
            Q(places=None) | Q(places_used__lt=F("places")),
            revoked_at=None,
        )

    def for_token(self, token):
        """The invitation behind a secret link, valid or not."""
        return self.filter(token_hash=hash_of(token))


class Invitation(Linked):
    link_purpose = "invitation link"

    event = models.ForeignKey(
        Event, models.CASCADE, related_name="invitations", verbose_name=_("event")
    )
    label = models.CharField(
        _("for whom"), max_length=120, help_text=_("Only staff see this, e.g. the partner's name.")
    )
    places = models.PositiveSmallIntegerField(
        _("for how many people"), null=True, blank=True, help_text=_("Empty: no limit of its own.")
    )
    # Counted under the event's lock by registrations.services.
    places_used = models.PositiveSmallIntegerField(_("people signed up"), default=0, editable=False)
    expires_at = models.DateTimeField(
        _("valid until"), null=True, blank=True, help_text=_("This moment still counts.")
    )
    revoked_at = models.DateTimeField(_("taken back"), null=True, blank=True, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("made by"),
    )
    made_at = models.DateTimeField(_("made"), auto_now_add=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at"]
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints = [
            models.CheckConstraint(
                condition=Q(places=None) | Q(places_used__lte=F("places")),
                name="invitation_is_never_overused",
            )
        ]

    def __str__(self):
        return self.label

    def get_absolute_url(self):
        return reverse("registrations:invited", args=[self.token])

    def places_left(self):
        """For how many people it is still good; None means any number."""
        return None if self.places is None else self.places - self.places_used

    def is_valid(self, at=None):
        at = (at or timezone.now()).replace(microsecond=0)
        is_over = self.expires_at is not None and self.expires_at < at
        return self.revoked_at is None and not is_over and self.places_left() != 0

    def revoke(self, at=None):
        self.revoked_at = at or timezone.now()
        self.save(update_fields=["revoked_at"])
