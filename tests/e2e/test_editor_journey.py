"""An editor's first week: news with a gallery, an event of two days, its copy and its report."""

from datetime import datetime, time, timedelta
from pathlib import Path

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from playwright.sync_api import expect

from events.models import Article, Event, EventDay
from owes_portal.demo.logins import create_logins
from tests import factories
from tests.e2e.looks import barriers
from tests.factories_pictures import encoded

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

EIGHT = time(8)
IN_FOUR_WEEKS = timedelta(weeks=4)


@pytest.fixture
def project(operator):
    project = factories.project(title="Iskra w gminie")
    project.marks.add(factories.funding_mark())
    return project


@pytest.fixture
def rules(operator):
    return factories.consent_text(kind="rules", title="Regulamin warsztatów")


@pytest.fixture
def editor(open_browser, site, project, rules):
    """The window of somebody who has the demo's role of an editor, and no other right."""
    create_logins()
    login = Client()
    login.force_login(User.objects.get(username="redaktor"))
    address = site.replace("http:", "https:")
    cookies = [
        {"name": name, "value": cookie.value, "url": address, "secure": True}
        for name, cookie in login.cookies.items()
    ]
    window = open_browser(storage_state={"cookies": cookies}, timezone_id="Europe/Warsaw")
    window.goto("/panel/")
    return window


@pytest.fixture
def tomorrow():
    return timezone.localdate() + timedelta(days=1)


def at_eight(day):
    return datetime.combine(day, EIGHT, timezone.get_current_timezone())


def photos(folder: Path):
    """Two that are pictures, and one that only says so."""
    for name, content in [("rynek.jpg", encoded()), ("stoly.png", encoded("PNG", colour="olive"))]:
        (folder / name).write_bytes(content)
    (folder / "plan.jpg").write_bytes(b"%PDF-1.7")
    return [str(folder / name) for name in ("rynek.jpg", "stoly.png", "plan.jpg")]


def write(page, field, text):
    """Into the box of rich text, found by its label as a screen reader finds it."""
    page.get_by_role("textbox", name=field).first.click()
    page.keyboard.type(text)


def when_to_appear(page, day):
    page.locator("#id_published_from_0").fill(f"{day:%d.%m.%Y}")
    page.locator("#id_published_from_1").fill("8.00")


def seen_in_preview(page):
    with page.expect_popup() as popup:
        page.get_by_role("button", name="Podgląd").click()
    preview = popup.value
    preview.get_by_role("heading", level=1).wait_for()
    text = preview.locator("main").inner_text()
    preview.close()
    return text


def publish(page):
    page.get_by_role("button", name="Zapisz i opublikuj").click()
    page.locator(".messagelist").wait_for()
    return page.locator(".messagelist").inner_text()


def test_an_editor_publishes_news_with_a_gallery(editor, client, tmp_path, tomorrow):
    editor.get_by_role("link", name="Napisz aktualność").click()
    editor.get_by_label("Tytuł").first.fill("Targi wolontariatu")
    editor.get_by_label("W jednym lub dwóch zdaniach").first.fill("Przyszło dwadzieścia grup.")
    write(editor, "Treść", "Na rynku stanęły stoiska.")
    editor.get_by_label("Zdjęcia z Twojego urządzenia").set_input_files(photos(tmp_path))
    editor.get_by_label("Autorstwo zdjęć").fill("Anna Wrona")
    editor.get_by_label("Osoby na zdjęciach").select_option("nobody")
    editor.get_by_role("button", name="Wczytaj zdjęcia").click()
    expect(editor.get_by_text("Wczytaliśmy 2 zdjęcia.")).to_be_visible()
    expect(editor.get_by_text("plan.jpg")).to_be_visible()
    taken = barriers(editor)
    when_to_appear(editor, tomorrow)
    editor.get_by_role("button", name="Zapisz i opublikuj").click()
    expect(editor.get_by_role("heading", name="Popraw 2 pola")).to_be_visible()
    refused = barriers(editor)
    for number, words in enumerate(["Stoiska na rynku.", "Ludzie przy stołach."]):
        editor.locator(f"#id_pictures-{number}-alt").fill(words)
    preview = seen_in_preview(editor)
    told = publish(editor)

    assert (taken, refused) == ([], [])
    assert "Targi wolontariatu" in preview
    assert "Na rynku stanęły stoiska." in preview
    assert f"{tomorrow.day}.{tomorrow:%m} o\xa08.00" in told.replace("o 8.00", "o\xa08.00")
    address = Article.objects.get().get_absolute_url()
    assert client.get(address).status_code == 404
    with time_machine.travel(at_eight(tomorrow), tick=False):
        page = client.get(address).content.decode()
    assert 'alt="Stoiska na rynku."' in page
    assert 'alt="Ludzie przy stołach."' in page


