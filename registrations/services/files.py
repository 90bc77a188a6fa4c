"""Files that were sent: written before their rows, removed after them."""

import contextlib
import logging
from collections.abc import Iterator
from datetime import datetime

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from events.models import Event
from registrations.models import SignedList, Upload
from registrations.models.signed_list import FOLDER as LISTS
from registrations.models.upload import FOLDER as UPLOADS
from registrations.models.upload import ORPHANS_LIVE
from registrations.uploads import CheckedFile, FileRefused

logger = logging.getLogger(__name__)
FOLDERS = {UPLOADS: Upload, LISTS: SignedList}


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
    write_file(upload, checked)
    upload.save(force_insert=True)
    return upload


def write_file(row: Upload | SignedList, checked: CheckedFile) -> None:
    """Write the file of a row that is not there yet. FileRefused if it cannot be written whole."""
    try:
        row.file.save(checked.name, ContentFile(checked.content), save=False)
    except OSError as failure:
        logger.error("a sent file was not written: %s", failure.strerror)
        _remove(row.file.field.generate_filename(row, checked.name))
        raise FileRefused(
            _("We could not store the file just now. Try again in a few minutes or call us.")
        ) from None


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
    for folder, model in FOLDERS.items():
        for path in _unknown_files(folder, model):
            with contextlib.suppress(FileNotFoundError):
                if default_storage.get_modified_time(path) < now - ORPHANS_LIVE:
                    yield path


def _unknown_files(folder: str, model: type[Upload | SignedList]) -> list[str]:
    if not default_storage.exists(folder):
        return []
    found = {f"{folder}/{name}" for name in default_storage.listdir(folder)[1]}
    # Asked after the files were listed: a file that came between has its row.
    return sorted(found - set(model.objects.values_list("file", flat=True)))
