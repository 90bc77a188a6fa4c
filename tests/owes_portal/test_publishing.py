"""What a visitor gets under the address of what is published, will be, was, or never was."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from events.models import Attachment
from tests import factories
from tests.factories_library import innovation, pdf, publication, publication_file

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

MAKERS = {
    "/aktualnosci/": factories.article,
    "/wydarzenia/": factories.event,
    "/projekty/": factories.project,
    "/innowacje/": innovation,
    "/publikacje/": publication,
    "/": factories.page,
}
WITHDRAWN = {"status": "withdrawn", "withdrawal_reason": "Pomyliliśmy dwie osoby."}


@pytest.fixture(params=MAKERS.items(), ids=MAKERS)
def make(request):
    """Makes one of the six things that staff publish, with a title and a slug to look for."""
    _folder, maker = request.param
    return lambda **fields: maker(title="Jan Nowak wygrał", slug="jan-nowak-wygral", **fields)


@pytest.fixture(params=MAKERS)
def folder(request):
    return request.param


def test_what_is_published_is_shown(client, make):
    row = make()

    response = client.get(row.get_absolute_url())

    assert response.status_code == 200
    assert "Jan Nowak wygrał" in response.content.decode()


def test_what_is_withdrawn_is_gone_and_says_why_and_nothing_else(client, make):
    row = make(**WITHDRAWN)

    response = client.get(row.get_absolute_url())

    assert response.status_code == 410
    assert "Pomyliliśmy dwie osoby." in response.content.decode()
    assert "Nowak" not in response.content.decode()
    assert "no-store" in response["Cache-Control"]


def test_a_withdrawn_page_leads_on_to_its_list(client, folder):
    row = MAKERS[folder](**WITHDRAWN)

    page = client.get(row.get_absolute_url()).content.decode()

    main = page.partition("<main")[2].partition("</main")[0]
    assert f'href="{folder}"' in main


@pytest.mark.parametrize(
    "fields",
    [
        {"status": "draft"},
        {"status": "review"},
        {"status": "archived"},
        {"published_from": timezone.now() + timedelta(days=1)},
        {"published_until": timezone.now() - timedelta(minutes=5)},
        WITHDRAWN | {"published_from": timezone.now() + timedelta(days=1)},
    ],
    ids=["draft", "to be checked", "archived", "to come", "over", "withdrawn before it came"],
)
def test_what_nobody_may_read_is_not_found(client, make, fields):
    row = make(**fields)

    response = client.get(row.get_absolute_url())

    assert response.status_code == 404
    assert "Nowak" not in response.content.decode()


def test_what_lies_below_a_withdrawn_event_is_gone_too(client):
    event = factories.event(slug="abc", **WITHDRAWN)
    file = Attachment.objects.create(
        event=event, title="Program", file=ContentFile(pdf(), "program.pdf")
    )
    addresses = ["kalendarz.ics", "zapisy/", f"pliki/{file.pk}/"]

    found = [client.get(f"/wydarzenia/abc/{address}").status_code for address in addresses]

    assert found == [410, 410, 410]


def test_the_file_of_a_withdrawn_publication_is_gone_too(client):
    file = publication_file()
    book = file.edition.publication
    for name, value in WITHDRAWN.items():
        setattr(book, name, value)
    book.save()

    assert client.get(file.get_absolute_url()).status_code == 410


def test_an_invitation_to_a_withdrawn_event_is_gone(client):
    invitation = factories.invitation(factories.event(signup_mode="invitation", **WITHDRAWN))

    assert client.get(f"/zaproszenie/{invitation.token}/").status_code == 410


def test_a_withdrawn_page_is_gone_in_every_language(client, settings):
    settings.LANGUAGE_CODE = "pl"
    factories.article(slug="otwarcie", **WITHDRAWN)

    response = client.get("/uk/aktualnosci/otwarcie/")

    assert response.status_code == 410
    assert 'href="/uk/aktualnosci/"' in response.content.decode()
