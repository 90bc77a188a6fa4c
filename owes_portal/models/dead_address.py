"""Addresses to which no mail comes: nothing is sent there until staff say otherwise."""

from datetime import timedelta

from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from owes_portal.models.mail_reasons import in_words

KEPT = timedelta(days=730)


class DeadAddressQuerySet(models.QuerySet):
    def covering(self, email):
        """The row about that address, however it is spelled. See also DeadAddress.covers()."""
        return self.filter(email=email.lower())

    def to_forget(self, at=None):
        """Those that were noted long ago. See also DeadAddress.is_to_forget()."""
        return self.filter(since__lte=(at or timezone.now()) - KEPT)

    def bury(self, email, error, reply=""):
        """Send nothing more to the address; the first reason stays."""
        self.get_or_create(
            email=email.lower(), defaults={"error": error[:60], "reply": reply[:300]}
        )


class DeadAddress(models.Model):
    email = models.EmailField(_("e-mail"))
    error = models.CharField(_("what happened"), max_length=60)
    reply = models.CharField(_("words of the mail server"), max_length=300, blank=True)
    since = models.DateTimeField(_("since"), default=timezone.now, editable=False)

    objects = DeadAddressQuerySet.as_manager()

    class Meta:
        ordering = ["-since"]
        verbose_name = _("address without a mailbox")
        verbose_name_plural = _("addresses without a mailbox")
        constraints = [
            models.UniqueConstraint(fields=["email"], name="dead_address_is_noted_once"),
            models.CheckConstraint(
                condition=models.Q(email=Lower("email")), name="dead_address_in_small_letters"
            ),
        ]

    def __str__(self):
        return f"{self.pk}"

    def reason(self):
        return in_words(self.error, self.reply)

    def covers(self, email):
        return self.email == email.lower()

    def is_to_forget(self, at=None):
        return self.since <= (at or timezone.now()) - KEPT
