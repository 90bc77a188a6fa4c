"""What the portal forgets by the clock: files of papers, what mails said, dead addresses."""

import logging
import shutil
from datetime import datetime, timedelta
from pathlib import Path

from owes_portal.models import DeadAddress, Document, OutgoingMail

logger = logging.getLogger(__name__)
# A file is in its place before its row says so, and backups are taken in another order.
LEFTOVER_AFTER = timedelta(days=1)


def everything(at: datetime) -> None:
    """All that is due; what fails does not stop the rest. Safe when two run at once."""
    for deed in (expire_documents, remove_leftover_files, forget_mails, forget_dead_addresses):
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


def _remove(path: Path) -> None:
    """Folders are where rows of a table waited."""
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _is_old(path: Path, at: datetime) -> bool:
    try:
        changed = path.stat().st_mtime
    except FileNotFoundError:  # Another process was faster.
        return False
    return changed <= (at - LEFTOVER_AFTER).timestamp()


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
