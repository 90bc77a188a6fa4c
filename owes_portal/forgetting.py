"""What the portal forgets by the clock: files of papers, mails, dead addresses, old versions."""

import logging
import shutil
from datetime import datetime, timedelta
from pathlib import Path

from owes_portal import pictures
from owes_portal.models import DeadAddress, Document, OutgoingMail, Revision
from owes_portal.models.pictures import kinds_of_pictures

logger = logging.getLogger(__name__)
# A file is in its place before its row says so, and backups are taken in another order.
LEFTOVER_AFTER = timedelta(days=1)
# Whoever asks again gets it drawn anew.
POSTERS_KEPT = timedelta(days=30)


def everything(at: datetime) -> None:
    """All that is due; what fails does not stop the rest. Safe when two run at once."""
    deeds = (
        expire_documents,
        remove_leftover_files,
        remove_leftover_pictures,
        remove_old_posters,
        forget_mails,
        forget_dead_addresses,
        forget_versions_of_nothing,
    )
    for deed in deeds:
        try:
            count = deed(at)
        except Exception:
            logger.exception("%s was not finished", deed.__name__)
        else:
            logger.info("%s: %s", deed.__name__, count)


def expire_documents(at: datetime) -> int:
    """Remove the files of documents that are old enough; one that fails stays for the next time."""
    expired = 0
    for document in Document.objects.to_expire(at):
        try:
            expired += document.expire()
        except OSError:
            logger.exception("the file of document %s was not removed", document.pk)
    return expired


def remove_leftover_files(at: datetime) -> int:
    """Remove files that no row names, such as halves that a killed worker left."""
    folder = Document.folder()
    old = [path for path in folder.glob("*") if _is_old(path, at)]
    # Read after the files, so that no file can be younger than what is known of the rows.
    named = set(Document.objects.exclude(file="").values_list("file", flat=True))
    leftovers = [path for path in old if f"{folder.name}/{path.name}" not in named]
    for path in leftovers:
        _remove(path)
    return len(leftovers)


def remove_leftover_pictures(at: datetime) -> int:
    """Remove files of pictures that no page shows and no earlier version of a page names."""
    old = [path for path in pictures.folder().glob("*") if _is_old(path, at)]
    # Read after the files, so that no file can be younger than what is known of the rows.
    named = Revision.objects.hashes_in_content() | _pictures_of_pages()
    leftovers = [path for path in old if path.name.partition("-")[0] not in named]
    # A picture that came again meanwhile is not old any more.
    removed = [path for path in leftovers if _is_old(path, at)]
    for path in removed:
        _remove(path)
    return len(removed)


def remove_old_posters(at: datetime) -> int:
    """Remove drawn posters whose words may be others by now."""
    drawn = pictures.poster_folder().glob("*")
    old = [path for path in drawn if _is_old(path, at, after=POSTERS_KEPT)]
    for path in old:
        _remove(path)
    return len(old)


def _pictures_of_pages() -> set[str]:
    kinds = kinds_of_pictures().values()
    return {found for kind in kinds for found in kind.objects.values_list("sha256", flat=True)}


def _remove(path: Path) -> None:
    """Folders are where rows of a table waited."""
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _is_old(path: Path, at: datetime, *, after: timedelta = LEFTOVER_AFTER) -> bool:
    try:
        changed = path.stat().st_mtime
    except FileNotFoundError:  # Another process was faster.
        return False
    return changed <= (at - after).timestamp()


def forget_mails(at: datetime) -> int:
    """Take from old mails what they said and to whom; that they were sent stays known."""
    forgotten = 0
    while some := OutgoingMail.objects.to_forget(at).forget(at):
        forgotten += some
    return forgotten


def forget_dead_addresses(at: datetime) -> int:
    """Take addresses off the list on which they have been long enough."""
    _, deleted = DeadAddress.objects.to_forget(at).delete()
    return sum(deleted.values())


def forget_versions_of_nothing(at: datetime) -> int:
    """Delete versions of rows that were deleted past the administration, which deletes both."""
    return Revision.objects.of_deleted_rows().delete()[0]
