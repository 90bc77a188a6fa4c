"""Six things of each state that no visitor may see, tied to all that visitors do see."""

from datetime import timedelta

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from events.models import EventSeries, StripPlace
from owes_portal.models import OldAddress
from tests import factories
from tests.factories_library import (
    attachment,
    edition,
    innovation,
    publication,
    publication_file,
)
from tests.factories_pictures import article_picture, event_picture, project_picture

# In every title, text and name of what is hidden, followed by its kind and state.
MARKER = "tajemnica"
DAY = timedelta(days=1)


def states():
    """How a thing is when nobody may see it; with the moment of each test run."""
    now = timezone.now()
    return {
        "draft": {"status": "draft"},
        "review": {"status": "review"},
        "future": {"published_from": now + DAY},
        "expired": {"published_from": now - DAY, "published_until": now - DAY / 24},
        "archived": {"status": "archived"},
        "withdrawn": {"status": "withdrawn", "withdrawal_reason": "Pomyliliśmy się."},
    }


def hide_everything(topic):
    """All of it, after the things that visitors see and that know of something hidden."""
    seen, hidden = [], []
    for state, fields in states().items():
        rows = _hidden(state, fields, topic)
        hidden += rows.values()
        seen += _seen(state, rows, topic)
    for position, kind in ((1, "article"), (2, "event"), (3, "article"), (4, "event")):
        row = [one for one in hidden if one._meta.model_name == kind][position]
        StripPlace.objects.create(position=position, **{kind: row})
    return seen, hidden


def _words(kind, state, *names):
    return {name: f"{MARKER}-{kind}-{state}" for name in ("title", "slug", *names)}


def _hidden(state, fields, topic):
    project = factories.project(**_words("project", state, "lead", "funding_sentence"), **fields)
    project_picture(project, **_words_of_picture("project", state))
    event = factories.event(
        **_words("event", state, "lead", "programme"), series=_series(), **fields
    )
    article = factories.article(**_words("article", state, "lead", "body"), **fields)
    made = {
        "project": project,
        "event": event,
        "article": article,
        "innovation": innovation(
            topics=[topic],
            country=f"{MARKER}-{state}",
            **_words("innovation", state, "lead", "problem"),
            **fields,
        ),
        "publication": publication(
            topics=[topic], year=None, **_words("publication", state, "abstract"), **fields
        ),
        "page": factories.page(
            **_words("page", state, "lead", "body"), footer_position=10, **fields
        ),
    }
    _add_files(state, made, topic)
    for kind, row in made.items():
        row.translations = dict.fromkeys(("en", "uk"), _words(kind, state, "lead", "body"))
        row.save()
        _lead_to(row, state)
    return made


def _words_of_picture(kind, state):
    return {"alt": f"{MARKER}-{kind}-{state}-picture", "caption": f"{MARKER}-{kind}-{state}"}


def _series():
    return EventSeries.objects.get_or_create(name="Cykl warsztatów")[0]


def _add_files(state, made, topic):
    event, article = made["event"], made["article"]
    event.topics.add(topic)
    article.topics.add(topic)
    event_picture(event, **_words_of_picture("event", state))
    article_picture(article, **_words_of_picture("article", state))
    name = f"{MARKER}-file-{state}"
    attachment(event, title=name)
    label = edition(publication=made["publication"], label=name, year=1999, is_current=True)
    publication_file(edition=label, title=name)


def _lead_to(row, state):
    kind = ContentType.objects.get_for_model(row)
    path = f"/dawniej/{row._meta.model_name}/{state}/"
    OldAddress.objects.create(path=path, content_type=kind, object_id=row.pk)


def _seen(state, hidden, topic):
    """Things that are published and belong to something that is not."""
    project = hidden["project"]
    event = factories.event(slug=f"jawne-{state}", project=project, series=_series())
    event.topics.add(topic)
    article = factories.article(
        slug=f"jawne-{state}", project=project, event=hidden["event"], is_report=False
    )
    article.topics.add(topic)
    hidden["article"].event = event
    hidden["article"].is_report = True
    hidden["article"].save()
    example = innovation(slug=f"jawne-{state}", project=project, topics=[topic])
    example.related.add(hidden["innovation"])
    guide = publication(slug=f"jawne-{state}", project=project, topics=[topic])
    return [event, article, example, guide]
