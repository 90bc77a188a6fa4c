"""Old addresses: what leads on, in which way, and what must lead nowhere."""

from datetime import timedelta

import pytest
from django.utils import timezone

from events.models import Article
from owes_portal.models import OldAddress
from owes_portal.old_addresses import book
from owes_portal.old_addresses.spelling import parents
from tests import factories
from tests.events.test_admin import answers
from tests.factories_library import publication_file

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("operator")]

ARTICLES = "/panel/events/article/"
SIGNED_UP_AT = "/wydarzenia/nowe/zapisy/"


def led(client, address, method="get"):
    response = getattr(client, method)(address)
    return response.status_code, response.get("Location")


def moved(row, slug):
    """The row with another slug, as the administration leaves it."""
    before, row.slug = row.get_absolute_url(), slug
    row.save()
    book.keep(row, before=before, now=row.get_absolute_url())
    return row


def rename(client, row, slug):
    address = f"{ARTICLES}{row.pk}/change/"
    return client.post(address, answers(client, address, slug=slug))


@pytest.mark.parametrize(
    ("old", "asked"),
    [
        ("/new,1147", "/new,1147"),
        ("/new,1147", "/new,1147/"),
        ("/o-nas/zespol/", "/o-nas/zespol"),
        ("/index.php?id=5", "/index.php?id=5"),
        ("/aktualności/żółw", "/aktualno%C5%9Bci/%C5%BC%C3%B3%C5%82w"),
        ("/new,1147", "/new,1147?utm_source=plakat"),
    ],
)
def test_an_address_of_the_old_website_leads_on(client, old, asked):
    book.lead({old: "/kontakt/"})

    assert led(client, asked) == (301, "/kontakt/")
    assert led(client, asked, "head") == (301, "/kontakt/")


def test_each_question_of_an_old_script_has_its_own_page(client):
    book.lead({"/index.php?id=5": "/kontakt/", "/index.php": "/projekty/"})

    found = [led(client, f"/index.php?id={number}")[1] for number in (5, 6)]

    assert found == ["/kontakt/", "/projekty/"]


def test_a_visitor_stays_in_the_language(client):
    book.lead({"/new,1147": "/kontakt/"})
    moved(factories.event(slug="stare"), "nowe")

    found = [led(client, address)[1] for address in ("/en/new,1147", "/uk/wydarzenia/stare/")]

    assert found == ["/en/kontakt/", "/uk/wydarzenia/nowe/"]


@pytest.mark.parametrize(
    ("below", "arrives"),
    [
        ("", "/wydarzenia/nowe/"),
        ("kalendarz.ics", "/wydarzenia/nowe/kalendarz.ics"),
        ("zapisy/?zrodlo=plakat", "/wydarzenia/nowe/zapisy/?zrodlo=plakat"),
        ("%3Fa=b%0d%0aX/", "/wydarzenia/nowe/%3Fa=b%0D%0AX/"),
    ],
)
def test_what_lies_below_an_old_address_of_an_event_goes_along(client, below, arrives):
    moved(factories.event(slug="stare"), "nowe")

    status, location = led(client, f"/wydarzenia/stare/{below}")

    assert (status, location) in [(301, arrives), (404, None)]
    assert status == (404 if "%0d" in below else 301)


def test_the_file_of_a_guide_goes_along(client):
    file = publication_file()
    before = file.get_absolute_url()
    moved(file.edition.publication, "nowy-poradnik")
    file.refresh_from_db()

    assert led(client, before) == (301, file.get_absolute_url())


def test_a_form_that_was_filled_in_is_sent_again_to_the_new_address(client):
    moved(factories.event(slug="stare"), "nowe")

    assert led(client, "/wydarzenia/stare/zapisy/", "post") == (308, SIGNED_UP_AT)


