"""Editors who press their buttons at the same moment, on real connections; each with its control."""

import contextlib
import threading
from datetime import date
from functools import partial
from uuid import uuid4

import pytest
from django.contrib import admin

from events.admin_strip import StripPlaceAdmin
from events.models import Article, Event, EventSeries, StripPlace
from events.services import copies
from owes_portal.editing import again, meanwhile, workflow
from owes_portal.editing.admin import ContentAdmin
from owes_portal.models import OldAddress
from owes_portal.models.revisions import Revision
from owes_portal.old_addresses import book
from tests import factories
from tests.admin_forms import answers
from tests.factories_papers import past_event
from tests.faults.crowd import at_once, failures

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]

EDITORS = 6
ARTICLES = "/panel/events/article/"
MARCH, APRIL = date(2027, 3, 2), date(2027, 4, 6)
TOLD = "Nic nie zostało jeszcze zapisane."


def together(monkeypatch, place, *names, parties=EDITORS):
    """From now on whoever has done that waits for all others; who is kept back by a lock never comes."""
    everybody = threading.Barrier(parties)
    for name in names:
        monkeypatch.setattr(place, name, waiting_after(getattr(place, name), everybody))


def waiting_after(deed, everybody):
    def do(*args, **kwargs):
        done = deed(*args, **kwargs)
        with contextlib.suppress(threading.BrokenBarrierError):
            everybody.wait(timeout=1)
        return done

    return do


def send_at_once(client, address, forms):
    """Post all forms to that address at the same moment."""
    deeds = [partial(client.post, address, form) for form in forms]
    return at_once(deeds, connections=len(deeds))


def codes(results):
    return sorted(getattr(result, "status_code", 500) for result in results)


def lock_no_page(monkeypatch):
    monkeypatch.setattr(ContentAdmin, "get_object", admin.ModelAdmin.get_object)


# One page


@pytest.fixture
def article(operator):
    return factories.article(slug="otwarcie", title="Otwarcie")


def save_at_once(client, article, monkeypatch):
    together(monkeypatch, meanwhile, "saved_since")
    address = f"{ARTICLES}{article.pk}/change/"
    opened = answers(client, address)
    return send_at_once(client, address, [opened | {"title": f"Tytuł {n}"} for n in range(EDITORS)])


def test_of_editors_who_save_at_once_one_saves_and_the_others_are_told(
    article, bobs_client, monkeypatch
):
    results = save_at_once(bobs_client, article, monkeypatch)

    assert codes(results) == [200] * (EDITORS - 1) + [302]
    told = [result.content.decode() for result in results if result.status_code == 200]
    assert [TOLD in page for page in told] == [True] * (EDITORS - 1)
    saved = next(n for n, result in enumerate(results) if result.status_code == 302)
    assert Article.objects.get().title == f"Tytuł {saved}"
    assert [f'value="Tytuł {n}"' in one.content.decode() for n, one in enumerate(results)] == [
        n != saved for n in range(EDITORS)
    ]


def test_of_editors_who_save_at_once_without_the_lock_all_save(article, bobs_client, monkeypatch):
    """The control: the last one wins, and nobody hears of the others."""
    lock_no_page(monkeypatch)

    results = save_at_once(bobs_client, article, monkeypatch)

    assert codes(results).count(302) > 1


def take_back_at_once(client, article, monkeypatch):
    together(monkeypatch, meanwhile, "saved_since", parties=2)
    address = f"{ARTICLES}{article.pk}/change/"
    opened = answers(client, address)
    withdrawn = opened | {"_step": "withdraw", "withdrawal_reason": "Pomyłka."}
    return send_at_once(client, address, [opened | {"_step": "archive"}, withdrawn])


def test_who_archives_and_who_withdraws_at_once_do_not_both(article, bobs_client, monkeypatch):
    results = take_back_at_once(bobs_client, article, monkeypatch)

    assert codes(results) == [200, 302]
    assert [one.content["status"] for one in Revision.objects.about(article)] == [
        Article.objects.get().status,
        "published",
    ]


