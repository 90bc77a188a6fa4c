"""The mailbox of `make run`: real mails in, a harmless page out."""

import os
import smtplib
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from email.message import EmailMessage
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def mailbox(tmp_path):
    """A running mailbox, as the port for mails and the address of its page."""
    smtp_port, page_port = free_port(), free_port()
    environment = os.environ | {
        "MAIL_FOLDER": str(tmp_path),
        "MAIL_PORT": str(smtp_port),
        "MAILBOX_PORT": str(page_port),
    }
    process = subprocess.Popen([sys.executable, "-m", "dev.mailbox"], cwd=ROOT, env=environment)
    wait_for(page_port)
    yield smtp_port, f"http://127.0.0.1:{page_port}"
    process.terminate()
    process.wait()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(port):
    for _ in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("the mailbox did not start")


def send(port, *, subject="Zgłoszenie przyjęte", text="Dziękujemy.", html=None, attachment=None):
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "owes@owes.example", "jan@example.org", subject
    mail.set_content(text)
    if html:
        mail.add_alternative(html, subtype="html")
    if attachment:
        mail.add_attachment(attachment, maintype="text", subtype="calendar", filename="żal się.ics")
    with smtplib.SMTP("127.0.0.1", port) as client:
        client.send_message(mail)


def get(address):
    with urllib.request.urlopen(address) as answer:
        return answer.headers, answer.read()


def shown_mail(address):
    _, page = get(address)
    path = page.decode().split('<a href="/')[1].split('"')[0]
    return f"{address}/{path}"


def test_mailbox_is_empty_at_first(mailbox):
    _, address = mailbox

    _, page = get(address)

    assert "No mail yet." in page.decode()


def test_mailbox_lists_mails_newest_first(mailbox):
    port, address = mailbox
    send(port, subject="Pierwszy")
    send(port, subject="Drugi")

    _, page = get(address)

    assert page.decode().index("Drugi") < page.decode().index("Pierwszy")


def test_mailbox_shows_the_text_of_a_mail(mailbox):
    port, address = mailbox
    send(port, text="Do zobaczenia w Dąbrowie Górniczej!")

    _, page = get(shown_mail(address))

    assert "Do zobaczenia w Dąbrowie Górniczej!" in page.decode()


def test_mailbox_escapes_what_a_mail_says(mailbox):
    port, address = mailbox
    send(port, subject="<script>alert(1)</script>", text="<b>not bold</b>")

    headers, page = get(shown_mail(address))

    assert "<script>" not in page.decode()
    assert "&lt;b&gt;not bold&lt;/b&gt;" in page.decode()
    assert headers["Content-Security-Policy"].startswith("default-src 'none';")


def test_mailbox_shows_html_in_a_sandbox_only(mailbox):
    port, address = mailbox
    send(port, html="<p>Dzień dobry<script>alert(1)</script>")

    _, page = get(shown_mail(address))
    headers, part = get(f"{shown_mail(address)}/1")

    assert "<iframe sandbox" in page.decode()
    assert "Dzień dobry" in part.decode()
    assert headers["Content-Security-Policy"].startswith("sandbox allow-popups")


def test_mailbox_gives_attachments_as_downloads(mailbox):
    port, address = mailbox
    send(port, attachment=b"BEGIN:VCALENDAR")

    headers, part = get(f"{shown_mail(address)}/1")

    assert part == b"BEGIN:VCALENDAR"
    assert headers["Content-Disposition"] == "attachment; filename*=utf-8''%C5%BCal%20si%C4%99.ics"


@pytest.mark.parametrize("path", ["/missing", "/../../etc/passwd", "/x/9"])
def test_mailbox_knows_nothing_but_its_mails(mailbox, path):
    _, address = mailbox

    with pytest.raises(urllib.error.HTTPError, match="404"):
        get(address + path)
