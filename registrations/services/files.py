"""Files of sign-up forms: written before their rows, removed after them."""

import contextlib
import logging
from collections.abc import Iterator
from datetime import datetime

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from events.models import Event
from registrations.models import Upload
from registrations.models.upload import FOLDER, ORPHANS_LIVE, private_path
from registrations.uploads import CheckedFile, FileRefused

logger = logging.getLogger(__name__)


def store_file(event: Event, checked: CheckedFile) -> Upload:
    """Write the file, then its row, so that no row points at nothing.

    FileRefused if it cannot be written, as on a full disk; then neither is left.
    """
    upload = Upload(
        event=event,
        name=checked.name,
        content_type=checked.content_type,
        size=len(checked.content),
    )
    try:
        upload.file.save(checked.name, ContentFile(checked.content), save=False)
    except OSError as failure:
        logger.error("a sent file was not written: %s", failure.strerror)
        _remove(private_path(upload, checked.name))
        raise FileRefused(
            _("We could not store the file just now. Try again in a few minutes or call us.")
        ) from None
    upload.save(force_insert=True)
    return upload


def forget_orphans(now: datetime) -> int:
    """Remove files of forms that were never sent, and what has lost its row; how many there were.

    Safe when two run at once. A form that is being sent at this moment keeps its file: its answer
    forbids that the row goes.
    """
    removed = sum(_forget(pk) for pk in Upload.objects.orphans(now).values_list("pk", flat=True))
    for path in _files_without_rows(now):
        _remove(path)
        removed += 1
    return removed


@transaction.atomic
def _forget(pk: int) -> int:
    rows = Upload.objects.filter(answer=None).select_for_update(of=["self"], skip_locked=True)
    upload = rows.filter(pk=pk).first()
    if upload is None:
        return 0
    upload.delete()
    transaction.on_commit(lambda: _remove(upload.file.name), robust=True)
    return 1


def _remove(path: str) -> None:
    """What cannot be removed now, the next sweep finds without a row."""
    with contextlib.suppress(OSError):
        default_storage.delete(path)


def _files_without_rows(now: datetime) -> Iterator[str]:
    """Older than a day, for a younger one may be about to get its row."""
    if not default_storage.exists(FOLDER):
        return
    found = {f"{FOLDER}/{name}" for name in default_storage.listdir(FOLDER)[1]}
    # Asked after the files were listed: a file that came between has its row.
    for path in sorted(found - set(Upload.objects.values_list("file", flat=True))):
        with contextlib.suppress(FileNotFoundError):
            if default_storage.get_modified_time(path) < now - ORPHANS_LIVE:
                yield path