def test_who_archives_and_who_withdraws_at_once_without_the_lock_do_both(
    article, bobs_client, monkeypatch
):
    """The control: the page is archived, then withdrawn by somebody who never saw that."""
    lock_no_page(monkeypatch)

    results = take_back_at_once(bobs_client, article, monkeypatch)

    assert codes(results) == [302, 302]


def bring_back_at_once(client, article, monkeypatch):
    """One saves new words while another one brings the first version back."""
    address = f"{ARTICLES}{article.pk}/change/"
    client.post(address, answers(client, address, lead="Drugi wstęp."))
    old, new = answers(client, f"{address}?wersja=1"), answers(client, address, lead="Trzeci.")
    together(monkeypatch, meanwhile, "saved_since", parties=2)
    return send_at_once(client, address, [old, new])


def test_an_old_version_and_new_words_at_once_are_not_both_saved(article, bobs_client, monkeypatch):
    results = bring_back_at_once(bobs_client, article, monkeypatch)

    assert codes(results) == [200, 302]
    assert Revision.objects.about(article).count() == 3


def test_an_old_version_and_new_words_at_once_without_the_lock_are_both_saved(
    article, bobs_client, monkeypatch
):
    """The control: one of them is replaced within the same second."""
    lock_no_page(monkeypatch)

    results = bring_back_at_once(bobs_client, article, monkeypatch)

    assert codes(results) == [302, 302]


# What there can be only one of


def add_at_once(client, monkeypatch, *, query="", **typed):
    together(monkeypatch, workflow, "take")
    address = f"{ARTICLES}add/{query}"
    form = answers(client, address, lead="Wstęp.", body="<p>Treść.</p>", **typed)
    return send_at_once(client, address, [form] * EDITORS)


def test_one_address_given_to_two_pages_at_once_is_given_once(operator, bobs_client, monkeypatch):
    results = add_at_once(bobs_client, monkeypatch, title="Nowa świetlica")

    assert codes(results) == [200] * (EDITORS - 1) + [302]
    assert Article.objects.get().slug == "nowa-swietlica"


def test_one_address_given_at_once_without_another_attempt_is_an_error(
    operator, bobs_client, monkeypatch
):
    monkeypatch.setattr(again, "ATTEMPTS", 1)

    results = add_at_once(bobs_client, monkeypatch, title="Nowa świetlica")

    assert any("article_slug" in failure for failure in failures(results))


def test_a_report_that_is_sent_twice_is_made_once(operator, bobs_client, monkeypatch):
    event = past_event()

    results = add_at_once(
        bobs_client, monkeypatch, query=f"?report_of={event.pk}", title="Tak było"
    )

    assert codes(results) == [200] * (EDITORS - 1) + [302]
    assert event.articles.get().title == "Tak było"


def fill_strip_at_once(client, monkeypatch):
    together(monkeypatch, StripPlaceAdmin, "save_form")
    address = "/panel/events/stripplace/add/"
    news = [factories.article() for _ in range(EDITORS)]
    forms = [answers(client, address, position=1, article=one.pk) for one in news]
    return send_at_once(client, address, forms)


def test_a_place_of_the_strip_given_twice_at_once_is_given_once(operator, bobs_client, monkeypatch):
    results = fill_strip_at_once(bobs_client, monkeypatch)

    assert codes(results) == [200] * (EDITORS - 1) + [302]
    assert StripPlace.objects.count() == 1


def test_a_place_of_the_strip_given_at_once_without_another_attempt_is_an_error(
    operator, bobs_client, monkeypatch
):
    monkeypatch.setattr(again, "ATTEMPTS", 1)

    results = fill_strip_at_once(bobs_client, monkeypatch)

    assert any("position" in failure for failure in failures(results))


# Copies


