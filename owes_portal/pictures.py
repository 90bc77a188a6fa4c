"""Pictures that staff upload: drawn anew in several widths, and stored under what they hold."""

import contextlib
import hashlib
import json
import logging
import os
import re
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path, PurePath

from django.core import signing
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from owes_portal.confined import outside
from owes_portal.confined.verdicts import LEAST_SIDES, MOST_PIXELS, Refused, Verdict

logger = logging.getLogger(__name__)
FOLDER, POSTER_FOLDER = "pictures", "posters"
MOST_MEGABYTES = 20
MOST_SECONDS = 15  # of a processor
# Of an address that shows a picture before its page is public; the page makes a new one each time.
SIGNED_FOR = timedelta(hours=12)
_signer = signing.TimestampSigner(salt="owes_portal.pictures")

KINDS = {
    ".jpg": ("JPEG", re.compile(rb"\xff\xd8\xff")),
    ".jpeg": ("JPEG", re.compile(rb"\xff\xd8\xff")),
    ".png": ("PNG", re.compile(rb"\x89PNG\r\n\x1a\n")),
    ".webp": ("WEBP", re.compile(rb"RIFF.{4}WEBP", re.DOTALL)),
}
ACCEPTED = "image/jpeg,image/png,image/webp"

ADVICE = {
    Verdict.UNREADABLE: gettext_lazy(
        "We could not read this picture: it is damaged, or it is not what its ending says. "
        "Save it anew as JPG, PNG or WebP."
    ),
    Verdict.TOO_MANY_PIXELS: gettext_lazy(
        "This picture is too large. It may have %(megapixels)s megapixels at most. Make it smaller."
    ),
    Verdict.TOO_SMALL: gettext_lazy(
        "This picture is too small and would be blurred. Choose one of %(longer)s by %(shorter)s "
        "points or more."
    ),
    Verdict.TOO_OBLONG: gettext_lazy(
        "This picture is too narrow: one side is more than four times the other. Cut a part out of it."
    ),
    Verdict.MOVING: gettext_lazy("This picture moves. Choose one that stands still."),
    Verdict.TANGLED: gettext_lazy("This picture is too complicated for us. Save it anew as JPG."),
}


class PictureRefused(Exception):
    """The picture was not taken; the text says why and what to do, in words for staff."""


@dataclass(frozen=True)
class Drawn:
    """A picture drawn anew: its size and its files by their width, the widest last."""

    width: int
    height: int
    sha256: str
    files: dict[int, bytes]


def draw(file: File) -> Drawn:
    """Draw the picture anew if its ending, its first bytes and a parser agree; PictureRefused if not.

    What came of it is kept with the file: whoever asks again need not wait.
    """
    if not hasattr(file, "outcome"):
        file.outcome = _outcome_of(file)
    if isinstance(file.outcome, PictureRefused):
        raise file.outcome
    return file.outcome


def draw_ahead(files: Iterable[File], *, until: float) -> None:
    """Draw the pictures among the files that came, before anything is locked: each takes seconds.

    Those that are left when time.monotonic() is past `until` are refused, with these words.
    """
    for file in files:
        if time.monotonic() > until:
            file.outcome = PictureRefused(_("There was no time left for it. Choose it once more."))
        with contextlib.suppress(PictureRefused):
            draw(file)


def _outcome_of(file):
    try:
        return _drawn(file)
    except PictureRefused as refusal:
        return refusal


def _drawn(file):
    kind, magic = KINDS.get(PurePath(file.name or "").suffix.lower(), (None, None))
    if kind is None:
        raise PictureRefused(
            _(
                "Choose a JPG, PNG or WebP picture. We cannot take other kinds, also not SVG, GIF "
                "and HEIC."
            )
        )
    _check_weight(file)
    file.seek(0)
    content = file.read()
    if not magic.match(content):
        raise PictureRefused(_advice(Verdict.UNREADABLE))
    return _told_by(_redrawn(content, kind))


def store(drawn: Drawn) -> str:
    """Write the files that are not there yet; the name of the widest. PictureRefused if they cannot be.

    What is there already becomes young again, so that no nightly work takes it for left behind.
    """
    names = {width: name_of(drawn.sha256, width) for width in drawn.files}
    try:
        for width, content in drawn.files.items():
            write(Path(default_storage.path(names[width])), content)
    except OSError as failure:
        logger.error("a picture was not written: %s", failure.strerror)
        raise PictureRefused(
            _("We could not store the picture just now. Try again in a few minutes.")
        ) from None
    return names[drawn.width]


def name_of(sha256: str, width: int) -> str:
    """Where a picture of that content and width lies among the private files."""
    return f"{FOLDER}/{sha256}-{width}.webp"


def folder() -> Path:
    """Where all files of pictures lie."""
    return Path(default_storage.path(FOLDER))


def poster_folder() -> Path:
    """Where posters lie, see owes_portal.posters; the name of each begins with what it was drawn from."""
    return Path(default_storage.path(POSTER_FOLDER))


def is_stored(sha256: str, width: int) -> bool:
    """Whether its file is still there: it is not when somebody has taken a consent back."""
    return default_storage.exists(name_of(sha256, width))


def remove(sha256: str) -> int:
    """Remove all files of that content at once, posters with it too; how many there were."""
    found = [*folder().glob(f"{sha256}-*"), *poster_folder().glob(f"{sha256}-*")]
    for path in found:
        path.unlink(missing_ok=True)
    return len(found)


def sign(sha256: str) -> str:
    """What opens the picture for twelve hours, also before its page is public."""
    return _signer.sign(sha256)


def unsign(signed: str) -> str:
    """The content that was signed; BadSignature of django.core.signing if it does not open it."""
    return _signer.unsign(signed, max_age=SIGNED_FOR)


def write(path: Path, content: bytes) -> None:
    """Whole or not at all: another process may read it at any moment."""
    if path.exists() and path.stat().st_size == len(content):
        os.utime(path)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as unfinished:
        try:
            unfinished.write(content)
            unfinished.flush()
            Path(unfinished.name).replace(path)
        except OSError:
            Path(unfinished.name).unlink(missing_ok=True)
            raise


def _check_weight(file):
    """Asked first: nobody parses what is too large."""
    if not file.size:
        raise PictureRefused(_("The file is empty. Choose another one."))
    if file.size > MOST_MEGABYTES * 2**20:
        raise PictureRefused(
            _("The file is too large. It may have %(limit)s MB at most.")
            % {"limit": MOST_MEGABYTES}
        )


def _redrawn(content, kind):
    try:
        return outside.run("owes_portal.redrawing:redraw", content, kind, seconds=MOST_SECONDS)
    except Refused as refusal:
        raise PictureRefused(_advice(refusal.verdict)) from None


def _told_by(output):
    head, _newline, rest = output.partition(b"\n")
    sizes, files, start = json.loads(head), {}, 0
    for width, _height, length in sizes:
        files[width] = rest[start : start + length]
        start += length
    width, height, _length = sizes[-1]
    return Drawn(width, height, hashlib.sha256(files[width]).hexdigest(), files)


def _advice(verdict):
    longer, shorter = LEAST_SIDES
    return str(ADVICE[verdict]) % {
        "megapixels": MOST_PIXELS // 1_000_000,
        "longer": longer,
        "shorter": shorter,
    }
