"""Every kind of page in every state, and where it is: what a browser walks through."""

from datetime import timedelta

from django.conf import settings
from django.contrib import admin
from django.contrib.auth.models import Group
from django.utils import timezone

from events.models import Article, Event, StripPlace, Trainer
from owes_portal.editing import preview, versions
from owes_portal.editing.admin import ContentAdmin
from owes_portal.models import (
    AccessibilityDeclaration,
    FundingMark,
    Office,
    OldAddress,
    Operator,
    Project,
)
from publications.models import Publication
from registrations import services
from registrations.models import (
    Consent,
    EventQuestions,
    Invitation,
    Organisation,
    Participant,
    Registration,
)
from registrations.services.questions import Draft, save_questions
from tests import factories
from tests.factories_library import innovation, publication
from tests.factories_pictures import article_picture, event_picture
from tests.scene import full_portal

NOW = timezone.now()
FILES = {
    "report",  # it leads to the form of a piece of news
    "articles feed",
    "events calendar",
    "events feed",
    "event calendar",
    "preview file",
    "event file",
    "favicon",
    "robots",
    "sitemap",
    "sitemap part",
    "schedule table",
    "schedule paper",
    "publication file",
    "mark",
    "picture",
    "poster",
    "signed picture",
    "alive",
    "ready",
    "working",
    "registration calendar",
    "place calendar",
    "document",
    "on site",  # it leads to the document
    "sent file",
    "signed list file",
    "signed list page",
    "called",
}
# All that the editor can write, with words and an address that are longer than a phone is wide.
RICH = """
<h2>Konstantynopolitańczykowianeczka i&nbsp;współorganizatorzy</h2>
<p>Zapraszamy <strong>wszystkich</strong>, <em>naprawdę</em> wszystkich. Więcej na stronie
<a href="https://www.przedsiebiorczosc-spoleczna-w-subregionie.example/aktualnosci/2026/abc">
https://www.przedsiebiorczosc-spoleczna-w-subregionie.example/aktualnosci/2026/abc</a>.</p>
<ul><li><p>kawa</p></li><li><p>ciasto</p><ul><li><p>drożdżowe</p></li></ul></li></ul>
<ol><li><p>Najpierw rozmowa.</p></li><li><p>Potem plan.</p></li></ol>
<blockquote><p>Razem można więcej.</p></blockquote>
<h3>Kto i&nbsp;kiedy</h3>
<table><tbody>
<tr><th>Powiat</th><th>Przedsiębiorstwa</th><th>Stowarzyszenia</th><th>Zatrudnienie</th><th>Uwagi</th></tr>
<tr><td>krasnostawski</td><td>12</td><td>30</td><td>144</td><td>najwięcej w&nbsp;subregionie</td></tr>
</tbody></table>
<h4>Na koniec</h4><p>Do zobaczenia!</p>
"""
OF_VISITORS = ["reading", "lists", "sign-up", "own", "languages", "refusals"]
OF_STAFF = ["desk", "administration", "content"]


def pages_of_every_kind(*, by):
    """Fill a portal; `{kind: {name: address}}` of all pages that one can open."""
    scene = {name: at for name, at in full_portal(by=by).items() if name not in FILES}
    fill()
    languages = in_other_languages(scene)
    found = {kind: {} for kind in OF_VISITORS + OF_STAFF}
    found |= {"languages": languages, "refusals": refusals()}
    every = scene | event_states() | more_lists(scene["month"]) | more_registrations()
    for name, address in every.items():
        found[kind_of(address)][name] = address
    found["administration"] = lists() | forms_of_questions()
    found["content"] = content(by=by)
    return found


def kind_of(address):
    starts = {
        "/panel/": "desk",
        "/zgloszeni": "own",
        "/miejsce/": "own",
        "/zaproszenie/": "sign-up",
        "/zaswiadczenia/": "own",
    }
    if "/zapisy/" in address:
        return "sign-up"
    if "?" in address and not address.startswith("/panel/"):
        return "lists"
    return next((kind for start, kind in starts.items() if address.startswith(start)), "reading")


# What visitors read


def fill():
    """More than a page of everything, and rich texts in what there is."""
    Article.objects.update(body=RICH)
    Event.objects.update(programme=RICH, accessible_entrance="Bez progu.", has_catering=True)
    Project.objects.update(description=RICH)
    for _ in range(13):
        article_picture(factories.article())
        factories.event()
        innovation()
        publication()
    StripPlace.objects.create(position=1, event=factories.event(title="Dzień otwarty"))
    past = factories.event(slug="relacja", starts_at=NOW - timedelta(days=9), people_came=12)
    event_picture(past)
    article_picture(factories.article(event=past, is_report=True, body=RICH))


def event_states():
    """The page of an event, and its way of signing up, whatever happened to it."""
    states = {
        "full": {"capacity": 0},
        "full for good": {"capacity": 0, "has_waiting_list": False},
        "closed": {"signup_closes_at": NOW - timedelta(hours=1)},
        "not yet": {"signup_opens_at": NOW + timedelta(hours=1)},
        "over": {"starts_at": NOW - timedelta(days=9)},
        "cancelled": {"cancelled_at": NOW, "cancellation_reason": "Trenerka zachorowała."},
    }
    pages = {"event with a report": "/wydarzenia/relacja/"}
    for number, (state, fields) in enumerate(states.items()):
        factories.event(slug=f"e{number}", contact=factories.contact_person(), **fields)
        pages[f"event {state}"] = f"/wydarzenia/e{number}/"
        pages[f"sign-up {state}"] = f"/wydarzenia/e{number}/zapisy/"
    return pages


