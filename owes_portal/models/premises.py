"""Where people come to: an address, how to get there, and how accessible it is."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from owes_portal.models.translations import Translated

ACCESS = ("entrance", "lift", "toilet", "parking")


class AccessiblePlace(Translated):
    """Whatever people have to get into: the place of an event, an office."""

    accessible_entrance = models.CharField(_("entrance"), max_length=200, blank=True)
    accessible_lift = models.CharField(_("lift"), max_length=200, blank=True)
    accessible_toilet = models.CharField(_("toilet"), max_length=200, blank=True)
    accessible_parking = models.CharField(_("parking"), max_length=200, blank=True)
    has_induction_loop = models.BooleanField(_("induction loop"), default=False)
    has_sign_language = models.BooleanField(_("Polish sign language"), default=False)
    has_quiet_room = models.BooleanField(_("quiet room"), default=False)

    class Meta:
        abstract = True

    @property
    def venue_described(self):
        """Pairs of what staff say something of, such as the lift, and what they say."""
        names = [f"accessible_{name}" for name in ACCESS]
        told = [(self._meta.get_field(name).verbose_name, self.spoken(name)) for name in names]
        return [(name, text) for name, text in told if text]

    @property
    def venue_offers(self):
        """What is there for those who hear, see or feel otherwise, in words."""
        return self._marked(("has_induction_loop", "has_sign_language", "has_quiet_room"))

    @property
    def accessibility(self):
        """What is known of the place's accessibility, in words."""
        return [f"{name}: {text}" for name, text in self.venue_described] + self.venue_offers

    def _marked(self, names):
        return [self._meta.get_field(name).verbose_name for name in names if getattr(self, name)]


class Premises(AccessiblePlace):
    TRANSLATED = ("office_hours", "directions", *(f"accessible_{name}" for name in ACCESS))

    street = models.CharField(_("street and number"), max_length=120)
    postal_code = models.CharField(_("postal code"), max_length=6)
    city = models.CharField(_("town"), max_length=80)
    directions = models.TextField(_("how to reach us"), blank=True)
    office_hours = models.CharField(_("office hours"), max_length=120, blank=True)

    class Meta:
        abstract = True