@pytest.mark.parametrize(
    "fields",
    [
        {"status": "draft"},
        {"status": "archived"},
        {"published_from": timezone.now() + timedelta(days=1)},
    ],
    ids=["draft", "archived", "to come"],
)
def test_an_old_address_does_not_tell_of_what_nobody_may_read(client, fields):
    row = moved(factories.article(slug="stare", **fields), "tajny-tytul")
    book.lead({"/new,7": row.get_absolute_url()})

    assert led(client, "/aktualnosci/stare/") == (404, None)
    assert led(client, "/new,7") == (404, None)


def test_an_old_address_of_what_was_withdrawn_is_gone(client):
    row = factories.article(slug="stare", status="withdrawn", withdrawal_reason="Pomyłka.")
    moved(row, "nowe")
    book.lead({"/new,7": row.get_absolute_url()})

    assert [led(client, old) for old in ("/aktualnosci/stare/", "/new,7")] == [(410, None)] * 2


def test_a_page_that_is_there_is_never_led_away(client):
    OldAddress.objects.create(path="/kontakt/", target="/projekty/")

    assert led(client, "/kontakt/") == (200, None)


@pytest.mark.parametrize(
    "target", ["//evil.example/", "/\\evil.example/", "/\t/evil.example", "///evil.example"]
)
def test_no_row_of_the_table_leads_to_another_website(client, target):
    OldAddress.objects.create(path="/new,1", target=target)

    assert led(client, "/new,1") == (404, None)


def test_a_circle_written_past_the_administration_ends(client):
    OldAddress.objects.create(path="/nowosci,1", target="/nowosci,1/")

    assert led(client, "/nowosci,1/") == (404, None)


def test_addresses_of_the_administration_are_not_looked_up(bobs_client):
    OldAddress.objects.create(path="/panel/nie-ma/", target="/kontakt/")

    assert led(bobs_client, "/panel/nie-ma/")[0] == 404


def test_an_endless_address_asks_for_no_more_than_can_be_written_down():
    longest = max(map(len, parents("/a" * 2_000 + "/")))

    assert (longest, parents("/a/bc/d/")) == (299, ["/a/bc/", "/a/"])


def test_a_page_that_is_found_costs_no_query(client, django_assert_num_queries):
    client.get("/kontakt/")

    with django_assert_num_queries(3):
        client.get("/kontakt/?anew")


def test_renaming_a_page_keeps_its_old_address(bobs_client, client):
    article = factories.article(slug="stare")

    rename(bobs_client, article, "nowe")

    assert led(client, "/aktualnosci/stare/") == (301, "/aktualnosci/nowe/")


def test_renaming_a_draft_keeps_nothing(bobs_client):
    rename(bobs_client, factories.article(slug="stare", status="draft"), "nowe")

    assert not OldAddress.objects.exists()


def test_renaming_twice_makes_no_chain(bobs_client, client):
    article = factories.article(slug="a")
    book.lead({"/new,1": "/aktualnosci/a/"})

    for slug in ("b", "c"):
        rename(bobs_client, Article.objects.get(pk=article.pk), slug)

    found = [led(client, old) for old in ("/new,1", "/aktualnosci/a/", "/aktualnosci/b/")]
    assert found == [(301, "/aktualnosci/c/")] * 3


def test_renaming_there_and_back_leaves_no_loop(bobs_client, client):
    article = factories.article(slug="a")

    for slug in ("b", "a"):
        rename(bobs_client, Article.objects.get(pk=article.pk), slug)

    assert led(client, "/aktualnosci/a/") == (200, None)
    assert led(client, "/aktualnosci/b/") == (301, "/aktualnosci/a/")
    assert OldAddress.objects.count() == 1


def test_a_slug_that_somebody_takes_belongs_to_the_page_that_is_there(bobs_client, client):
    rename(bobs_client, factories.article(slug="a"), "b")

    factories.article(slug="a")

    assert led(client, "/aktualnosci/a/") == (200, None)


def test_leading_on_flattens_what_led_there_before(client):
    book.lead({"/new,1": "/kontakt/"})
    moved(factories.article(slug="stare"), "nowe")

    book.lead({"/new,2": "/aktualnosci/stare/"})

    assert OldAddress.objects.get(path="/new,2").target == "/aktualnosci/nowe/"
