"""Certificates: what stands on the paper is written down once and never changes."""

import math
import secrets
from datetime import timedelta
from itertools import groupby

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from owes_portal.models import Project
from owes_portal.plain_text import BULLET
from owes_portal.polish import SortKey
from registrations.models.participant import Participant
from registrations.models.registration import Registration

# Crockford's letters: none that can be taken for another one when it is read from paper.
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 20  # 100 bits
# Each takes a megabyte of a worker while its sheets are laid out, and 45 ms.
IN_ONE_FILE = 300
LOOK_ALIKES = str.maketrans("OIL", "011")


def new_code():
    """A code that nobody can guess and everybody can type."""
    return "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))


def read_code(typed):
    """The code as it is stored, whatever the gaps, dashes and letters that look alike."""
    found = "".join(letter for letter in typed.upper() if letter.isalnum())
    return found.translate(LOOK_ALIKES)


class CertificateQuerySet(models.QuerySet):
    def in_force(self):
        """Those that were not revoked. See also Certificate.is_in_force()."""
        return self.filter(revoked_at=None)

    def with_code(self, typed):
        """That of the code, as it was typed. See also Certificate.has_code()."""
        return self.filter(code=read_code(typed))

    def new(self, at=None):
        """Issued so lately that the link of the person still works. See also Certificate.is_new()."""
        return self.filter(issued_on__gte=_oldest_new(at))

    def of_year(self, year):
        """The register of that year, revoked ones too. See also Certificate.is_of_year()."""
        return self.filter(issued_on__year=year).in_order()

    def in_order(self):
        """As they were numbered."""
        return self.order_by("issued_on__year", "pk")

    def for_event(self, event):
        """Of the people of that event, as they were numbered."""
        people = self.filter(participant__event=event).select_related("participant", "replaced_by")
        return people.in_order()

    def for_paper(self):
        """In Polish order of the people, with the marks that stand on the paper."""
        people = self.select_related("project").prefetch_related("project__marks")
        return people.order_by(
            SortKey("participant__last_name"), SortKey("participant__first_name"), "pk"
        )

    def in_file(self, number):
        """Those of one of the files into which so many are divided, from 1 on; as for_paper()."""
        return self.for_paper()[IN_ONE_FILE * (number - 1) : IN_ONE_FILE * number]

    def count_files(self):
        """How many files they fill."""
        return math.ceil(self.count() / IN_ONE_FILE)

    def for_register(self):
        """With the people and the certificates that were issued in their place."""
        return self.select_related("replaced_by", "participant")

    def years(self):
        """The years of the register, the latest first."""
        return list(
            self.order_by("-issued_on__year").values_list("issued_on__year", flat=True).distinct()
        )

    def for_deeds(self):
        """With the person, the event and the certificates before and after it."""
        related = ("participant__registration", "participant__event", "replaces", "replaced_by")
        return self.select_related(*related)


def _oldest_new(at):
    return timezone.localdate(at or timezone.now()) - Registration.LINK_LIVES


class Certificate(models.Model):
    participant = models.ForeignKey(
        Participant, models.PROTECT, related_name="certificates", verbose_name=_("participant")
    )
    number = models.CharField(_("number"), max_length=20, unique=True, editable=False)
    code = models.CharField(_("code"), max_length=20, unique=True, default=new_code, editable=False)

    # What the paper says.
    name = models.CharField(_("first name and surname"), max_length=161)
    kind = models.CharField(_("kind of event"), max_length=60)
    title = models.CharField(_("title of the event"), max_length=160)
    dates = ArrayField(models.DateField(), verbose_name=_("days"))
    hours = models.PositiveSmallIntegerField(_("teaching hours attended"))
    hours_in_all = models.PositiveSmallIntegerField(_("teaching hours of the event"))
    trainers = models.CharField(_("trainers"), max_length=400, blank=True)
    programme = models.TextField(_("programme"), blank=True)
    organiser = models.CharField(_("organiser"), max_length=200)
    city = models.CharField(_("place"), max_length=80)
    issued_on = models.DateField(_("date of issue"))
    project = models.ForeignKey(
        Project, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("project")
    )
    project_title = models.CharField(_("title of the project"), max_length=150, blank=True)
    project_number = models.CharField(_("number of the project"), max_length=60, blank=True)
    funding_sentence = models.CharField(_("sentence on funding"), max_length=300, blank=True)

    replaces = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="replaced_by",
        verbose_name=_("issued in place of"),
    )
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True, editable=False)
    revocation_reason = models.CharField(_("why it was revoked"), max_length=300, blank=True)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        ordering = ["issued_on", "pk"]
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        constraints = [
            models.UniqueConstraint(
                fields=["participant"],
                condition=Q(revoked_at=None),
                name="certificate_in_force_is_one",
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None) | ~Q(revocation_reason=""),
                name="certificate_revoked_with_a_reason",
            ),
        ]

    def __str__(self):
        return self.number

    def get_absolute_url(self):
        """Where anybody who holds the paper can check it."""
        return reverse("registrations:verified", args=[self.code])

    def get_full_link(self):
        return f"{settings.SITE_URL}{self.get_absolute_url()}"

    def get_staff_url(self):
        return reverse("registrations:certificate", args=[self.pk])

    @property
    def event(self):
        return self.participant.event

    def is_in_force(self):
        return self.revoked_at is None

    def is_replaced(self):
        """Whether another one was issued in its place."""
        return hasattr(self, "replaced_by")

    def is_new(self, at=None):
        return self.issued_on >= _oldest_new(at)

    def is_of_year(self, year):
        return self.issued_on.year == year

    def has_code(self, typed):
        return self.code == read_code(typed)

    @property
    def periods(self):
        """(first day, last day) of each row of days without a gap."""
        numbered = enumerate(self.dates)
        rows = groupby(numbered, lambda pair: pair[1] - timedelta(days=pair[0]))
        found = [[day for _number, day in row] for _start, row in rows]
        return [(days[0], days[-1]) for days in found]

    @property
    def programme_parts(self):
        """(whether they are points, lines) in the order of the programme."""
        for is_points, lines in groupby(self.programme.splitlines(), _is_point):
            yield is_points, [line.removeprefix(BULLET) for line in lines]

    @property
    def code_in_groups(self):
        """As it is printed: five groups of four."""
        return "-".join(self.code[start : start + 4] for start in range(0, CODE_LENGTH, 4))


def _is_point(line):
    return line.startswith(BULLET)


class CertificateDeed(models.Model):
    """One line of the log of a certificate."""

    class Verb(models.TextChoices):
        ISSUE = "issue", _("issued")
        MAIL = "mail", _("the person was told")
        PRINT = "print", _("printed")
        DUPLICATE = "duplicate", _("a duplicate was printed")
        TAKE = "take", _("taken out by the person")
        REISSUE = "reissue", _("another one was issued in its place")
        REVOKE = "revoke", _("revoked")

    certificate = models.ForeignKey(
        Certificate, models.CASCADE, related_name="deeds", verbose_name=_("certificate")
    )
    verb = models.CharField(_("what happened"), max_length=10, choices=Verb)
    reason = models.CharField(_("why"), max_length=300, blank=True)
    at = models.DateTimeField(_("when"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("member of staff"),
    )

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("deed with a certificate")
        verbose_name_plural = _("deeds with certificates")

    def __str__(self):
        return self.get_verb_display()
