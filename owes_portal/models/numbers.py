"""Numbers that people read out on the telephone: W-2026-0147."""

from django.db import connection, models
from django.utils.translation import gettext_lazy as _


class NumberSeriesManager(models.Manager):
    def next(self, prefix: str, year: int) -> str:
        """Take the next number, counted from 1 in each year, without gaps.

        The row stays locked until the transaction ends: take the number last.
        """
        with connection.cursor() as cursor:
            cursor.execute(
                """
                INSERT INTO owes_portal_numberseries (prefix, year, last) VALUES (%s, %s, 1)
                ON CONFLICT (prefix, year) DO UPDATE SET last = owes_portal_numberseries.last + 1
                RETURNING last
                """,
                [prefix, year],
            )
            return f"{prefix}-{year}-{cursor.fetchone()[0]:04d}"


class NumberSeries(models.Model):
    prefix = models.CharField(_("prefix"), max_length=4)
    year = models.PositiveSmallIntegerField(_("year"))
    last = models.PositiveIntegerField(_("last number given"))

    objects = NumberSeriesManager()

    class Meta:
        verbose_name = _("number series")
        verbose_name_plural = _("number series")
        constraints = [
            models.UniqueConstraint(fields=["prefix", "year"], name="number_series_is_one_a_year")
        ]

    def __str__(self):
        return f"{self.prefix}-{self.year}"
