"""What a page is about, in the vocabulary of schema.org, for search engines and other programs."""

import json
from collections.abc import Iterable
from urllib.parse import urljoin

from django.conf import settings
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from owes_portal import posters
from owes_portal.models.operator import ContactPerson, Office, Operator
from owes_portal.models.publishing import Publishable

VOCABULARY = "https://schema.org"
# Danger: the text stands inside a script element; with one of these it could end it.
ESCAPES = {ord(letter): f"\\u{ord(letter):04X}" for letter in "<>&\u2028\u2029"}
TYPES_OF_PUBLICATIONS = {
    "guide": "Book",
    "report": "Report",
    "evaluation": "Report",
    "article": "ScholarlyArticle",
    "presentation": "PresentationDigitalDocument",
}


def script(things: Iterable[dict]) -> SafeString:
    """The things as a block of data: browsers run nothing of it, so the policy need not know it."""
    graph = {"@context": VOCABULARY, "@graph": list(things)}
    text = json.dumps(graph, ensure_ascii=False, separators=(",", ":")).translate(ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))


def organization(operator: Operator) -> dict:
    """The centre, as its home page and its contacts tell of it."""
    return {
        "@type": "Organization",
        "@id": _absolute("/#osrodek"),
        "name": operator.name,
        "alternateName": operator.short_name,
        "legalName": operator.legal_name,
        "description": operator.said("mission")[0],
        "url": _absolute("/"),
        "logo": _absolute(static("img/mark.svg")),
        "email": operator.email,
        "telephone": operator.phone,
        "address": _address(operator),
    }


def ways_to_us(
    operator: Operator, people: Iterable[ContactPerson], offices: Iterable[Office]
) -> dict:
    """What the contact page adds to the centre: who answers what, and where the doors are."""
    return {
        "contactPoint": [_contact_point(person) for person in people],
        "location": [_office(place) for place in (operator, *offices)],
    }


def _contact_point(person):
    ways = {"telephone": person.phone, "email": person.email}
    made = {"@type": "ContactPoint", "contactType": person.said("role")[0], "name": person.name}
    return made | {name: way for name, way in ways.items() if way}


def _office(place):
    features = [
        {"@type": "LocationFeatureSpecification", "name": str(words), "value": True}
        for words in place.accessibility
    ]
    made = {"@type": "Place", "name": place.said("name")[0], "address": _address(place)}
    return made | ({"amenityFeature": features} if features else {})


def _address(place):
    return {
        "@type": "PostalAddress",
        "streetAddress": place.street,
        "postalCode": place.postal_code,
        "addressLocality": place.city,
        "addressCountry": "PL",
    }


