"""A ZIP that is the same, byte for byte, whenever the same things are put into it."""

import hashlib
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.utils import timezone

from owes_portal.models import Document

UNIX, READABLE = 3, 0o644
SUMS = "SHA256SUMS.txt"


def waiting_room() -> Path:
    """Where parts wait on the disk; the system's own place for such files may be memory."""
    folder = Document.folder()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@dataclass(frozen=True)
class Entry:
    """One file of the archive, as its index tells of it; size in bytes."""

    path: str
    title: str
    size: int
    sha256: str


class Archive:
    """Everything lies in one folder and carries one date, so nothing tells when it was packed."""

    def __init__(self, file: BinaryIO, folder: str, at: datetime):
        self.zip = ZipFile(file, "w", ZIP_DEFLATED)
        self.folder = folder
        self.date = timezone.localtime(at).timetuple()[:6]
        self.entries: list[Entry] = []

    def add(self, path: str, title: str, write: Callable[[BinaryIO], object]) -> Entry:
        """Put in what `write` writes into the file that it is given."""
        with TemporaryFile(dir=waiting_room()) as part:
            write(part)
            part.seek(0)
            digest = hashlib.file_digest(part, "sha256").hexdigest()
            info = self._info(path, size=part.tell())
            part.seek(0)
            with self.zip.open(info, "w") as target:
                shutil.copyfileobj(part, target)
        entry = Entry(path, title, info.file_size, digest)
        self.entries.append(entry)
        return entry

    def close(self) -> None:
        """Put in the sums of all that is there, as `sha256sum --check` reads them."""
        lines = "".join(f"{entry.sha256}  {entry.path}\n" for entry in self.entries)
        self.add(SUMS, "", lambda file: file.write(lines.encode()))
        self.zip.close()

    def _info(self, path: str, *, size: int) -> ZipInfo:
        info = ZipInfo(f"{self.folder}/{path}", self.date)
        info.compress_type, info.file_size = ZIP_DEFLATED, size
        info.create_system, info.external_attr = UNIX, READABLE << 16
        return info
