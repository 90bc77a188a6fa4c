"""A picture on a page: re-encoded in several widths, with what a reader and a lawyer must know."""

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from owes_portal.licences import Licence


class Picture(models.Model):
    """Each kind of page has pictures of its own; the first in their order is the page's main one."""

    class Likeness(models.TextChoices):
        NOBODY = "nobody", _("nobody can be recognised")
        CONSENT = "consent", _("everybody who can be recognised has agreed")
        PUBLIC = "public", _("a crowd or public figures (article 81 of the Copyright Act)")

    file = models.FileField(_("picture"), upload_to="pictures/", max_length=200)
    # Of the widest file; the others lie beside it, see owes_portal.pictures.
    width = models.PositiveIntegerField(editable=False)
    height = models.PositiveIntegerField(editable=False)
    widths = ArrayField(models.PositiveIntegerField(), editable=False)
    sha256 = models.CharField("SHA-256", max_length=64, editable=False)

    alt = models.CharField(
        _("what can be seen"),
        max_length=250,
        blank=True,
        help_text=_("One sentence for people who do not see the picture."),
    )
    is_decorative = models.BooleanField(
        _("decorative"), default=False, help_text=_("It says nothing that the text does not say.")
    )
    caption = models.CharField(_("caption"), max_length=250, blank=True)
    author = models.CharField(_("author of the picture"), max_length=120)
    licence = models.CharField(
        _("licence"), max_length=10, choices=Licence, default=Licence.ALL_RIGHTS_RESERVED
    )
    likeness = models.CharField(_("people in the picture"), max_length=10, choices=Likeness)
    focus_x = models.PositiveSmallIntegerField(
        _("what matters is at (% from the left)"), default=50, validators=[MaxValueValidator(100)]
    )
    focus_y = models.PositiveSmallIntegerField(
        _("what matters is at (% from the top)"), default=50, validators=[MaxValueValidator(100)]
    )
    position = models.PositiveSmallIntegerField(_("order"), default=1)

    class Meta:
        abstract = True
        ordering = ["position", "pk"]
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        constraints = [
            models.CheckConstraint(
                condition=Q(is_decorative=True) | ~Q(alt=""),
                name="%(class)s_is_described_or_decorative",
                violation_error_message=_("Write what can be seen, or tick “decorative”."),
            ),
            models.CheckConstraint(
                condition=Q(focus_x__lte=100, focus_y__lte=100),
                name="%(class)s_focus_is_in_the_picture",
                violation_error_message=_("A share cannot be larger than 100%%."),
            ),
        ]

    def __str__(self):
        return self.alt or self.caption or self.file.name
