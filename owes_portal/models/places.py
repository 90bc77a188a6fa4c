"""Counties and municipalities with their codes of the TERYT register."""

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from owes_portal.memory import remembered
from owes_portal.polish import SortKey, fold


class CountyQuerySet(models.QuerySet):
    def served(self):
        """Counties of the centre's subregion. See also County.is_served."""
        return self.filter(is_served=True).order_by(SortKey("name"))


class County(models.Model):
    code = models.CharField(_("TERYT code"), max_length=4, primary_key=True)
    name = models.CharField(_("name"), max_length=60)
    is_city = models.BooleanField(_("city with county rights"), default=False)
    is_served = models.BooleanField(_("served by the centre"), default=True)

    objects = CountyQuerySet.as_manager()

    class Meta:
        ordering = [SortKey("name")]
        verbose_name = _("county")
        verbose_name_plural = _("counties")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(code__regex=r"^\d{4}$"), name="county_code_has_four_digits"
            )
        ]

    def __str__(self):
        return self.name


@remembered
def served_counties() -> list[County]:
    """Counties of the centre's subregion, in Polish order: a dozen that hardly ever change."""
    return list(County.objects.served())


class MunicipalityQuerySet(models.QuerySet):
    def current(self):
        """Municipalities of today's register. See also Municipality.is_current."""
        return self.filter(is_current=True)


class Municipality(models.Model):
    class Kind(models.TextChoices):
        URBAN = "1", _("urban municipality")
        RURAL = "2", _("rural municipality")
        MIXED = "3", _("urban-rural municipality")

    code = models.CharField(_("TERYT code"), max_length=7, unique=True)
    name = models.CharField(_("name"), max_length=60)
    kind = models.CharField(_("kind"), max_length=1, choices=Kind)
    county = models.ForeignKey(
        County, models.PROTECT, related_name="municipalities", verbose_name=_("county")
    )
    is_current = models.BooleanField(_("in today's register"), default=True)

    objects = MunicipalityQuerySet.as_manager()

    class Meta:
        ordering = [SortKey("name"), "kind"]
        verbose_name = _("municipality")
        verbose_name_plural = _("municipalities")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(code__regex=r"^\d{6}[123]$"),
                name="municipality_code_has_seven_digits",
            )
        ]

    def __str__(self):
        return self.label

    @cached_property
    def folded(self):
        """Label and name as people may type them; kept, for every sign-up compares them all."""
        return fold(str(self.label)), fold(self.name)

    @property
    def label(self):
        """The name that cannot be mistaken for a neighbour of the same name."""
        if self.county.is_city:
            return _("%(name)s (city with county rights)") % {"name": self.name}
        return _("%(name)s (%(kind)s, county %(county)s)") % {
            "name": self.name,
            "kind": self.get_kind_display(),
            "county": self.county.name,
        }


@remembered
def current_municipalities() -> list[Municipality]:
    """All municipalities of today's register, in Polish order, each with its county."""
    return list(Municipality.objects.current().select_related("county"))


def find_municipalities(typed: str) -> list[Municipality]:
    """Those that the typed words can mean; case and diacritics do not matter.

    A whole label means one municipality, a bare name may mean two or three.
    """
    wanted = fold(" ".join(typed.split()))
    places = current_municipalities()
    exact = [place for place in places if place.folded[0] == wanted]
    return exact or [place for place in places if place.folded[1] == wanted]
