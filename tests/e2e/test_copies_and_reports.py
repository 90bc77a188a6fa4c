"""Copies of events, reports and what a printer makes of them, in a browser."""

import pytest
from pypdfium2 import PdfDocument

from events.models import Event
from owes_portal.models import Operator
from tests import factories
from tests.e2e.looks import barriers
from tests.factories_papers import past_event
from tests.printed import pages_of

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def event(operator):
    return factories.event(
        title="Ekonomia na start",
        slug="ekonomia",
        days=2,
        programme="<h3>Dzień pierwszy</h3><ul><li>pomysł,</li><li>pieniądze.</li></ul>",
        accessible_entrance="bez progów",
        contact=factories.contact_person(),
    )


def test_an_event_is_copied_every_week(open_browser, as_bob, event):
    desk = open_browser(**as_bob)
    desk.goto(f"/panel/wydarzenia/{event.pk}/kopia/")
    desk.get_by_label("co tydzień").check()
    desk.get_by_role("button", name="Pokaż terminy").click()
    errors = barriers(desk)
    desk.get_by_label("Ile razy łącznie").fill("3")
    desk.get_by_role("button", name="Pokaż terminy").click()
    found = barriers(desk)
    desk.get_by_role("button", name="Utwórz 3 szkice").click()

    assert (errors, found) == ([], [])
    desk.get_by_text("Powstały 3 szkice.").wait_for()
    assert Event.objects.filter(status="draft").count() == 3


def test_an_event_prints_with_its_address_and_without_menus(page, site, event, operator):
    page.goto(f"{site}/wydarzenia/ekonomia/")

    text = " ".join(pages_of(page.pdf()))

    assert f"{site}/wydarzenia/ekonomia/" in text.replace("\n", "")
    assert operator.street in text
    assert "Dzień pierwszy" in text
    assert "Zapisz się" not in text
    assert "Menu" not in text


def test_contact_prints_on_one_sheet_of_both_sides(page, site, operator):
    premises = {
        "office_hours": "od poniedziałku do piątku, godz. 8.00–16.00",
        "accessible_entrance": "bez progu i schodów, drzwi 100 cm, otwierają się same",
        "accessible_lift": "jest, drzwi 90 cm, z głosem i alfabetem Braille’a",
        "accessible_parking": "dwa miejsca dla osób z niepełnosprawnością, 15 metrów od wejścia",
        "directions": "<p>Z dworca autobusowego: idź prosto ulicą w stronę Starego Miasta.</p>" * 4,
    }
    Operator.objects.update(**premises)
    for name in ("Biuro w Chełmie", "Punkt w Biłgoraju"):
        factories.office(name=name, phone="84 000 00 22", **premises)
    for number in range(6):
        role = f"doradztwo: zakładanie i prowadzenie organizacji ({number})"
        factories.contact_person(role=role, email="doradztwo@iskra.example")

    page.goto(f"{site}/kontakt/")

    assert len(pages_of(page.pdf(format="A4"))) == 2


def test_no_item_of_a_list_stands_alone_on_its_page(page, site, operator):
    """The longest list that one page holds gets one more item."""
    items = "".join(f"<li>punkt {number}</li>" for number in range(60))
    factories.page(slug="lista", body=f"<ol>{items}</ol>")
    page.goto(f"{site}/lista/")

    _first, second = pages_of(page.pdf(format="A4"))
    while "punkt" in second:
        shortest = second
        page.locator(".prose li").last.evaluate("element => element.remove()")
        second = "".join(pages_of(page.pdf(format="A4"))[1:])

    assert shortest.count("punkt") == 2


def test_the_schedule_prints_across_the_paper(page, site, event):
    page.goto(f"{site}/harmonogram-wsparcia/")

    width, height = PdfDocument(page.pdf(prefer_css_page_size=True))[0].get_size()

    assert width > height


def test_the_page_of_a_past_event_is_its_report(page, site, operator):
    over = past_event(slug="ekonomia", people_came=18)
    factories.article(
        event=over, is_report=True, title="Tak było", body="<h2>Rano</h2><p>Kawa.</p>"
    )

    page.goto(f"{site}/wydarzenia/ekonomia/")

    assert page.get_by_role("heading", name="Tak było").is_visible()
    assert barriers(page) == []
