"""The folder of an event: opened as an auditor opens it."""

import hashlib
from datetime import datetime, timedelta
from io import BytesIO
from zipfile import ZipFile
from zoneinfo import ZoneInfo

import lxml.html
import pytest
import time_machine
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from registrations import folder, services
from registrations.models import AccessibilityNeed, Participant, SignedList
from tests import factories
from tests.spreadsheets import read_xlsx

pytestmark = pytest.mark.django_db
SOON = datetime(2026, 9, 1, 8, 0, tzinfo=ZoneInfo("Europe/Warsaw"))
SCAN = b"%PDF-1.7 a scan of the signed list"


@pytest.fixture(autouse=True, scope="module")
def _fonts():
    call_command("build_fonts", verbosity=0)


@pytest.fixture
def workshop():
    """Of two days, with rules, people who came, and one list that is filed."""
    return factories.event(
        days=2,
        starts_at=datetime(2026, 9, 22, 9, 0, tzinfo=ZoneInfo("Europe/Warsaw")),
        title="Od pomysłu do spółdzielni",
        rules=factories.consent_text(kind="rules", title="Regulamin"),
    )


def made(event):
    """The name of the ZIP and its bytes."""
    file = BytesIO()
    return folder.audit_folder(event.pk, file, lambda per_cent: None), file.getvalue()


def opened(event):
    """`{path: bytes}` without the folder that all of them lie in."""
    name, content = made(event)
    with ZipFile(BytesIO(content)) as archive:
        root = name.removesuffix(".zip") + "/"
        return {info.removeprefix(root): archive.read(info) for info in archive.namelist()}


def cells(files, path):
    return next(iter(read_xlsx(files[path]).values()))


def filed(event, bob, content=SCAN, **fields):
    day = event.days.first()
    scan = SignedList(
        event=event,
        day=day,
        name="skan.pdf",
        content_type="application/pdf",
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        filed_by=bob,
        **fields,
    )
    scan.file.save("skan.pdf", ContentFile(content))
    return scan


def test_folder_is_named_by_day_and_title(workshop):
    assert made(workshop)[0] == "teczka_2026-09-22_od-pomyslu-do-spoldzielni.zip"


def test_folder_is_the_same_byte_for_byte_whenever_it_is_made(workshop, bob):
    factories.participant(workshop, last_name="Żak")
    filed(workshop, bob)

    first = made(workshop)
    with time_machine.travel(datetime.now(ZoneInfo("UTC")) + timedelta(days=40)):
        again = made(workshop)

    assert first == again


def test_folder_differs_as_soon_as_anything_has_changed(workshop, bob):
    first = made(workshop)
    filed(workshop, bob)

    assert made(workshop) != first


def test_folder_lists_every_file_with_its_true_sum(workshop, bob):
    factories.participant(workshop)
    filed(workshop, bob)

    files = opened(workshop)

    told = dict(
        reversed(line.split("  ")) for line in files["SHA256SUMS.txt"].decode().splitlines()
    )
    others = {path: content for path, content in files.items() if path != "SHA256SUMS.txt"}
    assert told == {path: hashlib.sha256(content).hexdigest() for path, content in others.items()}
    index = lxml.html.fromstring(files["index.html"])
    assert sorted(index.xpath("//tbody//a/@href")) == sorted(set(others) - {"index.html"})
    assert index.xpath("//code/text()") == [told[path] for path in index.xpath("//tbody//a/@href")]


@pytest.mark.usefixtures("operator")
def test_folder_tells_the_announcement_with_its_headings_in_order(workshop):
    workshop.programme = '<h2>Dzień drugi</h2><p><a href="https://a.example/b">statut</a></p>'
    workshop.save()

    page = lxml.html.fromstring(opened(workshop)["ogloszenie/ogloszenie.html"].decode())

    headings = [(one.tag, one.text_content()) for one in page.xpath("//h2 | //h3")]
    assert headings[1:3] == [("h2", "Program"), ("h3", "Dzień drugi")]
    assert "statut (https://a.example/b)" in page.text_content()