def copy_at_once(bob, monkeypatch, *, keys, days):
    together(monkeypatch, copies, "planned")
    event = factories.event()
    options = {"title": event.title, "by": bob, "with_files": True}
    deeds = [partial(copies.copy_event, event, days, key=key, **options) for key in keys]
    return at_once(deeds, connections=len(deeds))


def several_forms():
    return [uuid4() for _ in range(EDITORS)]


def forget_the_lock(monkeypatch):
    monkeypatch.setattr(copies, "_locked", lambda event: Event.objects.get(pk=event.pk))


def test_a_copy_that_is_sent_twice_is_made_once(bob, monkeypatch):
    results = copy_at_once(bob, monkeypatch, keys=[uuid4()] * EDITORS, days=[MARCH])

    assert failures(results) == []
    assert len({tuple(event.pk for event in made) for made in results}) == 1
    assert Event.objects.count() == 2


def test_a_copy_that_is_sent_twice_without_the_lock_is_an_error(bob, monkeypatch):
    """The control: what keeps the copies apart then is the last net of the database."""
    forget_the_lock(monkeypatch)

    results = copy_at_once(bob, monkeypatch, keys=[uuid4()] * EDITORS, days=[MARCH])

    assert failures(results) != []


def test_copies_made_at_once_are_of_one_series_and_have_addresses_of_their_own(bob, monkeypatch):
    results = copy_at_once(bob, monkeypatch, keys=several_forms(), days=[MARCH, APRIL])

    assert failures(results) == []
    assert EventSeries.objects.count() == 1
    assert Event.objects.values("slug").distinct().count() == 1 + 2 * EDITORS


def test_copies_made_at_once_without_the_lock_clash(bob, monkeypatch):
    """The control."""
    forget_the_lock(monkeypatch)

    results = copy_at_once(bob, monkeypatch, keys=several_forms(), days=[MARCH, APRIL])

    assert (failures(results), EventSeries.objects.count()) != ([], 1)


# Old addresses


def lead_at_once(monkeypatch):
    """Six lists that name one old address, each with another page."""
    together(monkeypatch, book, "Leads")
    pages = [f"/strona-{number}/" for number in range(EDITORS)]
    deeds = [partial(book.lead, {"/stary/": page}) for page in pages]
    return at_once(deeds, connections=EDITORS)


def test_one_old_address_written_by_many_at_once_is_written_once(monkeypatch):
    results = lead_at_once(monkeypatch)

    assert failures(results) == []
    assert OldAddress.objects.get().path == "/stary/"


def test_one_old_address_written_at_once_without_taking_turns_is_an_error(monkeypatch):
    """The control."""
    monkeypatch.setattr(book, "take_turn", lambda: None)

    assert failures(lead_at_once(monkeypatch)) != []


def rename_and_lead_at_once(client, article, monkeypatch):
    """One gives the page a new address while another one leads an old address to its former one."""
    together(monkeypatch, book, "Leads", "keep", parties=2)
    address = f"{ARTICLES}{article.pk}/change/"
    renamed = answers(client, address, slug="nowe-otwarcie")
    rename = partial(client.post, address, renamed)
    lead = partial(book.lead, {"/stary/": "/aktualnosci/otwarcie/"})
    return at_once([rename, lead], connections=2)


def end_of_the_old_address():
    return OldAddress.objects.get(path="/stary/").target


def test_an_address_that_changes_meanwhile_makes_no_chain(article, bobs_client, monkeypatch):
    results = rename_and_lead_at_once(bobs_client, article, monkeypatch)

    assert failures(results) == []
    assert end_of_the_old_address() == "/aktualnosci/nowe-otwarcie/"


def test_an_address_that_changes_meanwhile_without_taking_turns_makes_a_chain(
    article, bobs_client, monkeypatch
):
    """The control: the old address leads to another old one."""
    monkeypatch.setattr(book, "take_turn", lambda: None)

    rename_and_lead_at_once(bobs_client, article, monkeypatch)

    assert end_of_the_old_address() == "/aktualnosci/otwarcie/"
