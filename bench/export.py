"""Writes tables and prints their seconds and the memory of the process, as JSON."""

import json
import resource
import sys
import time
from collections.abc import Iterator
from io import BytesIO
from tempfile import TemporaryFile

import django


def table(slug: str, format: str) -> None:
    """The table of registrations of that event; load everything first, as a worker has."""
    from events.models import Event
    from registrations.tables import SIGNUPS

    event = Event.objects.get(slug=slug)
    started = time.perf_counter()
    SIGNUPS(event.pk, BytesIO(), lambda _progress: None, format=format)
    tell(time.perf_counter() - started)


def rows(count: str, format: str) -> None:
    """So many invented rows, straight to the disk: the memory may not grow with them."""
    from django.utils import timezone

    from owes_portal.spreadsheet import Column, Sheet
    from registrations.tables.table import write

    columns = [Column(heading, 20) for heading in ("Numer", "Imię", "Nazwisko", "E-mail")]
    started = time.perf_counter()
    with TemporaryFile() as file:
        write(Sheet("Osoby", columns, people(int(count))), file, format, timezone.now())
    tell(time.perf_counter() - started)


def people(count: int) -> Iterator[list[str]]:
    for number in range(count):
        yield [
            f"W-2026-{number}",
            "Świętosława",
            f"Kowalska {number}",
            f"osoba{number}@example.com",
        ]


def tell(seconds: float) -> None:
    kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps([seconds, kilobytes / 1000]))


if __name__ == "__main__":
    django.setup()
    {"table": table, "rows": rows}[sys.argv[1]](*sys.argv[2:])
