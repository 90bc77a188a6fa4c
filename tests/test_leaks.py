"""Nothing that is not published shows at any public address: a new address is tried by itself."""

import io
import re
import zipfile
from html.parser import HTMLParser
from urllib.parse import urlencode, urljoin, urlsplit

import pytest
from django.test import Client

from events.models import Event
from tests import factories
from tests.hidden import MARKER, hide_everything, states
from tests.scene import full_portal

pytestmark = pytest.mark.django_db

LANGUAGES = ["", "/en", "/uk"]
APART = ("/panel/", "/podglad/", "/zdrowie/")
MARKED = re.compile(rf"{MARKER}[\w-]*")
MONTH = re.compile(r"\d{4}-\d\d")


class Links(HTMLParser):
    """Where a page leads: its links, and each choice of its forms that ask for a list."""

    def __init__(self, text):
        super().__init__()
        self.found, self.form, self.field = [], None, ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag in ("a", "link", "img", "source"):
            sets = [one.split()[0] for one in (attrs.get("srcset") or "").split(",") if one]
            self.found += [one for one in (attrs.get("href"), attrs.get("src"), *sets) if one]
        elif tag == "form":
            is_of_a_list = attrs.get("method", "get").lower() == "get"
            self.form = attrs.get("action", "") if is_of_a_list else None
        elif tag in ("select", "input"):
            self.field = attrs.get("name", "")
            if attrs.get("type") == "checkbox":
                self._choose("on")
        elif tag == "option" and attrs.get("value"):
            self._choose(attrs["value"])

    def _choose(self, value):
        if self.form is not None:
            self.found.append(f"{self.form}?{urlencode({self.field: value})}")


class Crawl:
    """A stranger who opens each page of this website that anything leads to.

    Of lists and calendars in which something is chosen, only in the months when hidden things
    take place: each choice for each month would be thousands of pages with nothing to find.
    """

    def __init__(self, addresses, *, months):
        self.client, self.statuses, self.marks, self.months = Client(), {}, {}, months
        self.waiting = list(addresses)
        while self.waiting:
            self._open(self.waiting.pop())

    def _open(self, address):
        if address in self.statuses:
            return
        response = self.client.get(address)
        self.statuses[address] = response.status_code
        text = text_of(response)
        if found := marks_in(text, address):
            self.marks[address] = found
        if response.get("Content-Type", "").startswith("text/html"):
            self.waiting += [one for one in self._links(address, text) if one not in self.statuses]

    def _links(self, address, text):
        for link in Links(text).found:
            parts = urlsplit(urljoin(address, link))
            is_ours = not parts.scheme and not parts.path.startswith(("/panel/", "/static/"))
            if is_ours and self._may_tell(parts):
                yield parts._replace(fragment="").geturl()

    def _may_tell(self, parts):
        is_chosen = "&" in parts.query or ("/kalendarz/" in parts.path and parts.query)
        months = MONTH.findall(parts.path + parts.query)
        return not is_chosen or self.months.issuperset(months)


def text_of(response):
    """All that comes to the visitor, headers and the inside of a table too."""
    content = response.getvalue()
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as table:
            content = b"".join(map(table.read, table.namelist()))
    return f"{response.headers}{content.decode(errors='replace')}"


def marks_in(text, address):
    """Words that stand in something hidden, but for those that the visitor typed."""
    typed = set(MARKED.findall(address))
    return sorted(set(MARKED.findall(text)) - typed)


@pytest.fixture(scope="module")
def full(rows_of_this_module):
    topic = factories.topic(name="opieka", slug="opieka")
    portal = full_portal(by=factories.staff(username="bob"))
    seen, hidden = hide_everything(topic)
    return portal, seen, hidden


@pytest.fixture(scope="module")
def public(full):
    """Pages and files that a stranger may open.

    A preview leads to what only staff can open yet, and those of our health tell the hour's.
    """
    portal, seen, _hidden = full
    rows = [row.get_absolute_url() for row in seen]
    return rows + [one for one in portal.values() if not one.startswith(APART)]


@pytest.fixture(scope="module")
def crawl(public):
    events = Event.objects.filter(slug__startswith=MARKER)
    return Crawl(public, months={f"{event.starts_at:%Y-%m}" for event in events})


@pytest.fixture
def hidden(full, db):
    return full[2]


def addresses_of(row):
    """The page of something hidden and all that lies below it."""
    page, kind = row.get_absolute_url(), row._meta.model_name
    poster = f"/obrazki/{kind}/{row.slug}/0.png"
    if kind == "event":
        file = row.attachments.get().get_absolute_url()
        return [page, poster, f"{page}zapisy/", f"{page}kalendarz.ics", file]
    if kind == "publication":
        return [page, poster, row.current_edition.files.get().get_absolute_url()]
    return [page, poster]


def test_the_test_sees_what_is_shown(full, db, client):
    """Published for a moment, each is found: otherwise the tests below would see nothing either."""
    event = Event.objects.get(slug=f"{MARKER}-event-draft")
    Event.objects.filter(pk=event.pk).update(status="published")

    assert marks_in(text_of(client.get("/wydarzenia/")), "/wydarzenia/") == [event.title]


def test_nothing_hidden_shows_wherever_a_stranger_goes(crawl, public):
    assert crawl.marks == {}
    assert len(crawl.statuses) > len(public)


def test_no_link_leads_a_stranger_to_what_is_not_there(crawl):
    assert [one for one, status in crawl.statuses.items() if status not in (200, 301, 302)] == []


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_nothing_hidden_shows_in_another_language(db, client, public, language):
    found = {one: marks_in(text_of(client.get(language + one)), one) for one in public}

    assert {address: marks for address, marks in found.items() if marks} == {}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("state", states())
def test_what_is_hidden_has_no_page_and_no_file(client, hidden, state, language):
    rows = [row for row in hidden if row.title.endswith(state)]
    addresses = [language + address for row in rows for address in addresses_of(row)]

    answers = {address: client.get(address) for address in addresses}

    gone = 410 if state == "withdrawn" else 404
    assert {address: one.status_code for address, one in answers.items()} == dict.fromkeys(
        addresses, gone
    )
    assert [marks_in(text_of(one), address) for address, one in answers.items()] == [[]] * len(
        addresses
    )


@pytest.mark.parametrize("state", states())
def test_an_old_address_does_not_lead_to_what_is_hidden(client, hidden, state):
    rows = [row for row in hidden if row.title.endswith(state)]
    old = [f"/dawniej/{row._meta.model_name}/{state}/" for row in rows]

    answers = [client.get(address) for address in old]

    assert {one.status_code for one in answers} == {410 if state == "withdrawn" else 404}
    assert [marks_in(text_of(one), "") for one in answers] == [[]] * len(old)


@pytest.mark.parametrize("state", states())
def test_pictures_of_what_is_hidden_are_shown_to_nobody(client, hidden, state):
    rows = [row for row in hidden if row.title.endswith(state) and hasattr(row, "pictures")]
    pictures = [row.pictures.get() for row in rows]

    answers = [client.get(f"/zdjecia/{one.section}/{one.pk}/960.webp") for one in pictures]

    assert [one.status_code for one in answers] == [404, 404, 404]