def test_an_editor_announces_copies_and_reports_on_an_event(editor, client, project, tomorrow):
    announce(editor, tomorrow)
    preview = seen_in_preview(editor)
    told = publish(editor)
    event = Event.objects.get()
    copied = copy(editor, event)
    apart = timezone.localdate(copied.starts_at) - timezone.localdate(event.starts_at)
    pass_by(event)
    report(editor, event)

    assert "Dom kultury" in preview
    assert "9.00 powitanie" in preview
    assert "o 8.00" in told.replace("\xa0", " ")
    assert copied.status == "draft"
    assert apart == IN_FOUR_WEEKS
    assert [copied.days.count(), copied.rules, copied.project] == [2, event.rules, project]
    with time_machine.travel(at_eight(tomorrow), tick=False):
        page = client.get(event.get_absolute_url()).content.decode()
        copy_page = client.get(copied.get_absolute_url())
    assert "Umowy były proste." in page
    assert copy_page.status_code == 404


def announce(page, day):
    page.get_by_role("link", name="Dodaj wydarzenie", exact=True).click()
    page.get_by_label("Tytuł").first.fill("Pierwsza umowa")
    page.get_by_label("W jednym lub dwóch zdaniach").first.fill("Uczymy się pisać umowy.")
    write(page, "Program", "9.00 powitanie")
    page.get_by_role("link", name="Dodaj dzień").or_(
        page.get_by_role("button", name="Dodaj dzień")
    ).click()
    for number in (0, 1):
        on = f"{day + timedelta(days=7 + number):%d.%m.%Y}"
        typed = {"starts_at_0": on, "starts_at_1": "9", "ends_at_0": on, "ends_at_1": "15.00"}
        typed |= {"place": "Dom kultury", "address": "ul. Lipowa 2, Zamość"}
        for name, value in typed.items():
            page.locator(f"#id_days-{number}-{name}").fill(value)
    page.get_by_label("Regulamin").select_option(label="Regulamin warsztatów, wersja 1")
    page.get_by_label("Projekt").select_option(label="Iskra w gminie")
    when_to_appear(page, day)


def copy(page, event):
    page.goto(f"/panel/events/event/{event.pk}/change/")
    page.get_by_role("link", name="Kopiuj wydarzenie").click()
    page.get_by_role("button", name="Pokaż terminy").click()
    page.get_by_role("button", name="Utwórz 1 szkic").click()
    page.get_by_text("Kopia jest gotowa.").or_(page.locator(".messagelist")).first.wait_for()
    return Event.objects.exclude(pk=event.pk).get()


def pass_by(event):
    """Two weeks later: the same event, over by now."""
    for day in EventDay.objects.filter(event=event):
        day.starts_at -= timedelta(days=14)
        day.ends_at -= timedelta(days=14)
        day.save()
    event.refresh_from_db()
    event.published_from = timezone.now() - timedelta(days=20)
    event.save(update_fields=["published_from"])
    event.copy_from_days()
    event.refresh_from_db()


def report(page, event):
    page.goto(f"/panel/events/event/{event.pk}/change/")
    page.get_by_role("link", name="Utwórz relację").click()
    expect(page.get_by_label("Relacja z wydarzenia")).to_be_checked()
    page.get_by_label("W jednym lub dwóch zdaniach").first.fill("Przyszło 14 osób.")
    write(page, "Treść", "Umowy były proste.")
    publish(page)
