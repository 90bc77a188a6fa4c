"""The register of certificates of a year, as a table."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext_lazy

from owes_portal.models import Document
from owes_portal.spreadsheet import Column, Row
from registrations.models import Certificate
from registrations.tables.table import CHUNK, Table

# How wide the columns are, in letters.
WIDTHS = {
    "number": 14,
    "issued_on": 12,
    "name": 26,
    "kind": 18,
    "title": 40,
    "dates": 22,
    "hours": 12,
    "hours_in_all": 12,
    "project_number": 26,
    "replaces__number": 14,
    "revoked_at": 16,
    "revocation_reason": 30,
}


def columns(year: int) -> list[Column]:
    """As the fields of a certificate are called."""
    fields = (Certificate._meta.get_field(path.partition("__")[0]) for path in WIDTHS)
    headings = (str(field.verbose_name).capitalize() for field in fields)
    return [Column(*both) for both in zip(headings, WIDTHS.values(), strict=True)]


def rows(year: int) -> Iterator[Row]:
    """As they were numbered, revoked ones too."""
    certificates = Certificate.objects.of_year(year).values_list(*WIDTHS)
    dates = list(WIDTHS).index("dates")
    for certificate in certificates.iterator(CHUNK):
        row = list(certificate)
        row[dates] = _in_words(row[dates])
        yield row


def _in_words(dates: list[date]) -> str:
    return ", ".join(f"{day:%d.%m.%Y}" for day in dates)


REGISTER = Table(
    kind=Document.Kind.REGISTER_TABLE,
    file_slug="rejestr-zaswiadczen",
    about=gettext_lazy("All certificates of the year, those that were revoked too."),
    columns=columns,
    rows=rows,
    subject=int,
    file_words=str,
)
