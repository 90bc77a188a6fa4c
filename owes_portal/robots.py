"""What search engines read: the map of all pages, and where they should not go."""

from collections.abc import Iterator
from datetime import datetime
from urllib.parse import urljoin

from django.conf import settings
from django.core.paginator import Page as PageOfRows
from django.core.paginator import Paginator
from django.db.models import F, Value
from django.db.models.functions import Greatest
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import reverse
from django.utils.xmlutils import SimplerXMLGenerator
from django.views.decorators.cache import cache_control

from owes_portal.kept_pages import kept_page
from owes_portal.models.declaration import current_declaration
from owes_portal.models.pages import POLISH
from owes_portal.models.publishing import kinds_of_pages
from owes_portal.templatetags.addresses import home_in

# A map may name 50,000 addresses, and each row has one for every language; fewer are quicker to draw.
ROWS_A_MAP = 1_000
LISTS = (
    "home",
    "events:index",
    "articles:index",
    "schedule:index",
    "innovations:index",
    "publications:index",
    "projects:index",
    "partners",
    "contact",
)
NAMESPACES = {
    "xmlns": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "xmlns:xhtml": "http://www.w3.org/1999/xhtml",
}
# Secret links show personal data: whoever finds one somewhere should not even open it.
SECRET = ("zgloszenie", "zgloszenia", "miejsce", "zaproszenie", "podglad", "zaswiadczenia")
FOREIGN = tuple(
    home_in(code) for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE
)
type Entry = tuple[str, datetime | None]


@cache_control(public=True, max_age=3600)
def robots(request):
    """Lists are read page by page; their filters would keep a robot busy for ever."""
    homes = [home_in(language) for language, _name in settings.LANGUAGES]
    lines = ["User-agent: *", "Disallow: /panel/"]
    lines += [f"Disallow: {home}{folder}/" for home in homes for folder in SECRET]
    lines += ["Disallow: /*?", "Allow: /*?strona=", ""]
    lines += [f"Sitemap: {settings.SITE_URL}{reverse('sitemap')}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@cache_control(public=True, max_age=86400)
def favicon(request):
    """For programs that ask for it without having read a page."""
    return redirect(static("img/favicon.ico"))


@kept_page
def sitemap(request):
    """The map of the maps: one of the lists, and one or more of each kind of thing."""
    maps = [("listy", 1)]
    for kind in kinds_of_pages():
        pages = _pages(kind)
        maps += [(kind, number) for number in pages.page_range if pages.count]
    addresses = [reverse("sitemap_part", args=named) for named in maps]
    return _xml("sitemapindex", "sitemap", [(address, None) for address in addresses])


@kept_page
def sitemap_part(request, kind, number):
    if kind == "listy" and number == 1:
        return _xml("urlset", "url", _lists())
    pages = _pages(kind) if kind in kinds_of_pages() else None
    if pages is None or number not in pages.page_range:
        raise Http404
    return _xml("urlset", "url", _entries(kind, pages.page(number)))


def _pages(kind: str) -> Paginator:
    rows = kinds_of_pages()[kind].objects.published().order_by("pk")
    changed = Greatest("updated_at", "published_from")
    # Of plain pages each stands below its own language; the rest below each of them.
    language = F("language") if kind == "page" else Value(POLISH)
    return Paginator(rows.values_list(language, "slug", changed), ROWS_A_MAP)


def _lists() -> list[Entry]:
    names = [*LISTS, *(["declaration"] if current_declaration() else [])]
    return [(reverse(name), None) for name in names]


def _entries(kind: str, rows: PageOfRows) -> Iterator[Entry]:
    """To look each address up would take three quarters of the time: they differ in the slug only."""
    folder = kinds_of_pages()[kind](slug="x").get_absolute_url()
    folder = folder.removeprefix("/").removesuffix("x/")
    for language, slug, changed in rows:
        start = "/" if language == POLISH else home_in(language)
        yield f"{start}{folder}{slug}/", changed


def _xml(root: str, element: str, entries: Iterator[Entry] | list[Entry]) -> HttpResponse:
    response = HttpResponse(content_type="application/xml; charset=utf-8")
    xml = SimplerXMLGenerator(response, "utf-8", short_empty_elements=True)
    xml.startDocument()
    xml.startElement(root, NAMESPACES)
    for address, changed in entries:
        versions = _versions(address) if element == "url" else {}
        for there in versions.values() or [urljoin(settings.SITE_URL, address)]:
            xml.startElement(element, {})
            xml.addQuickElement("loc", there)
            if changed:
                xml.addQuickElement("lastmod", changed.isoformat(timespec="seconds"))
            _add_languages(xml, versions)
            xml.endElement(element)
    xml.endElement(root)
    xml.endDocument()
    return response


def _versions(address: str) -> dict[str, str]:
    """The page in each language; none of a plain page, which stands in one only."""
    if address.startswith(FOREIGN):
        return {}
    path = address.removeprefix("/")
    codes = (code for code, _name in settings.LANGUAGES)
    return {code: urljoin(settings.SITE_URL, home_in(code) + path) for code in codes}


def _add_languages(xml: SimplerXMLGenerator, versions: dict[str, str]) -> None:
    """Each version names all of them, itself too: search engines believe no other."""
    for language, address in versions.items():
        link = {"rel": "alternate", "hreflang": language, "href": address}
        xml.addQuickElement("xhtml:link", attrs=link)
