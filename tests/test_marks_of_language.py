"""Whatever staff wrote in Polish is marked as Polish on pages in other languages (WCAG 3.1.2)."""

import pytest
from django.db import models
from django.test import Client
from django.urls import clear_url_caches
from django.utils import timezone

from dev.messages import catalogue
from events.models import Article, Attachment, Event, EventDay, PickupPoint
from innovations.models import Innovation
from owes_portal.models import ConsentText, ContactPerson, Operator, Page, Partner, Project, Topic
from owes_portal.models.declaration import AccessibilityDeclaration
from owes_portal.models.pictures import kinds_of_pictures
from publications.models import Edition, Publication, PublicationFile
from registrations.models import Question
from tests import factories
from tests.factories_library import innovation, publication
from tests.factories_signup import question
from tests.reading import tree
from tests.scene import full_portal

pytestmark = pytest.mark.django_db

POLISH = "żółw"
# What is the same in every language: names of people and firms, numbers, addresses.
SAME = {
    Operator: {"short_name", "postal_code", "phone", "email", "data_protection_email"}
    | {"nip", "regon", "krs"},
    ContactPerson: {"name", "phone", "email"},
    Partner: {"name"},
    Project: {"number"},
    Publication: {"authors", "editors", "publisher"},
    Edition: {"isbn"},
    Innovation: {"author_organisation"},
    AccessibilityDeclaration: {"entity", "contact_name", "contact_email", "contact_phone"},
    Question: {"shown_if_answer"},
}
WRITTEN_BY_STAFF = [
    *(Article, Attachment, Event, EventDay, PickupPoint, Page, Topic, ContactPerson, Operator),
    *(Partner, Project, AccessibilityDeclaration, Innovation, Publication, PublicationFile),
    *(Edition, Question, ConsentText),
]
NOT_SHOWN = {"slug", "withdrawal_reason", "language", "sha256", "author"}
APART = ("/panel/", "/podglad/", "/zdrowie/")


def texts_of(model):
    """Names of the fields in which staff write words that visitors read, with their lengths."""
    left_out = NOT_SHOWN | SAME.get(model, set())
    return {
        field.name: field.max_length
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField)
        and not isinstance(field, models.URLField | models.SlugField)
        and not field.choices
        and field.name not in left_out
    }


def write_in_polish(model):
    """Fill each text with a word that no code has, and with the name of its field."""
    for row in model._base_manager.all():
        words = f"{POLISH} {row.pk} {model.__name__}"
        told = {name: f"{words}.{name}"[:length] for name, length in texts_of(model).items()}
        model._base_manager.filter(pk=row.pk).update(**told)


def with_all_that_can_be_said(event):
    """What an event of the usual scene lacks."""
    Event.objects.filter(pk=event.pk).update(is_free=False, has_transport=True)
    PickupPoint.objects.create(event=event, place="Rynek", leaves_at=timezone.now())
    event.topics.add(factories.topic())
    event.project.partners.add(Partner.objects.create(name="Firma", country="Polska"))
    first = question(event, kind="one_of", options=["tak", POLISH])
    question(event, kind="text", shown_if=first, shown_if_answer=POLISH)
    question(event, kind="several_of", scope="registration", options=["nie", POLISH])


@pytest.fixture(scope="module")
def portal(rows_of_this_module):
    """Addresses of a portal whose every text is known to be Polish."""
    addresses = full_portal(by=factories.staff(username="bob"))
    event = Event.objects.get(slug="abc")
    with_all_that_can_be_said(event)
    cancelled = factories.event(slug="odwolane")
    cancelled.cancel("Trener jest chory.")
    topic = event.topics.get()
    innovation(topics=[topic])
    publication(topics=[topic])
    for model in [*WRITTEN_BY_STAFF, *kinds_of_pictures().values()]:
        write_in_polish(model)
    return {**addresses, "cancelled event": "/wydarzenia/odwolane/"}


@pytest.fixture(autouse=True)
def _addresses_of_visitors():
    clear_url_caches()
    yield
    clear_url_caches()


def unmarked(response):
    """Words of staff that the page says without a mark of their language."""
    return (words for words in not_in_polish(response) if POLISH in words.lower())


def not_in_polish(response):
    """All that the page does not mark as Polish, piece by piece."""
    for node in tree(response).xpath("//body//*[not(self::script)]"):
        told = [node.text, *(child.tail for child in node)]
        told += [node.get(name) for name in ("alt", "title", "aria-label", "placeholder")]
        if node.xpath("string(ancestor-or-self::*[@lang][1]/@lang)") != "pl":
            yield from (words.strip() for words in told if words)


def words_of_code(language):
    """What the catalogue of that language says, in small letters."""
    said = catalogue.read(catalogue.path_of(language))
    return {message.string.lower() for message in said if isinstance(message.string, str)}


def pages_of(portal, language):
    """Each page with its answer; files and the administration have no language."""
    client = Client()
    for name, address in portal.items():
        if not address.startswith(APART):
            response = client.get(f"/{language}{address}")
            if response.status_code == 200 and response["Content-Type"].startswith("text/html"):
                yield name, response


@pytest.mark.parametrize("language", ["en", "uk"])
def test_every_polish_word_of_staff_is_marked(db, portal, language):
    found = {name: sorted(unmarked(response)) for name, response in pages_of(portal, language)}

    assert {name: words for name, words in found.items() if words} == {}
    assert len(found) > 40


def test_no_word_of_code_is_polish_on_a_page_in_ukrainian(db, portal):
    polish = words_of_code("pl") - words_of_code("uk")

    found = {
        name: sorted({words.rstrip(":").lower() for words in not_in_polish(response)} & polish)
        for name, response in pages_of(portal, "uk")
    }

    assert {name: words for name, words in found.items() if words} == {}


def test_the_test_sees_what_is_not_marked(db, portal):
    response = Client().get("/en/wydarzenia/abc/")

    response.content = response.content.replace(b' lang="pl"', b"")

    assert len(list(unmarked(response))) > 20
