"""Builds one paper of an event and prints its seconds and the memory it took."""

import json
import resource
import sys
import time
from io import BytesIO

import django
from django.conf import settings
from django.utils.module_loading import import_string


def main(kind: str, slug: str) -> None:
    """Load everything first, as a worker has, then build."""
    django.setup()
    from events.models import Event
    from owes_portal import pdf

    pdf.load()
    builder = import_string(settings.DOCUMENT_BUILDERS[kind])
    event = Event.objects.get(slug=slug)
    started = time.perf_counter()
    builder(event.pk, BytesIO(), lambda _progress: None)
    seconds = time.perf_counter() - started
    kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps([seconds, kilobytes / 1000]))


if __name__ == "__main__":
    main(*sys.argv[1:])
