"""A picture on a page: re-encoded in several widths, with what a reader and a lawyer must know."""

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from owes_portal import pictures
from owes_portal.licences import Licence
from owes_portal.models.publishing import PublishableQuerySet, is_drawn_as_published


class PicturedQuerySet(PublishableQuerySet):
    """Rows of pages that have pictures."""

    def with_pictures(self):
        return self.prefetch_related("pictures")


class Pictured:
    """A row that has pictures."""

    @property
    def main_picture(self):
        """The first one, of those that with_pictures() has fetched."""
        return next(iter(self.pictures.all()), None)

    @property
    def other_pictures(self):
        """Those of the gallery below the text."""
        return list(self.pictures.all())[1:]


class PictureQuerySet(models.QuerySet):
    def published(self, at=None):
        """Pictures of pages that a visitor may see now. See also Picture.is_published()."""
        pages = self.model.page_model()._default_manager.published(at)
        return self.filter(**{f"{self.model.page_field}__in": pages})


class Picture(models.Model):
    """Each kind of page has pictures of its own; the first in their order is the page's main one."""

    # Of each kind: the part of its addresses, and the field that names the page.
    section = page_field = ""
    # A page that is not public shows its pictures by signed addresses.
    is_previewed = False

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

    objects = PictureQuerySet.as_manager()

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

    def has_known_licence(self):
        return self.licence != Licence.UNKNOWN

    @classmethod
    def page_model(cls):
        return cls._meta.get_field(cls.page_field).related_model

    @property
    def page(self):
        return getattr(self, self.page_field)

    def is_published(self, at=None):
        return self.page.is_published(at)

    def clean(self):
        super().clean()
        try:
            self.take_in()
        except pictures.PictureRefused as refusal:
            raise ValidationError({"file": str(refusal)}) from None

    def save(self, **kwargs):
        """What comes past the forms is drawn anew too; pictures.PictureRefused if it cannot be."""
        self.take_in()
        super().save(**kwargs)

    def take_in(self):
        """Draw a file that is new, store what was drawn, and forget the file that came."""
        if not self.file or self.file._committed:
            return
        drawn = pictures.draw(self.file.file)
        self.file = pictures.store(drawn)
        self.width, self.height, self.sha256 = drawn.width, drawn.height, drawn.sha256
        self.widths = list(drawn.files)

    def address(self, width):
        """Where the file of that width is shown."""
        page = getattr(self, f"{self.page_field}_id")
        if self.is_previewed or is_drawn_as_published(self.page_model(), page):
            return reverse("signed_picture", args=[pictures.sign(self.sha256), width])
        return reverse("picture", args=[self.section, self.pk, width])

    @property
    def largest(self):
        return self.address(self.width)

    @property
    def usual(self):
        """The address for browsers that choose no width."""
        return self.address(min(self.widths, key=lambda width: abs(width - 960)))

    @property
    def choices(self):
        """All widths as the attribute srcset wants them."""
        return ", ".join(f"{self.address(width)} {width}w" for width in self.widths)

    @property
    def focus(self):
        """The names of the classes that keep what matters in sight, in steps of ten per cent."""
        return f"focus-x-{round(self.focus_x / 10)} focus-y-{round(self.focus_y / 10)}"


def kinds_of_pictures():
    """Each kind of pictures by the part of its addresses."""
    return {kind.section: kind for kind in apps.get_models() if issubclass(kind, Picture)}
