"""Signed lists of the demo's past events, as they come out of a scanner; the signatures are scribbles."""

from datetime import timedelta
from io import BytesIO
from random import Random

import pypdfium2
from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image, ImageDraw

from events.models import EventDay
from owes_portal.demo.attendance import ORGANISER
from registrations import services, uploads
from registrations.models import SignedList
from registrations.papers import ATTENDANCE_LIST

SEED = 2026
POINTS_PER_MM = 72 / 25.4
SCALE = 1.8  # about 130 points an inch
SIGN_FROM, SIGN_TO = 140 * POINTS_PER_MM, 185 * POINTS_PER_MM
INK, PAPER = (28, 40, 110), (250, 248, 242)
PEN = 3
TILT = 0.4  # degrees: nobody lays a sheet into a scanner quite straight

BILGORAJ = "abc-ekonomii-spolecznej-bilgoraj"
HRUBIESZOW = "abc-ekonomii-spolecznej-hrubieszow"
MISSING = "%s: jest wpis o obecności, nie ma podpisu. Podpis zostanie uzupełniony."


def file_scans() -> None:
    """One day agrees, one differs, one waits to be compared; the last day has no list yet."""
    agreeing, differing = EventDay.objects.filter(event__slug=BILGORAJ)
    waiting, _missing = EventDay.objects.filter(event__slug=HRUBIESZOW)
    _compared(_file(agreeing, signers_of(agreeing)))
    *signing, forgetful = signers_of(differing)
    _compared(_file(differing, signing), differences=MISSING % forgetful)
    _file(waiting, signers_of(waiting))


def signers_of(day: EventDay) -> list[str]:
    """Who was there, as the list has them."""
    people = day.event.participants.for_comparison(day)
    return [one.full_name for one in people if any(tick.is_present() for tick in one.of_day)]


def _file(day: EventDay, signers: list[str]) -> SignedList:
    """The list of that day, printed, signed, scanned, and filed a day later."""
    printed = BytesIO()
    at = timezone.localtime(day.starts_at - timedelta(hours=1))
    ATTENDANCE_LIST(day.event_id, printed, lambda per_cent: None, at=at, day=day.pk)
    content = _scanned(printed.getvalue(), signers)
    checked = uploads.check(ContentFile(content, f"lista-{at:%Y-%m-%d}.pdf"))
    scan = services.file_signed_list(
        day,
        checked,
        by=_organiser(),
        pages=uploads.count_pages(checked),
        number=f"{ATTENDANCE_LIST.code}-{day.event_id}-{at:%Y%m%d-%H%M}",
    )
    SignedList.objects.filter(pk=scan.pk).update(filed_at=day.ends_at + timedelta(days=1))
    return scan


def _compared(scan: SignedList, differences: str = "") -> None:
    scan = services.compare_signed_list(scan, differences=differences, by=_organiser())
    at = scan.day.ends_at + timedelta(days=2)
    SignedList.objects.filter(pk=scan.pk).update(compared_at=at)
    scan.comparisons.update(at=at)


def _organiser():
    return get_user_model().objects.get(username=ORGANISER)


def _scanned(content: bytes, signers: list[str]) -> bytes:
    """The printed pages as pictures, each row of a signer with a scribble."""
    random, pages = Random(SEED), list(pypdfium2.PdfDocument(content))
    first, *others = [_sheet(page, signers, random) for page in pages]
    stream = BytesIO()
    first.save(stream, "PDF", save_all=True, append_images=others, resolution=72 * SCALE)
    return stream.getvalue()


def _sheet(page: pypdfium2.PdfPage, signers: list[str], random: Random) -> Image.Image:
    picture = page.render(scale=SCALE).to_pil().convert("RGB")
    pen = ImageDraw.Draw(picture)
    for name in signers:
        found = page.get_textpage().search(name).get_next()
        if found:
            _left, bottom, _right, top = page.get_textpage().get_charbox(found[0])
            middle = page.get_height() - (bottom + top) / 2
            pen.line(_scribble(middle, random), INK, PEN, joint="curve")
    return picture.rotate(TILT, Image.Resampling.BICUBIC, fillcolor=PAPER)


def _scribble(middle: float, random: Random) -> list[tuple[float, float]]:
    """Loops that grow smaller, from left to right around that height of the page."""
    x, height = SIGN_FROM + random.uniform(0, 12), random.uniform(6, 9)
    points = []
    while x < SIGN_TO - random.uniform(0, 50):
        x, height = x + random.uniform(1.5, 4), max(2, height * 0.97)
        y = middle + random.uniform(-height, height)
        points.append((x * SCALE, y * SCALE))
    return points
