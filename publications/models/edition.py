"""The editions of a publication and their files."""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from stdnum import isbn

from owes_portal import polish
from owes_portal.models.pdf_file import PdfFile
from publications.models.publication import Publication


def validate_isbn(number: str) -> None:
    """Refuse what is not an ISBN of thirteen digits with a right check digit."""
    if isbn.isbn_type(number) != "ISBN13":
        raise ValidationError(_("This is not an ISBN of 13 digits. Check each digit."))


class EditionQuerySet(models.QuerySet):
    def current(self):
        """The one edition that counts. See also Edition.is_current."""
        return self.filter(is_current=True)


class Edition(models.Model):
    publication = models.ForeignKey(
        Publication, models.CASCADE, related_name="editions", verbose_name=_("publication")
    )
    label = models.CharField(
        _("edition"), max_length=80, help_text=_("For example: 2nd edition, corrected.")
    )
    year = models.PositiveSmallIntegerField(_("year"))
    place = models.CharField(_("place"), max_length=80, blank=True)
    isbn = models.CharField("ISBN", max_length=17, blank=True, validators=[validate_isbn])
    valid_from = models.DateField(_("in force from"), null=True, blank=True)
    replaces = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="replaced_by",
        verbose_name=_("replaces the edition"),
    )
    is_current = models.BooleanField(_("current"), default=False, editable=False)

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "-pk"]
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        constraints = [
            models.UniqueConstraint(
                fields=["publication"],
                condition=Q(is_current=True),
                name="edition_current_is_one",
                violation_error_message=_("The publication has a current edition already."),
            ),
            models.CheckConstraint(
                condition=Q(replaces=None) | ~Q(replaces=F("id")),
                name="edition_replaces_another",
                violation_error_message=_("An edition cannot replace itself."),
            ),
            models.CheckConstraint(
                condition=Q(year__range=(1800, 2100)),
                name="edition_of_a_likely_year",
                violation_error_message=_("Give the year with four digits."),
            ),
        ]

    def __str__(self):
        return f"{self.label}, {self.year}"

    def clean(self):
        if self.replaces and self.replaces.publication_id != self.publication_id:
            raise ValidationError({"replaces": _("This edition is one of another publication.")})

    @transaction.atomic
    def make_current(self):
        """Take the place of the edition that counted before."""
        self.publication.editions.current().exclude(pk=self.pk).update(is_current=False)
        self.is_current = True
        self.save(update_fields=["is_current"])


class PublicationFileQuerySet(models.QuerySet):
    def published(self, at=None):
        """Files that a visitor may open. See also PublicationFile.is_published()."""
        return self.filter(edition__publication__in=Publication.objects.published(at))

    def of_publication(self, slug):
        return self.filter(edition__publication__slug=slug)


class PublicationFile(PdfFile):
    edition = models.ForeignKey(
        Edition, models.CASCADE, related_name="files", verbose_name=_("edition")
    )
    title = models.CharField(_("title"), max_length=200)

    objects = PublicationFileQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("file")
        verbose_name_plural = _("files")

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        """The address ends with words that only help people: a title in Cyrillic gives none."""
        words = polish.slug(self.title) or "plik"
        return reverse("publications:file", args=[self.edition.publication.slug, self.pk, words])

    def is_published(self, at=None):
        return self.edition.publication.is_published(at)