def more_lists(month):
    factories.project(slug="nowy")
    return {
        "events that are filtered": "/wydarzenia/?powiat=0620&wolne=on&rodzaj=workshop",
        "events of the second page": "/wydarzenia/?strona=2",
        "articles of the second page": "/aktualnosci/?strona=2",
        "empty list": "/wydarzenia/?rodzaj=webinar",
        "empty list of articles": "/aktualnosci/?projekt=nowy",
        "innovations that are filtered": "/innowacje/?etap=pilot",
        "publications that are filtered": "/publikacje/?rodzaj=guide",
        "schedule of a project": "/harmonogram-wsparcia/?projekt=iskra",
        "schedule with an error": "/harmonogram-wsparcia/?od=kiedys",
        "empty schedule": "/harmonogram-wsparcia/?projekt=nowy",
        "empty history of the schedule": "/harmonogram-wsparcia/historia/?projekt=nowy",
        "empty month": f"{month}?rodzaj=webinar",
        "events of a day": f"/wydarzenia/?dzien={NOW:%Y-%m-%d}",
        "events of a wrong day": "/wydarzenia/?dzien=kiedys",
        "past events": "/wydarzenia/?minione=on&rodzaj=workshop",
    }


def more_registrations():
    waiting = factories.registration(factories.event(capacity=0))
    return {
        "registration waiting": f"/zgloszenie/{waiting.token}/",
        "thanks waiting": f"/zgloszenie/{waiting.token}/dziekujemy/",
    }


def in_other_languages(scene):
    names = ["home", "event", "events", "sign-up", "article", "project", "declaration"]
    return {
        f"{name} in {language}": f"/{language}{scene[name]}"
        for language in ("en", "uk")
        for name in names
    }


def refusals():
    factories.page(slug="cofniete", status="withdrawn", withdrawal_reason="Pomyliliśmy się.")
    draft = factories.event(slug="stary-szkic", status="archived")
    return {
        "not found": "/nie-ma-takiej-strony/",
        "withdrawn": "/cofniete/",
        "no such link": "/zgloszenie/nie-ma/",
        "no such certificate": "/zaswiadczenia/NIE-MA/",
        "not understood": "/panel/?q=%00",
        "preview that is over": preview_of(draft),
    }


def preview_of(row):
    return preview.link_to(row).removeprefix(settings.SITE_URL)


# What staff work with


def content(*, by):
    """What editors write, and how they look back and ahead."""
    around = [AccessibilityDeclaration, FundingMark, OldAddress, Operator, StripPlace, type(by)]
    written = [it for it, how in admin.site._registry.items() if isinstance(how, ContentAdmin)]
    new = [
        Article,
        Event,
        Group,
        Office,
        Publication,
    ]  # The others are as long as their filled forms.
    event_picture(Event.objects.first())
    at = address_of(article_with_two_versions())
    return {
        **{f"new {model._meta.model_name}": f"{list_of(model)}add/" for model in new},
        **{f"form of {model._meta.model_name}": form_of(model) for model in around + written},
        "history": f"{at}history/",
        "comparison": f"{at}history/?od=1&do=2",
        "old version": f"{at}change/?wersja=1",
        "deletion": f"{address_of(factories.article(status='draft'))}delete/",
        "import of old addresses": f"{list_of(OldAddress)}import/",
    }


def article_with_two_versions():
    article = article_picture(factories.article(body=RICH)).article
    versions.record(article, ["pictures"], by=None)
    Article.objects.filter(pk=article.pk).update(title="Otwarcie kawiarni", body="<p>Inaczej.</p>")
    versions.record(article, ["pictures"], by=None)
    return article


def form_of(model):
    return f"{address_of(model.objects.first())}change/"


def list_of(model):
    return f"/panel/{model._meta.label_lower.replace('.', '/')}/"


def address_of(row):
    return f"{list_of(type(row))}{row.pk}/"


def lists():
    """The list of every model."""
    OldAddress.objects.create(path="/new,1147", target="/aktualnosci/")
    Trainer.objects.create(name="Jan Sowa")
    found = {f"list of {model._meta.model_name}": list_of(model) for model in admin.site._registry}
    return {"index": "/panel/", "new invitation": f"{list_of(Invitation)}add/", **found}


def forms_of_questions():
    """The builder of a form whose questions depend on one another, with answers given."""
    event = factories.event(slug="pytania")
    train = Draft(wording="Czy przyjedzie Pani/Pan pociągiem?", kind="yes_no")
    station = Draft(
        wording="Na której stacji?",
        kind="one_of",
        options=("Zamość", "Chełm"),
        shown_if=train.thread,
        shown_if_answer="yes",
    )
    [train, _station] = save_questions(event, [train, station])
    answer = services.GivenAnswer(train, ["no"])
    people = [factories.person(needs=["captions", "large_print"], answers=[answer])] * 2
    group = {"organisation_name": "Stowarzyszenie Ul", "acknowledged": [factories.consent_text()]}
    factories.registration(event, people=people, **group)
    builder = address_of(EventQuestions.objects.get(pk=event.pk))
    return {
        "builder": f"{builder}change/",
        "copy of questions": f"{builder}copy/",
        "registration of a group": f"{address_of(Registration.objects.first())}change/",
        "needs of a person": f"{address_of(Participant.objects.last())}change/",
        "organisation": f"{address_of(Organisation.objects.last())}change/",
        "wording": f"{address_of(Consent.objects.last().text)}change/",
        "form of own questions": f"/panel/wydarzenia/{event.pk}/formularz/",
    }
