"""Editors at one page at once, and visitors meanwhile: on real connections."""

from functools import partial

import pytest
from django.test import Client

from events.models import Article
from owes_portal.editing import versions
from owes_portal.models.revisions import Revision
from tests import factories
from tests.admin_forms import answers
from tests.faults.crowd import at_once, failures

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]

EDITORS = 20


def versions_at_once(article):
    """Each editor adds a topic, and keeps a version of its own accord afterwards."""

    def add(topic):
        article.topics.add(topic)
        versions.record(article, [], by=None)

    return at_once([partial(add, factories.topic()) for _ in range(EDITORS)], connections=EDITORS)


def numbers(article):
    return list(Revision.objects.about(article).values_list("number", flat=True))


def test_versions_kept_at_once_are_numbered_without_a_gap():
    article = factories.article()

    results = versions_at_once(article)

    made = numbers(article)
    assert failures(results) == []
    assert made == list(range(len(made), 0, -1))
    assert len(Revision.objects.about(article).first().content["topics"]) == EDITORS


def test_versions_kept_at_once_without_the_lock_clash(monkeypatch):
    """The control: if this passes without the lock, the test above proves nothing."""
    monkeypatch.setattr(versions, "_locked", lambda row: type(row).objects.get(pk=row.pk))

    results = versions_at_once(factories.article())

    assert any("revision_numbered_once" in failure for failure in failures(results))


@pytest.fixture
def article(bob):
    factories.operator()
    return factories.article(slug="otwarcie", title="Prawdziwy tytuł")


def look(address):
    return Client().get(address).content.decode()


def test_visitors_see_nothing_of_previews_that_are_drawn_meanwhile(article, bobs_client):
    address = f"/panel/events/article/{article.pk}/change/"
    form = answers(bobs_client, address, title="Tylko na ekranie", _preview="")
    previews = [partial(bobs_client.post, address, form)] * 5
    visits = [partial(look, "/aktualnosci/otwarcie/"), partial(look, "/aktualnosci/")] * 15

    results = at_once([*previews, *visits], connections=7)

    assert failures(results) == []
    drawn, pages = results[:5], [*results[5:], look("/aktualnosci/")]
    assert ["Tylko na ekranie" in one.content.decode() for one in drawn] == [True] * 5
    assert [page for page in pages if "Tylko na ekranie" in page] == []
    assert Article.objects.get().title == "Prawdziwy tytuł"
