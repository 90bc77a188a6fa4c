"""A mail server that answers as a test tells it, a worker's turn with it, and small papers."""

from datetime import timedelta

import pytest
from django.utils import timezone

from owes_portal import delivery, pdf
from owes_portal.models import OutgoingMail
from tests.mail_server import MailServer


@pytest.fixture
def server(settings, monkeypatch):
    monkeypatch.setattr(delivery, "_away_until", 0)
    with MailServer() as server:
        settings.MAILERS = server.as_mailers()
        yield server


def sent(mail, *, times=1):
    """The mail after a worker has tried so many times, however long it had to wait."""
    for _ in range(times):
        mail.next_attempt_at = timezone.now() - timedelta(minutes=1)
        mail.save(update_fields=["next_attempt_at"])
        delivery.send_due(mail.pk)
        mail.refresh_from_db()
    return mail


def all_sent():
    """What became of all mails after one turn of a worker."""
    delivery.send_due(0)
    return [mail.status for mail in OutgoingMail.objects.order_by("pk")]


def minutes_of_waiting(mail):
    return round((mail.next_attempt_at - timezone.now()) / timedelta(minutes=1))


@pytest.fixture
def paper(settings, fonts):
    """Renders a template with the given body."""

    def render(body):
        page = '{% extends "pdf_base.html" %}{% block paper %}' + body + "{% endblock paper %}"
        loaders = [
            ("django.template.loaders.locmem.Loader", {"paper.html": page}),
            "django.template.loaders.filesystem.Loader",
        ]
        backend = {k: v for k, v in settings.TEMPLATES[0].items() if k != "APP_DIRS"}
        settings.TEMPLATES = [backend | {"OPTIONS": {"loaders": loaders}}]
        return pdf.render("paper.html", {}, title="Próba")

    return render
