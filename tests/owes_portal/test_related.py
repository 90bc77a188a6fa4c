"""What belongs with a row leads on from its page."""

from datetime import timedelta

import pytest
from django.utils import timezone

from owes_portal.models import Partner
from owes_portal.related import related_to
from tests import factories
from tests.factories_library import innovation, publication

pytestmark = pytest.mark.django_db


@pytest.fixture
def partner():
    return Partner.objects.create(name="Fundacja Most", country="Włochy")


def test_related_finds_what_shares_a_topic_with_the_event():
    topic = factories.topic()
    event = factories.event()
    event.topics.add(topic)
    found = innovation(topics=[topic]), publication(topics=[topic])

    assert related_to(event) == {"innovations": [found[0]], "publications": [found[1]]}


def test_related_finds_what_belongs_to_the_project_and_the_project():
    project = factories.project()
    event, article = factories.event(project=project), factories.article(project=project)

    assert related_to(event) == {"articles": [article], "projects": [project]}
    assert related_to(project) == {"events": [event], "articles": [article]}


def test_related_finds_news_about_the_event_and_the_event_of_the_news():
    event = factories.event()
    article = factories.article(event=event)

    assert related_to(event) == {"articles": [article]}
    assert related_to(article) == {"events": [event]}


def test_related_finds_what_was_done_with_the_same_partner(partner):
    event, project = factories.event(), factories.project()
    event.partners.add(partner)
    project.partners.add(partner)

    assert related_to(event) == {"projects": [project]}


def test_related_leaves_out_what_the_page_names_and_what_is_not_public():
    project = factories.project()
    event, named = factories.event(project=project), factories.event(project=project)
    factories.event(project=project, status="draft")
    factories.article(project=project, published_from=timezone.now() + timedelta(days=1))

    assert related_to(event, besides=[named, project, None]) == {}


def test_related_of_a_row_that_nothing_is_tied_to_is_empty():
    factories.article()

    assert related_to(factories.event()) == {}
