"""Versions: what they hold, when one is kept, what can be brought back from them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from events.models import Trainer
from owes_portal.editing import versions
from owes_portal.models.revisions import Revision
from tests import factories

pytestmark = pytest.mark.django_db

PARTS = ["days"]


def kept(row):
    """The last version of the row, by nobody in particular."""
    return versions.record(row, PARTS if hasattr(row, "days") else [], by=None)


def test_a_version_holds_fields_relations_and_the_rows_that_belong_to_it():
    project, topic = factories.project(title="Iskra"), factories.topic(name="spółdzielnie")
    event = factories.event(title="ABC", project=project, audience=["ngo"])
    event.topics.add(topic)

    content = kept(event).content

    day = event.days.get()
    assert content["title"] == "ABC"
    assert content["audience"] == ["ngo"]
    assert content["project"] == {"to": project.pk, "name": "Iskra"}
    assert content["topics"] == [{"to": topic.pk, "name": "spółdzielnie"}]
    assert [(row["pk"], row["place"]) for row in content["days"]] == [(day.pk, "Dom kultury")]


def test_a_version_names_nobody_who_works_here():
    event = factories.event(contact=factories.contact_person(name="Barbara Lipka"))
    event.days.update(trainer=Trainer.objects.create(name="Jan Sowa"))

    content = kept(event).content

    assert content["contact"] == {"to": event.contact.pk}
    assert content["days"][0]["trainer"] == {"to": event.days.get().trainer_id}


def test_a_version_holds_nothing_of_who_signed_up():
    event = factories.event()
    factories.registration(event)

    content = kept(event).content

    assert {"places_taken", "registrations", "participants"} & set(content) == set()


def test_versions_are_numbered_one_after_the_other():
    article = factories.article()
    kept(article)

    article.title = "Inny tytuł"
    article.save()

    assert kept(article).number == 2


def test_the_same_content_is_no_new_version():
    article = factories.article()
    kept(article)

    article.save()

    assert kept(article) is None
    assert Revision.objects.about(article).count() == 1


def test_a_topic_with_a_new_name_is_no_new_version():
    article, topic = factories.article(), factories.topic()
    article.topics.add(topic)
    kept(article)

    topic.name = "nowa nazwa"
    topic.save()

    assert kept(article) is None


def test_a_field_that_an_old_version_does_not_know_is_no_change():
    assert versions.changed({"title": "A"}, {"title": "A", "is_report": False}) == []


def test_a_translation_that_came_is_a_change():
    before, after = {"translations": {}}, {"translations": {"en": {"title": "A"}}}

    assert versions.changed(before, after) == ["translations"]


def test_what_came_past_the_administration_is_kept_before_a_saving():
    article = factories.article(title="Pierwszy")
    changed_at = timezone.now() - timedelta(days=3)
    type(article).objects.update(updated_at=changed_at)

    before = versions.record_before(article, [])

    assert (before.number, before.by, before.at) == (1, None, changed_at)
    assert before.content["title"] == "Pierwszy"


def test_the_form_of_an_old_version_starts_with_its_words():
    topic = factories.topic()
    article = factories.article(title="Pierwszy", happened_on="2026-09-22")
    article.topics.add(topic)
    content = kept(article).content

    initial, missing = versions.typed_then(article, content)

    assert (initial["title"], initial["topics"], missing) == ("Pierwszy", [topic.pk], [])
    assert initial["happened_on"].isoformat() == "2026-09-22"


def test_the_form_of_an_old_version_leaves_publishing_places_and_days_alone():
    event = factories.event()
    content = kept(event).content

    initial, _missing = versions.typed_then(event, content)

    assert (versions.STAYS | {"days"}) & set(initial) == set()


def test_what_is_there_no_more_is_named():
    project, topic = factories.project(title="Iskra"), factories.topic(name="spółdzielnie")
    article = factories.article(project=project)
    article.topics.add(topic)
    content = kept(article).content
    topic.delete()
    project.delete()

    initial, missing = versions.typed_then(article, content)

    assert (initial["project"], initial["topics"]) == (None, [])
    assert sorted(missing) == ["Iskra", "spółdzielnie"]
