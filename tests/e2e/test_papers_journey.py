"""An event from its empty list to the certificate that a stranger checks, in one go."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from events.models import EventDay
from registrations.models import Certificate, SignedList, Tick
from tests import factories
from tests.printed import pages_of

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

SURNAMES = [
    "Bąk", "Ćwik", "Drozd", "Góra", "Kłos", "Lis", "Łoś", "Maj", "Sowa", "Szpak", "Wilk", "Żuk"
]  # fmt: skip


@pytest.fixture
def event(operator, fonts):
    """Eight teaching hours that began an hour ago; 80 % of them are asked for."""
    event = factories.event(
        title="ABC ekonomii społecznej",
        starts_at=timezone.now() - timedelta(hours=1),
        certificate_threshold=80,
        privacy_notice=factories.consent_text(),
    )
    for surname in SURNAMES:
        factories.participant(event, last_name=surname)
    return event


@pytest.fixture
def desk(open_browser, as_bob, event):
    """The organiser's computer, at the registrations of the event."""
    page = open_browser(**as_bob)
    page.goto(f"/panel/wydarzenia/{event.pk}/zgloszenia/")
    return page


@pytest.fixture
def phone(open_browser, as_bob, event):
    """Her phone, at the list of the day."""
    page = open_browser(viewport={"width": 360, "height": 640}, **as_bob)
    page.goto(f"/panel/wydarzenia/{event.pk}/obecnosc/{event.days.get().pk}/")
    return page


@pytest.fixture
def stranger(open_browser):
    return open_browser(java_script_enabled=False)


def follow(page, *names):
    for name in names:
        page.locator("#content-start").get_by_role("link", name=name, exact=True).click()


def print_empty_list(desk):
    """The PDF as it comes from the printer, and the number at its foot."""
    follow(desk, "Dokumenty", "Lista obecności")
    desk.get_by_label("Bez nazwisk").check()
    desk.get_by_role("button", name=re.compile("^Pokaż w.podglądzie")).click()
    desk.get_by_role("button", name="Przygotuj PDF").click()
    content = taken_out(desk, "lista-obecnosci-pusta_")
    text = pages_of(content)[0]
    assert "Anna" not in text
    return content, re.search(r"LO-\d+-\d{8}-\d{4}", text)[0]


def taken_out(desk, name):
    """What the newest link to a file of that name leads to; the browser would show it itself."""
    link = desk.get_by_role("link", name=re.compile(f"^{name}")).first
    read = "async it => [...new Uint8Array(await (await fetch(it.href)).arrayBuffer())]"
    return bytes(link.evaluate(read))


def tick_all(phone):
    """Four with a network, eight without; one of them was there for three hours of eight only."""
    for surname in SURNAMES[:4]:
        row(phone, surname).get_by_role("button", name="Obecność", exact=True).click()
    expect(phone.locator("#ticks-left")).to_have_text("Wszystko zapisane.")
    phone.context.set_offline(True)
    for surname in SURNAMES[4:]:
        row(phone, surname).get_by_role("button", name="Obecność", exact=True).click()
    row(phone, "Żuk").locator("summary").click()
    row(phone, "Żuk").get_by_label("Godziny dydaktyczne").fill("3")
    row(phone, "Żuk").get_by_role("button", name="Zapisz część dnia").click()
    expect(phone.locator("#ticks-left")).to_have_text("Czeka na zapisanie: 9.")
    assert Tick.objects.count() == 4
    phone.context.set_offline(False)
    expect(phone.locator("#ticks-left")).to_have_text("Wszystko zapisane.", timeout=20_000)


def row(phone, surname):
    return phone.locator(".tick", has_text=surname)


def add_walk_in(phone):
    phone.get_by_role("link", name="Dopisz osobę bez zgłoszenia").click()
    phone.get_by_label("Imię").fill("Ewa")
    phone.get_by_label("Nazwisko").fill("Nowa")
    phone.get_by_label("Przekazano").check()
    phone.get_by_role("button", name="Dopisz i odnotuj obecność").click()
    expect(phone.get_by_role("heading", name="Ewa Nowa – obecność zapisana")).to_be_visible()


def let_a_day_pass(event):
    for day in event.days.all():
        moments = {"starts_at": day.starts_at, "ends_at": day.ends_at}
        earlier = {name: at - timedelta(days=1) for name, at in moments.items()}
        EventDay.objects.filter(pk=day.pk).update(**earlier)
    event.copy_from_days()


def file_scan(desk, content, number):
    """What was printed and signed comes back, and agrees with the ticks."""
    follow(desk, "Dokumenty", "Podpisane listy", "Dołącz podpisaną listę")
    desk.get_by_role("group", name="Których dni dotyczą podpisy?").get_by_role("checkbox").check()
    scan = {"name": "lista.pdf", "mimeType": "application/pdf", "buffer": content}
    desk.get_by_label("Skan albo zdjęcie").set_input_files(scan)
    desk.get_by_label("Numer listy").fill(number)
    desk.get_by_role("button", name="Dołącz skany").click()
    follow(desk, re.compile("lista.pdf"))
    desk.get_by_label("Lista jest zgodna z wpisami").check()
    desk.get_by_role("button", name="Zapisz wynik").click()


def issue_certificates(desk):
    follow(desk, "Zaświadczenia")
    desk.get_by_role("button", name="Wydaj zaświadczenia").click()
    desk.get_by_role("button", name="Wydaj i powiadom").click()
    expect(desk.get_by_text("Wydano 12 zaświadczeń.")).to_be_visible()


def code_on_paper(desk, number):
    """The code that stands on the PDF of the certificate."""
    follow(desk, number)
    desk.get_by_role("button", name="Przygotuj PDF").click()
    text = pages_of(taken_out(desk, "zaswiadczenie_"))[0]
    return re.search(r"\b[0-9A-Z]{4}(-[0-9A-Z]{4}){4}\b", text)[0]


def revoke(desk, reason):
    follow(desk, "Unieważnij zaświadczenie")
    desk.get_by_label("Powód").fill(reason)
    desk.get_by_role("button", name="Unieważnij zaświadczenie").click()


def check(stranger, code):
    """What the portal says to whoever types that code."""
    stranger.goto("/zaswiadczenia/")
    stranger.get_by_label("Kod zaświadczenia").fill(code)
    stranger.get_by_role("button", name="Sprawdź to zaświadczenie").click()
    return stranger.inner_text("main")


def test_event_from_its_empty_list_to_a_certificate_that_is_checked(desk, phone, stranger, event):
    paper, number = print_empty_list(desk)
    tick_all(phone)
    add_walk_in(phone)
    let_a_day_pass(event)
    file_scan(desk, paper, number)
    issue_certificates(desk)

    names = set(Certificate.objects.values_list("participant__last_name", flat=True))
    assert names == {*SURNAMES[:-1], "Nowa"}
    scan = SignedList.objects.get()
    assert (scan.list_number, scan.differences, scan.compared_at is None) == (number, "", False)

    certificate = Certificate.objects.get(participant__last_name="Łoś")
    code = code_on_paper(desk, certificate.number)
    genuine = check(stranger, code)
    forged = check(stranger, code[:-1] + ("B" if code[-1] == "A" else "A"))
    revoke(desk, "Podpisał się ktoś inny.")
    revoked = check(stranger, code)

    assert "To zaświadczenie jest ważne" in genuine
    assert "Anna Łoś" in genuine
    assert "Nie znamy takiego zaświadczenia" in forged
    assert "To zaświadczenie jest nieważne" in revoked
    assert "Anna Łoś" not in revoked
