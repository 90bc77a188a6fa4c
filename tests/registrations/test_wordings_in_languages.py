"""The clause and the consents in the visitor's language: what was shown is what is recorded."""

import pytest
from django.urls import clear_url_caches

from owes_portal.models import ConsentText
from registrations.models import Registration
from tests import factories
from tests.factories_signup import box, typed
from tests.reading import tree, words

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _addresses_of_visitors():
    clear_url_caches()
    yield
    clear_url_caches()


@pytest.fixture
def rules(db):
    return factories.consent_text(kind="rules", body="<p>Przyjdź punktualnie.</p>")


@pytest.fixture
def rules_in_english(rules):
    return translation_of(rules, language="en", body="<p>Come on time.</p>")


@pytest.fixture
def event(rules):
    return factories.event(slug="abc", rules=rules, privacy_notice=factories.consent_text())


def translation_of(text, **fields):
    return factories.consent_text(kind=text.kind, translation_of=text, **fields)


def boxes(response):
    return tree(response).xpath('//input[starts-with(@name, "wording-")]/@name')


def recorded():
    return {consent.text for consent in Registration.objects.get().consents.all()}


def test_translation_is_shown_in_its_language_only(client, event, rules_in_english):
    shown = {home: words(client.get(f"{home}wydarzenia/abc/zapisy/")) for home in ("/", "/en/")}

    assert "Przyjdź punktualnie." in shown["/"]
    assert "Come on time." not in shown["/"]
    assert "Come on time." in shown["/en/"]
    assert "Przyjdź punktualnie." not in shown["/en/"]


def test_what_has_no_translation_is_shown_in_polish_and_says_so(client, event, rules_in_english):
    page = tree(client.get("/uk/wydarzenia/abc/zapisy/"))

    shown = page.xpath('//*[@lang="pl"][contains(., "Przyjdź punktualnie.")]')
    assert len(shown) == 1


@pytest.mark.parametrize("home", ["/", "/en/", "/uk/"])
def test_exactly_the_version_that_was_shown_is_recorded(client, event, rules_in_english, home):
    shown = boxes(client.get(f"{home}wydarzenia/abc/zapisy/"))
    ticked = dict.fromkeys(shown, "on")
    answers = typed(event) | dict.fromkeys(map(box, ConsentText.objects.all())) | ticked
    sent = {name: value for name, value in answers.items() if value is not None}

    client.post(f"{home}wydarzenia/abc/zapisy/", sent | {"confirm": "1"})

    assert {box(text) for text in recorded()} == set(shown)
    assert (rules_in_english in recorded()) == (home == "/en/")


def test_whoever_changes_the_language_meanwhile_is_asked_anew(client, event, rules_in_english):
    read_in_polish = typed(event) | {"confirm": "1"}

    page = client.post("/en/wydarzenia/abc/zapisy/", read_in_polish)

    assert "Mark that you know the rules." in words(page)
    assert not Registration.objects.exists()


def test_version_that_follows_is_not_told_in_the_words_of_an_old_translation(
    client, event, rules, rules_in_english
):
    event.rules = factories.consent_text(kind="rules", body="<p>Przyjdź wcześniej.</p>")
    event.save()

    page = words(client.get("/en/wydarzenia/abc/zapisy/"))

    assert "Przyjdź wcześniej." in page
    assert "Come on time." not in page


def test_newest_translation_is_shown(client, event, rules, rules_in_english):
    newer = translation_of(rules, language="en", version=2, body="<p>Do not be late.</p>")

    assert box(newer) in boxes(client.get("/en/wydarzenia/abc/zapisy/"))
    assert box(rules_in_english) not in boxes(client.get("/en/wydarzenia/abc/zapisy/"))


@pytest.mark.parametrize("translation_count", [1, 3])
def test_form_in_another_language_asks_as_often(
    client, event, rules, django_assert_num_queries, translation_count
):
    for number in range(translation_count):
        translation_of(rules, language="en", version=number + 1)
    client.get("/en/wydarzenia/abc/zapisy/")

    with django_assert_num_queries(3):
        client.get("/en/wydarzenia/abc/zapisy/")
