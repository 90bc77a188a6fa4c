"""What search engines are told: which pages there are, and where they should not go."""

from datetime import timedelta
from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.utils import timezone
from lxml import etree

from owes_portal import robots
from tests import factories
from tests.factories_library import innovation, publication
from tests.scene import full_portal

pytestmark = pytest.mark.django_db

NOW = timezone.now()
DAY = timedelta(days=1)
XML = {
    "map": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "xhtml": "http://www.w3.org/1999/xhtml",
}
# What sitemaps.org says of both kinds of maps, in the words of XML Schema.
SCHEMA = f"""
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="{XML["map"]}"
           targetNamespace="{XML["map"]}" elementFormDefault="qualified">
  <xs:simpleType name="address"><xs:restriction base="xs:anyURI">
    <xs:pattern value="https?://.+"/><xs:minLength value="12"/><xs:maxLength value="2048"/>
  </xs:restriction></xs:simpleType>
  <xs:simpleType name="moment"><xs:union memberTypes="xs:date xs:dateTime"/></xs:simpleType>
  <xs:complexType name="entry"><xs:sequence>
    <xs:element name="loc" type="address"/>
    <xs:element name="lastmod" type="moment" minOccurs="0"/>
    <xs:any namespace="##other" minOccurs="0" maxOccurs="unbounded" processContents="lax"/>
  </xs:sequence></xs:complexType>
  <xs:element name="urlset"><xs:complexType><xs:sequence>
    <xs:element name="url" type="entry" maxOccurs="50000"/>
  </xs:sequence></xs:complexType></xs:element>
  <xs:element name="sitemapindex"><xs:complexType><xs:sequence>
    <xs:element name="sitemap" type="entry" maxOccurs="50000"/>
  </xs:sequence></xs:complexType></xs:element>
</xs:schema>
"""
MAKERS = {
    "article": factories.article,
    "event": factories.event,
    "innovation": innovation,
    "page": factories.page,
    "project": factories.project,
    "publication": publication,
}


def path(address):
    assert address.startswith(f"{settings.SITE_URL}/")
    return address.removeprefix(settings.SITE_URL)


def locations(client, address):
    read = ElementTree.fromstring(client.get(address).content)
    return [path(found.text) for found in read.iterfind(".//map:loc", XML)]


def allows(client, address):
    parser = RobotFileParser()
    parser.parse(client.get("/robots.txt").content.decode().splitlines())
    return parser.can_fetch("*", address)


def test_sitemap_names_every_published_thing(client):
    rows = [make() for make in MAKERS.values()]

    maps = locations(client, "/sitemap.xml")
    pages = [page for one in maps for page in locations(client, one)]

    assert sorted(maps) == sorted(
        ["/sitemap/listy/1.xml", *(f"/sitemap/{kind}/1.xml" for kind in MAKERS)]
    )
    assert {row.get_absolute_url() for row in rows} < set(pages)
    assert {client.get(page).status_code for page in pages} == {200}


def test_sitemap_names_no_map_without_addresses(client):
    factories.article()

    assert locations(client, "/sitemap.xml") == ["/sitemap/listy/1.xml", "/sitemap/article/1.xml"]


def test_sitemap_says_when_a_page_changed(client):
    article = factories.article(published_from=NOW - DAY)
    read = ElementTree.fromstring(client.get("/sitemap/article/1.xml").content)

    changed = {found.text for found in read.iterfind(".//map:lastmod", XML)}

    assert changed == {article.updated_at.isoformat(timespec="seconds")}


def test_sitemap_leads_to_the_same_page_in_other_languages(client):
    factories.article(slug="kawa")
    read = ElementTree.fromstring(client.get("/sitemap/article/1.xml").content)

    links = read.iterfind(".//xhtml:link", XML)

    assert {link.get("hreflang"): path(link.get("href")) for link in links} == {
        "pl": "/aktualnosci/kawa/",
        "en": "/en/aktualnosci/kawa/",
        "uk": "/uk/aktualnosci/kawa/",
    }


