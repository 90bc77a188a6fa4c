"""The folder of an event: one ZIP with all that an audit asks for, the same from the same state."""

import hashlib
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import BinaryIO

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from events.models import Event
from owes_portal import spreadsheet
from owes_portal.models import ConsentText, Document
from owes_portal.models.operator import current_operator
from owes_portal.polish import slug
from owes_portal.snapshot import of_one_moment, told_beside
from registrations.folder.archive import Archive, waiting_room
from registrations.folder.state import moment_of
from registrations.folder.tables import TABLES, Table
from registrations.models import Certificate, SignedList
from registrations.papers.certificates import certificates
from registrations.papers.rich_text import on_paper

Kind = Document.Kind
# PDFs of the folder: the builder of each writes it as things stood at the moment of the folder.
PAPERS = {
    "ogloszenie/program.pdf": Kind.PROGRAMME,
    "listy/lista-obecnosci.pdf": Kind.PARTICIPANT_LIST,
    "listy/potwierdzenie-odbioru-materialow.pdf": Kind.MATERIALS_RECEIPT,
    "listy/potwierdzenie-odbioru-zaswiadczen.pdf": Kind.CERTIFICATE_RECEIPT,
    "obecnosc/zestawienie-obecnosci.pdf": Kind.ATTENDANCE_SUMMARY,
}
WRITTEN = 95  # per cent of the work


def audit_folder(event_id: int, file: BinaryIO, report: Callable[[int], None]) -> str:
    """Write the ZIP as things stand at one moment and give its name; it tells not when it was made."""
    report = told_beside(report)
    with of_one_moment():
        return _write(event_id, file, report)


def _write(event_id: int, file: BinaryIO, report: Callable[[int], None]) -> str:
    event = Event.objects.for_reading().get(pk=event_id)
    at = moment_of(event)
    name = name_of(event)
    archive = Archive(file, name, at)
    parts = list(_parts(event, at))
    for done, (path, title, write) in enumerate(parts):
        archive.add(path, title, write)
        report(WRITTEN * done // len(parts))
    _add_index(archive, event, at)
    archive.close()
    return f"{name}.zip"


def name_of(event: Event) -> str:
    """`teczka_2026-09-22_od-pomyslu-do-spoldzielni`."""
    day = f"_{timezone.localtime(event.starts_at):%Y-%m-%d}" if event.starts_at else ""
    return f"teczka{day}_{slug(event.title, length=60)}"


def _parts(event: Event, at: datetime):
    """(path, title, what writes it) of each file but the index, in the order of the index."""
    yield "ogloszenie/ogloszenie.html", _("Announcement"), partial(_announcement, event, at)
    for attachment in event.attachments.order_by("pk"):
        path = f"ogloszenie/zalaczniki/{attachment.pk}_{slug(attachment.title)}.pdf"
        yield from _file(path, attachment.title, attachment.file)
    for text in _wordings(event):
        path = f"regulamin-i-klauzule/{slug(text.title)}_wersja-{text.version}_{text.pk}.html"
        yield path, str(text), partial(_wording, text)
    for path, kind in PAPERS.items():
        yield path, kind.label.capitalize(), partial(_paper, event, kind, at)
    for scan in event.signed_lists.select_related("day").order_by("day__starts_at", "pk"):
        yield from _file(_path_of(scan), _title_of(scan), scan.file)
    yield from _certificates(event)
    for table in TABLES:
        yield table.path, str(table.title), partial(_table, event, table, at)
    yield "ankieta/ankieta.html", _("Survey"), partial(_page, "survey", {"event": event})


def _announcement(event: Event, at: datetime, file: BinaryIO) -> None:
    programme = on_paper(event.programme)
    _page("announcement", {"event": event, "at": at, "programme": programme}, file)


def _page(name: str, context: dict, file: BinaryIO) -> None:
    context = context | {"operator": current_operator()}
    file.write(render_to_string(f"registrations/folder/{name}.html", context).encode())


def _wordings(event: Event):
    """Those that people acknowledged or agreed to, and those that the event names now."""
    used = ConsentText.objects.filter(consents__registration__event=event)
    named = [event.privacy_notice_id, event.rules_id, *event.consents.values_list("pk", flat=True)]
    found = used | ConsentText.objects.filter(pk__in=filter(None, named))
    return found.distinct().order_by("kind", "title", "version", "pk")


def _wording(text: ConsentText, file: BinaryIO) -> None:
    _page("wording", {"text": text}, file)


def _paper(event: Event, kind: Kind, at: datetime, file: BinaryIO) -> None:
    build = import_string(settings.DOCUMENT_BUILDERS[kind])
    build(event.pk, file, lambda per_cent: None, at=at)


def _certificates(event: Event):
    files = Certificate.objects.for_event(event).in_force().count_files()
    for part in range(1, files + 1):
        number = f"-{part}" if files > 1 else ""
        path = f"zaswiadczenia/zaswiadczenia{number}.pdf"
        yield path, _("Certificates"), partial(_write_certificates, event, part)


def _write_certificates(event: Event, part: int, file: BinaryIO) -> None:
    certificates(event.pk, file, lambda per_cent: None, part=part)


def _table(event: Event, table: Table, at: datetime, file: BinaryIO) -> None:
    sheet = spreadsheet.Sheet(str(table.title), table.headings(), table.rows(event))
    spreadsheet.write_xlsx(file, [sheet], created=at, folder=waiting_room())


def _file(path: str, title: str, source):
    """One that lies in the portal; if it is lost, a note in its place says so."""
    if source.storage.exists(source.name):
        yield path, title, partial(_copy, source)
    else:
        note = _("This file is missing in the portal’s storage. Look for it in the backups.")
        yield f"{path}.brak.txt", f"{title}: {note}", lambda file: file.write(note.encode())


def _copy(source, file: BinaryIO) -> None:
    with source.open() as opened:
        for chunk in opened.chunks():
            file.write(chunk)


def _path_of(scan: SignedList) -> str:
    withdrawn = "" if scan.is_in_force() else "_wycofana"
    day = f"{timezone.localtime(scan.day.starts_at):%Y-%m-%d}"
    ending = scan.file.name.rpartition(".")[2]
    return f"listy/podpisane/{day}_lista_{scan.pk}{withdrawn}.{ending}"


def _title_of(scan: SignedList) -> str:
    title = _("Signed list, scan") if scan.is_in_force() else _("Signed list, withdrawn scan")
    changed = "" if _is_as_filed(scan) else " – {}".format(_("it is not the file that was filed"))
    return f"{title}: {scan.name}{changed}"


def _is_as_filed(scan: SignedList) -> bool:
    if not scan.file.storage.exists(scan.file.name):
        return True  # The note in its place says enough.
    with scan.file.open() as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest() == scan.sha256


def _add_index(archive: Archive, event: Event, at: datetime) -> None:
    context = {"event": event, "at": at, "entries": list(archive.entries)}
    archive.add("index.html", "", partial(_page, "index", context))
