"""What waits in the middle of its work until a test lets it go on, and what kills its process."""

import asyncio
import os
import signal
import time
import zipfile
from pathlib import Path

from django.utils import timezone

from owes_portal import pdf
from owes_portal.models import Document
from owes_portal.spreadsheet import Column, Sheet, write_csv, write_xlsx
from tests.mail_server import MailServer

POISON = 13  # the number of an event whose list kills whoever builds it
GREEDY = 14  # and of one whose list wants all the memory
GIANT = 15  # of one whose list is a table of a million cells
TANGLED = 16  # and of one whose boxes fit into each other a billion times
# Of those whose files are half written until the gate is there.
PDF, CSV, XLSX, ZIP = HALF_WRITTEN = 21, 22, 23, 24
ROWS = 20_000


class HoldingMailServer(MailServer):
    """Takes mails; while it holds, whoever has handed one over waits for the answer."""

    is_holding = False

    def __exit__(self, *failure):
        self.is_holding = False
        super().__exit__(*failure)

    async def handle_DATA(self, server, session, envelope):
        answer = await super().handle_DATA(server, session, envelope)
        while self.is_holding:
            await asyncio.sleep(0.02)
        return answer


def build(subject_id, file, report_progress):
    """A document that is half done until the gate is there; that of POISON never gets on."""
    report_progress(50)
    if subject_id == POISON:
        die()
    if subject_id == GREEDY:
        devour()
    if subject_id in TEMPLATES:
        file.write(pdf.render(TEMPLATES[subject_id], {"lots": range(1_000)}, title="Lista"))
        return "lista.pdf"
    return WRITERS.get(subject_id, write_pdf)(file)


def wait_for_gate():
    while not Path(os.environ["GATE"]).exists():
        time.sleep(0.02)


def write_pdf(file):
    file.write(b"%PDF-1.7 ")
    wait_for_gate()
    file.write(b"whole")
    return "lista.pdf"


def write_table_csv(file):
    write_csv(file, ["Lp."], rows())
    return "lista.csv"


def write_table_xlsx(file):
    sheet = Sheet("Lista", [Column("Lp.", 5)], rows())
    write_xlsx(file, [sheet], created=timezone.now(), folder=Document.folder())
    return "lista.xlsx"


def write_zip(file):
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("1.txt", b"whole" * ROWS)
        wait_for_gate()
        archive.writestr("2.txt", b"whole")
    return "lista.zip"


def rows():
    for number in range(ROWS):
        if number == ROWS / 2:
            wait_for_gate()
        yield [number]


WRITERS = {CSV: write_table_csv, XLSX: write_table_xlsx, ZIP: write_zip}
TEMPLATES = {GIANT: "giant.html", TANGLED: "tangled.html"}


def attachment(registration):
    """A mail that kills whoever makes it ready to be sent."""
    if registration.email.startswith("poison"):
        die()
    return []


def die():
    os.kill(os.getpid(), signal.SIGKILL)


def devour():
    """In small pieces, so that nothing is left for whoever wants to say what has happened."""
    eaten = []
    while True:
        eaten.append([eaten, bytes(1_000)])
