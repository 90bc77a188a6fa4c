"""How every mail reads: both parts say the same, in good Polish, and nothing comes from elsewhere."""

import re
from email import policy

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from lxml import etree, html

from registrations.mail_samples import SAMPLES
from tests import factories
from tests.owes_portal.test_look import contrast

pytestmark = pytest.mark.django_db

ADDRESS = re.compile(r"https?://\S+")
WORD = re.compile(r"\w+")
TO_THE_CENTRE = "biuro@example.com"
LOOSE_WORD = re.compile(r"(?<![\w.&<])[aiouwz] ", re.IGNORECASE)
STYLE = (settings.BASE_DIR / "templates/emails/base.html").read_text()


@pytest.fixture(scope="module")
def every_mail(django_db_setup, django_db_blocker):
    """The whole messages, by the name of the sample; in Polish, of a centre with a contact."""
    with django_db_blocker.unblock():
        rows = [factories.operator(), factories.contact_person(), factories.project()]
        try:
            return {sample.slug: sample.as_sent() for sample in SAMPLES}
        finally:
            for row in rows:
                row.delete()


@pytest.fixture(params=[sample.slug for sample in SAMPLES])
def mail(request, every_mail):
    return every_mail[request.param]


def text_of(mail):
    return mail.get_body(("plain",)).get_content()


def html_of(mail):
    return mail.get_body(("html",)).get_content()


def tree_of(mail):
    return html.document_fromstring(html_of(mail))


def spoken(text):
    """Its words, in their order."""
    return WORD.findall(ADDRESS.sub("", text))


def test_mail_says_the_very_same_in_text_and_html(mail):
    (body,) = tree_of(mail).xpath("//body")
    parts = " ".join(body.itertext())

    assert spoken(text_of(mail)) == spoken(parts)


def test_mail_leads_to_the_same_pages_in_text_and_html(mail):
    assert sorted(ADDRESS.findall(text_of(mail))) == sorted(tree_of(mail).xpath("//a/@href"))


def test_mail_says_why_it_came_and_who_pays_for_the_event(mail):
    letter, _line, foot = text_of(mail).partition("\n-- \n")

    assert letter.startswith("Dzień dobry,\n\n")
    assert letter.endswith("Pozdrawiamy,\nOWES Iskra\n")
    assert foot.startswith("Ta wiadomość przyszła, bo ")
    if mail["To"] != TO_THE_CENTRE:
        assert foot.endswith("Projekt dofinansowany ze środków EFS+.\n")


def test_mail_shows_the_way_to_what_it_is_about(mail):
    (deed,) = tree_of(mail).xpath('//a[@class="button"]')

    path = deed.get("href").removeprefix(settings.SITE_URL)
    assert path.startswith(("/zgloszenie/", "/miejsce/", "/wydarzenia/", "/panel/"))
    assert len(spoken(deed.text_content())) >= 2


def test_mail_is_sound_html(mail):
    etree.fromstring(html_of(mail), etree.HTMLParser(recover=False))


def test_mail_begins_with_one_heading_and_speaks_polish(mail):
    tree = tree_of(mail)

    headings = [one.tag for one in tree.xpath("//h1 | //h2 | //h3")]
    assert tree.xpath("/html/@lang") == ["pl"]
    assert headings in (["h1"], ["h1", "h2"])
    assert tree.xpath("//title")[0].text.strip()
    assert tree.xpath("//*[@class='greeting']/following-sibling::*[1]/self::h1") != []


def test_first_sentence_fits_the_line_that_mailboxes_show(mail):
    """Of the sentence, without the title of the event: phones show about 90 letters."""
    (first,) = tree_of(mail).xpath("//h1")

    assert len(re.sub("„.*?”", "", first.text_content())) <= 90


def test_mail_asks_for_nothing_from_elsewhere(mail):
    tree = tree_of(mail)

    assert tree.xpath("//link | //script | //iframe | //form | //object") == []
    assert [src for src in tree.xpath("//@src") if not src.startswith("cid:")] == []
    assert "url(" not in html_of(mail)
    assert "@import" not in html_of(mail)


def test_text_is_laid_out_for_the_eye(mail):
    text = text_of(mail)

    ends = [line for line in text.split("\n") if line != line.rstrip() and line != "-- "]
    assert ends == []
    assert "\n\n\n" not in text
    assert not re.search(r"\n +\S", text.replace("\n  ", ""))
    assert "  " not in text.replace("\n  ", "\n")


def test_words_of_one_letter_stay_with_the_next_one(mail):
    (body,) = tree_of(mail).xpath("//body")

    assert LOOSE_WORD.findall(text_of(mail)) == []
    assert LOOSE_WORD.findall(" ".join(body.text_content().split(" "))) == []


def test_mail_is_small_and_no_server_breaks_its_lines(mail):
    raw = mail.as_bytes(policy=policy.SMTP)

    assert len(raw) < 40_000
    assert max(map(len, raw.split(b"\r\n"))) <= 998


# Numbers of people


@pytest.mark.parametrize(
    ("number", "has", "waits"),
    [
        (1, "1 osoba ma miejsce.", "1 osoba jest na liście rezerwowej, na miejscu 3."),
        (2, "2 osoby mają miejsca.", "2 osoby są na liście rezerwowej, pierwsza z nich"),
        (5, "5 osób ma miejsca.", "5 osób jest na liście rezerwowej, pierwsza z nich"),
        (12, "12 osób ma miejsca.", "12 osób jest na liście rezerwowej, pierwsza z nich"),
        (22, "22 osoby mają miejsca.", "22 osoby są na liście rezerwowej, pierwsza z nich"),
    ],
)
def test_people_are_counted_in_good_polish(number, has, waits):
    numbers = {"confirmed": number, "waiting": number, "position": 3}

    text = render_to_string("registrations/emails/_both.txt", numbers).replace("\xa0", " ")

    assert has in text
    assert waits in text


# Colours


def colours(css):
    """{selector: {property: colour}}"""
    rules = re.findall(r"^ +([\w. ]+) \{ (.*?) \}$", css, re.MULTILINE)
    return {
        name: dict(re.findall(r"([\w-]+): (?:1px solid )?(#\w{6})", body)) for name, body in rules
    }


def palette(scheme):
    light, _query, dark = STYLE.partition("@media (prefers-color-scheme: dark) {")
    found = colours(light)
    for name, values in colours(dark).items() if scheme == "dark" else ():
        found[name] = found[name] | values
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("body", "body"),
        ("a", "body"),
        ("body", ".number"),
        (".button", ".button"),
        (".foot", "body"),
        (".marks", ".marks"),
    ],
)
def test_text_of_mails_can_be_read(scheme, text, ground):
    found = palette(scheme)

    colour = found[text].get("color") or found["body"]["color"]
    assert contrast(colour, found[ground]["background"]) >= 4.5