def test_sitemap_is_divided_when_there_is_much(client, monkeypatch):
    monkeypatch.setattr(robots, "ROWS_A_MAP", 2)
    articles = [factories.article() for _ in range(3)]

    maps = locations(client, "/sitemap.xml")
    pages = [page for one in maps[1:] for page in locations(client, one)]

    assert maps[1:] == ["/sitemap/article/1.xml", "/sitemap/article/2.xml"]
    assert [page for page in pages if page.startswith("/akt")] == [
        article.get_absolute_url() for article in articles
    ]


def test_sitemap_names_each_version_with_all_the_others(client):
    factories.article(slug="kawa")
    read = ElementTree.fromstring(client.get("/sitemap/article/1.xml").content)

    told = {
        path(page.find("map:loc", XML).text): [
            path(link.get("href")) for link in page.iterfind("xhtml:link", XML)
        ]
        for page in read.iterfind("map:url", XML)
    }

    kawa = ["/aktualnosci/kawa/", "/en/aktualnosci/kawa/", "/uk/aktualnosci/kawa/"]
    assert told == dict.fromkeys(kawa, kawa)


def test_sitemap_is_what_its_schema_allows(client):
    for make in MAKERS.values():
        make()
    schema = etree.XMLSchema(etree.XML(SCHEMA))
    maps = ["/sitemap.xml", *locations(client, "/sitemap.xml")]

    texts = {one: client.get(one).content for one in maps}

    assert [one for one, text in texts.items() if not schema(etree.fromstring(text))] == []
    assert [one for one, text in texts.items() if len(text) > 50 * 2**20] == []


def test_the_schema_refuses_what_sitemaps_may_not_hold():
    schema = etree.XMLSchema(etree.XML(SCHEMA))
    start = f'<urlset xmlns="{XML["map"]}"><url>'
    good = f"{start}<loc>https://a.pl/</loc></url></urlset>"

    wrong = [
        good.replace("https://a.pl/", "/a/"),
        good.replace("<loc>", "<lastmod>2026-01-01</lastmod><loc>"),
        good.replace("</loc>", "</loc><lastmod>wczoraj</lastmod>"),
        f"{start}</url></urlset>",
    ]

    assert [schema(etree.XML(text)) for text in [good, *wrong]] == [True] + [False] * len(wrong)


@pytest.mark.parametrize("address", ["article/2.xml", "article/0.xml", "user/1.xml", "listy/2.xml"])
def test_sitemap_that_nothing_leads_to_is_not_found(client, address):
    assert client.get(f"/sitemap/{address}").status_code == 404


@pytest.mark.parametrize("item_count", [1, 3])
def test_sitemap_takes_as_many_queries_for_many_rows(client, django_assert_num_queries, item_count):
    for _ in range(item_count):
        factories.article()

    # The stamp, how many there are, and those of the map.
    with django_assert_num_queries(3):
        client.get("/sitemap/article/1.xml")


def test_sitemap_is_sent_again_only_if_it_changed(client):
    factories.article()
    etag = client.get("/sitemap/article/1.xml")["ETag"]

    assert client.get("/sitemap/article/1.xml", headers={"if-none-match": etag}).status_code == 304


def test_robots_may_open_what_everybody_reads(client):
    pages = ["/", "/en/", "/wydarzenia/", "/aktualnosci/kawa/", "/uk/publikacje/", "/sitemap.xml"]
    pages += ["/obrazki/event/abc/0.png", "/en/obrazki/event/abc/0.png"]

    assert [page for page in pages if not allows(client, page)] == []


def test_robots_stay_out_of_secret_links_and_the_administration(client, bob):
    portal = full_portal(by=bob)
    secret = ("registration", "place", "invitation", "preview", "workspace", "verified")
    pages = [f"{language}{portal[name]}" for name in secret for language in ("", "/en", "/uk")]

    allowed = [page for page in pages if allows(client, page)]

    assert [page for page in allowed if not page.startswith(("/en/panel/", "/uk/panel/"))] == []


def test_robots_file_names_the_sitemap_and_keeps_robots_out_of_filters(client):
    lines = client.get("/robots.txt").content.decode().splitlines()

    assert f"Sitemap: {settings.SITE_URL}/sitemap.xml" in lines
    assert lines[-4:-2] == ["Disallow: /*?", "Allow: /*?strona="]


def test_favicon_leads_to_the_mark(client):
    assert client.get("/favicon.ico")["Location"].endswith("img/favicon.ico")