def breadcrumbs(steps: Iterable[tuple[str, str]]) -> dict:
    """The way to the page: names with addresses, from the home page on."""
    items = [
        {"@type": "ListItem", "position": number, "name": name, "item": _page(address)}
        for number, (name, address) in enumerate(steps, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def thing(row: Publishable, operator: Operator | None) -> dict | None:
    """What staff publish; None for an event of which no day is known yet."""
    kinds = {
        "article": _article,
        "event": _event,
        "innovation": _innovation,
        "project": _project,
        "publication": _publication,
    }
    made = kinds[row._meta.model_name](row, operator)
    return made and _common(row, operator) | made


def _common(row, operator):
    """Readers want a picture of everything: where there is none, the poster is one."""
    pictures = row.pictures.all() if hasattr(row, "pictures") else []
    shown = [one.largest for one in pictures] or [posters.of_row(row, operator).address]
    return {
        "name": row.said("title")[0],
        "url": _absolute(row.get_absolute_url()),
        "image": [_absolute(address) for address in shown],
    }


def _event(event, operator):
    if event.starts_at is None:
        return None
    days = list(event.days.all())
    made = _time_and_place(event, days) | {
        "@type": "Event",
        "description": event.said("lead")[0],
        "eventStatus": _named("EventCancelled" if event.is_cancelled() else "EventScheduled"),
        "isAccessibleForFree": event.is_free,
        "maximumAttendeeCapacity": event.capacity,
        "remainingAttendeeCapacity": event.places_left,
    }
    if event.is_free and not _is_too_late(event):
        made["offers"] = _offer(event)
    if operator:
        made["organizer"] = _centre(operator)
    if trainers := dict.fromkeys(day.trainer.name for day in days if day.trainer):
        made["performer"] = [_called("Person", name) for name in trainers]
    if len(days) > 1:
        made["subEvent"] = [_day(event, day) for day in days]
    return made


def _day(event, day):
    name = day.topic or event.said("title")[0]
    return {"@type": "Event", "name": name} | _time_and_place(day, [day], event)


def _time_and_place(span, days, event=None):
    """Of an event or of one of its days."""
    is_online = (event or span).kind == "webinar"
    online = {"@type": "VirtualLocation", "url": _absolute((event or span).get_absolute_url())}
    places = dict.fromkeys((day.place, day.address) for day in days)
    found = [{"@type": "Place", "name": name, "address": where} for name, where in places]
    return {
        "startDate": _moment(span.starts_at),
        "endDate": _moment(span.ends_at),
        "eventAttendanceMode": _named(
            "OnlineEventAttendanceMode" if is_online else "OfflineEventAttendanceMode"
        ),
        "location": [online] if is_online else found,
    }


def _is_too_late(event):
    reasons = (event.Closed.OVER, event.Closed.TOO_LATE)
    return event.is_over() or event.is_cancelled() or event.why_closed() in reasons


def _offer(event):
    return {
        "@type": "Offer",
        "price": 0,
        "priceCurrency": "PLN",
        "availability": _named("InStock" if event.has_free_places() else "SoldOut"),
        "url": _absolute(event.get_absolute_url()),
        "validFrom": _moment(event.signup_opens_at or event.published_from),
    }


def _article(article, operator):
    changed = max(article.updated_at, article.published_from)
    made = {
        "@type": "NewsArticle",
        "headline": article.said("title")[0],
        "description": article.said("lead")[0],
        "inLanguage": article.said("body")[1] or get_language(),
        "datePublished": _moment(article.published_from),
        "dateModified": _moment(changed),
    }
    centre = {"author": _centre(operator), "publisher": _centre(operator)} if operator else {}
    return made | centre


def _project(project, _operator):
    return {
        "@type": "Project",
        "description": project.said("lead")[0],
        "foundingDate": project.starts_on.isoformat(),
        "dissolutionDate": project.ends_on.isoformat(),
        "funder": _called("Organization", project.fund),
        "parentOrganization": _called("Organization", project.beneficiary),
    }


def _innovation(innovation, _operator):
    made = {
        "@type": "CreativeWork",
        "description": innovation.said("lead")[0],
        "audience": {"@type": "Audience", "audienceType": innovation.target_group},
        "countryOfOrigin": _called("Country", innovation.country),
        "creditText": innovation.author_organisation,
    }
    years = {"dateCreated": str(innovation.started_in)} if innovation.started_in else {}
    return made | years


def _publication(publication, _operator):
    edition = publication.current_edition
    made = {
        "@type": TYPES_OF_PUBLICATIONS.get(publication.kind, "CreativeWork"),
        "description": publication.said("abstract")[0],
        "creditText": publication.authors,
        "publisher": _called("Organization", publication.publisher),
        "inLanguage": publication.language,
    }
    if edition:
        made["datePublished"] = str(edition.year)
    if edition and edition.isbn and made["@type"] == "Book":
        made["isbn"] = edition.isbn.replace("-", "")
    return made


def _centre(operator):
    return _called("Organization", operator.name) | {"url": _absolute("/")}


def _page(address):
    return {"@type": "WebPage", "@id": _absolute(address)}


def _called(kind, name):
    return {"@type": kind, "name": name}


def _named(word):
    return f"{VOCABULARY}/{word}"


def _moment(moment):
    """With the offset that clocks in Poland have then."""
    return timezone.localtime(moment).isoformat(timespec="seconds")


def _absolute(address):
    return urljoin(settings.SITE_URL, address)