def test_folder_holds_registrations_with_their_times():
    event = factories.event()
    made = services.register(
        event, factories.submission(people=[factories.person(last_name="Żak")])
    )

    _headings, row = cells(opened(event), "zgloszenia/zgloszenia.xlsx")

    submitted = timezone.localtime(made.submitted_at)
    assert row[:2] == [made.number, f"{submitted:%Y-%m-%d %H:%M:%S}"]
    assert "Żak" in row


def test_folder_never_tells_contact_data_needs_or_diet(workshop):
    person = factories.participant(
        workshop,
        registration={"phone": "+48600700800", "remarks": "sekretna uwaga"},
        email="wlasny@example.com",
        diet=Participant.Diet.VEGAN,
    )
    person.registration.email = "tajny@example.com"
    person.registration.save()
    AccessibilityNeed.objects.create(
        participant=person, kind=AccessibilityNeed.Kind.OTHER, description="znacznik potrzeby"
    )

    files = opened(workshop)

    secrets = ["tajny@", "wlasny@", "600700800", "sekretna", "znacznik potrzeby", "vegan", "wegańs"]
    texts = [content for path, content in files.items() if path.endswith((".html", ".txt"))]
    tables = [str(cells(files, path)).encode() for path in files if path.endswith(".xlsx")]
    found = [secret for secret in secrets for text in texts + tables if secret.encode() in text]
    assert found == []


def test_folder_holds_each_wording_that_somebody_acknowledged():
    event = factories.event(rules=factories.consent_text(kind="rules", title="Regulamin"))
    old = factories.consent_text(kind="privacy", title="Klauzula", version=3)
    services.register(event, factories.submission(acknowledged=[old]))

    paths = [path for path in opened(event) if path.startswith("regulamin-i-klauzule/")]

    assert [path.rpartition("_")[0] for path in paths] == [
        "regulamin-i-klauzule/klauzula_wersja-3",
        "regulamin-i-klauzule/regulamin_wersja-1",
    ]


def test_folder_holds_the_scans_and_says_which_were_withdrawn(workshop, bob):
    scan = filed(workshop, bob)
    scan.withdrawn_at, scan.withdrawal_reason = SOON, "Zła strona."
    scan.save()
    kept = filed(workshop, bob, SCAN + b"!")

    files = opened(workshop)

    assert files[f"listy/podpisane/2026-09-22_lista_{scan.pk}_wycofana.pdf"] == SCAN
    assert files[f"listy/podpisane/2026-09-22_lista_{kept.pk}.pdf"] == SCAN + b"!"


@pytest.mark.usefixtures("in_english")
def test_folder_says_that_a_scan_is_lost(workshop, bob):
    scan = filed(workshop, bob)
    scan.file.storage.delete(scan.file.name)

    files = opened(workshop)

    path = f"listy/podpisane/2026-09-22_lista_{scan.pk}.pdf"
    assert path not in files
    assert "missing in the portal" in files[f"{path}.brak.txt"].decode()


@pytest.mark.usefixtures("in_english")
def test_folder_says_that_a_scan_is_not_the_one_that_was_filed(workshop, bob):
    scan = filed(workshop, bob)
    with scan.file.storage.open(scan.file.name, "wb") as file:
        file.write(b"something else")

    assert "it is not the file that was filed" in opened(workshop)["index.html"].decode()


def test_folder_reads_a_table_in_chunks(workshop):
    for number in range(3):
        factories.participant(workshop, last_name=f"Nowak{number}")
    with CaptureQueriesContext(connection) as few:
        made(workshop)
    for number in range(7):
        factories.participant(workshop, last_name=f"Kowal{number}")

    with CaptureQueriesContext(connection) as many:
        made(workshop)

    assert len(many) == len(few)


def test_folder_of_an_event_without_days_people_or_project_is_made():
    event = factories.event(days=0, title="Pusto")

    name, _content = made(event)

    assert name == "teczka_pusto.zip"
