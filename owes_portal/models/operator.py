"""The organisation that runs the centre, and the people one can ask."""

from django.db import models
from django.db.models import Value
from django.utils.translation import gettext_lazy as _

from owes_portal.memory import remembered


class Operator(models.Model):
    name = models.CharField(_("name of the centre"), max_length=200)
    short_name = models.CharField(_("short name"), max_length=60)
    legal_name = models.CharField(_("name of the organisation that runs it"), max_length=200)
    mission = models.CharField(
        _("whom we help and how"), max_length=300, help_text=_("One sentence on the home page.")
    )
    subregion = models.CharField(_("subregion"), max_length=100)
    street = models.CharField(_("street and number"), max_length=120)
    postal_code = models.CharField(_("postal code"), max_length=6)
    city = models.CharField(_("town"), max_length=80)
    directions = models.TextField(_("how to reach us"), blank=True)
    phone = models.CharField(_("telephone"), max_length=30)
    email = models.EmailField(_("e-mail"))
    office_hours = models.CharField(_("office hours"), max_length=120, blank=True)
    nip = models.CharField("NIP", max_length=10, blank=True)
    regon = models.CharField("REGON", max_length=14, blank=True)
    krs = models.CharField("KRS", max_length=10, blank=True)
    data_protection_email = models.EmailField(_("e-mail of the data protection officer"))

    class Meta:
        verbose_name = _("centre")
        verbose_name_plural = _("centre")
        constraints = [
            models.UniqueConstraint(
                Value(1),
                name="operator_is_one",
                violation_error_message=_("The centre is described already; change that row."),
            )
        ]

    def __str__(self):
        return self.name


@remembered
def current_operator() -> Operator | None:
    """The one centre of this installation; None before it is described."""
    return Operator.objects.first()


class ContactPerson(models.Model):
    name = models.CharField(_("first name and surname"), max_length=120)
    role = models.CharField(_("what to ask about"), max_length=160)
    phone = models.CharField(_("telephone"), max_length=30, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    position = models.PositiveSmallIntegerField(_("order on the contact page"), default=100)

    class Meta:
        ordering = ["position", "name"]
        verbose_name = _("contact person")
        verbose_name_plural = _("contact people")

    def __str__(self):
        return self.name
