"""Samples of all mails: none is missing, each is the true mail, and nothing of them remains."""

import re

import pytest
from django.apps import apps
from django.conf import settings

from owes_portal.models import NumberSeries
from registrations.mail_samples import SAMPLES
from tests import factories
from tests.reading import links, section, tree, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("operator")]

every_sample = pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.slug)


def rows():
    """How many rows each table of the portal has."""
    return {model._meta.label: model.objects.count() for model in apps.get_models()}


def templates():
    """Mails by the name that their three templates share."""
    folder = settings.BASE_DIR / "templates"
    found = folder.glob("*/emails/*_subject.txt")
    return {path.relative_to(folder).as_posix().removesuffix("_subject.txt") for path in found}


def test_every_mail_has_a_sample():
    assert {sample.template for sample in SAMPLES} == templates()


def test_every_mail_is_in_the_documentation():
    table = (settings.BASE_DIR / "docs/mail.md").read_text().partition("## All mails")[2]

    named = re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)
    assert sorted(named) == sorted({sample.mail for sample in SAMPLES})


def test_samples_have_an_address_each():
    slugs = [sample.slug for sample in SAMPLES]

    assert sorted(set(slugs)) == sorted(slugs)


def test_samples_leave_nothing_behind(bobs_client, mailoutbox, send_mails):
    before = rows()

    with send_mails():
        pages = [bobs_client.get(f"/panel/poczta/wzory/{one.slug}/") for one in SAMPLES]

    assert {page.status_code for page in pages} == {200}
    assert rows() == before
    assert mailoutbox == []


def test_sample_uses_no_number_up(bobs_client, operator):
    first = factories.registration(factories.event()).number

    bobs_client.get("/panel/poczta/wzory/potwierdzenie/")

    assert first.endswith("-0001")
    assert NumberSeries.objects.get().last == 1


def test_sample_is_made_by_the_function_that_writes_the_mail(bobs_client, in_english, mailoutbox):
    page = bobs_client.get("/panel/poczta/wzory/potwierdzenie/")

    (html,) = tree(page).xpath("//iframe/@srcdoc")
    assert "Confirmation of registration W-2000-0147" in words(page)
    assert "you have a place at" in section(page, "text")
    assert "you have a place at" in html.replace("\xa0", " ")
    assert "BEGIN:VCALENDAR" in section(page, "files")


def test_samples_are_named_with_when_they_go_out(bobs_client):
    page = bobs_client.get("/panel/poczta/wzory/")

    assert links(page)[-len(SAMPLES) :] == [f"/panel/poczta/wzory/{one.slug}/" for one in SAMPLES]
    assert [one.slug for one in SAMPLES if one.when.replace("\xa0", " ") not in words(page)] == []


def test_sample_that_is_not_there_is_not_found(bobs_client):
    assert bobs_client.get("/panel/poczta/wzory/nie-ma/").status_code == 404


def test_sample_shows_the_pictures_that_come_inside_the_mail(bobs_client):
    project = factories.project()
    project.marks.set([factories.funding_mark()])

    page = bobs_client.get("/panel/poczta/wzory/potwierdzenie/")

    (html,) = tree(page).xpath("//iframe/@srcdoc")
    assert 'src="data:image/png;base64,' in html
    assert "cid:" not in html


def test_sample_of_a_reminder_shows_how_its_reader_stops_them(bobs_client):
    page = words(bobs_client.get("/panel/poczta/wzory/przypomnienie/"))

    assert "List-Unsubscribe-Post" in page
    assert "/przypomnienia/>" in page


@pytest.mark.parametrize(
    ("slug", "why"),
    [
        ("rezygnacja", "because registration W-2000-0147 was cancelled."),
        ("rezygnacja-osoby", "because a place of registration W-2000-0147 was cancelled."),
    ],
)
def test_sample_of_a_cancellation_says_what_was_cancelled(bobs_client, in_english, slug, why):
    page = bobs_client.get(f"/panel/poczta/wzory/{slug}/")

    assert why in section(page, "text")
