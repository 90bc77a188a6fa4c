"""What a page of a project says, and the list of partners."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone
from lxml import html

from owes_portal.models import FundingMark, Partner, Project
from owes_portal.templatetags.marks import phone_height
from tests import factories
from tests.factories_library import innovation, publication

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

TODAY = date(2026, 11, 23)


def words(response):
    return " ".join(html.fromstring(response.content).text_content().split())


def partner(**fields):
    return Partner.objects.create(**{"name": "Wspólny Stół", "country": "Polska"} | fields)


def over(**fields):
    return factories.event(starts_at=timezone.now() - timedelta(days=9), **fields)


# /projekty/


@pytest.mark.parametrize(
    ("ends_on", "has_ended"), [(TODAY, False), (TODAY - timedelta(days=1), True)]
)
def test_project_lasts_until_the_evening_of_its_last_day(ends_on, has_ended):
    project = factories.project(ends_on=ends_on)

    assert project.has_ended(TODAY) is has_ended
    assert Project.objects.ended(TODAY).exists() is has_ended
    assert Project.objects.lasting(TODAY).exists() is not has_ended


def test_projects_are_told_apart_by_whether_they_last(client, operator):
    factories.project(title="Trwa")
    factories.project(title="Minął", starts_on=date(2012, 1, 1), ends_on=date(2014, 1, 1))

    page = html.fromstring(client.get("/projekty/").content)

    shown = {
        part: page.xpath(f'//section[@aria-labelledby="{part}"]//h3/a/text()')
        for part in ("lasting", "ended")
    }
    assert shown == {"lasting": ["Trwa"], "ended": ["Minął"]}


# /projekty/<slug>/


def test_project_says_what_its_fund_asks_for(client, operator):
    texts = {name: f"<p>{name} {name}</p>" for name in ("goals", "tasks", "results", "joining")}
    factories.project(
        slug="iskra",
        value=Decimal("1000.00"),
        grant=Decimal("955.00"),
        support="<p>support support</p>",
        contact=factories.contact_person(name="Ewa Ćwik"),
        target_groups="Mieszkańcy\n\nOrganizacje",
        **texts,
    )

    said = words(client.get("/projekty/iskra/"))

    for name in (*texts, "support"):
        assert f"{name} {name}" in said
    assert "MieszkańcyOrganizacje" in said.replace(" ", "")
    assert "95.5% of the value" in said
    assert "Ewa Ćwik" in said
    assert "#FunduszeUE" in said


def test_project_that_is_over_says_so_and_keeps_the_marks_of_its_time(client, operator):
    project = factories.project(
        slug="dawny", period="2007-2013", starts_on=date(2009, 9, 1), ends_on=date(2012, 8, 31)
    )
    project.marks.add(factories.funding_mark(alt="Kapitał Ludzki"))

    response = client.get("/projekty/dawny/")

    assert "This project is over" in words(response)
    assert "#FunduszeUE" not in words(response)
    assert html.fromstring(response.content).xpath('//img[@alt="Kapitał Ludzki"]')


def test_project_counts_what_took_place_and_leads_to_it(client, operator):
    project = factories.project(slug="iskra")
    over(project=project, people_came=18)
    over(project=project, people_came=7)
    over(project=project, people_came=90, status="draft")
    over(project=project, people_came=90, cancelled_at=timezone.now(), cancellation_reason="Burza")
    factories.article(project=project)

    response = client.get("/projekty/iskra/")

    assert "Events that took place2 –" in words(response)
    assert "How often somebody came25" in words(response)
    links = html.fromstring(response.content).xpath("//aside//a/@href")
    assert "/wydarzenia/?projekt=iskra&minione=on" in links
    assert "/aktualnosci/?projekt=iskra" in links


@pytest.mark.parametrize("item_count", [1, 3])
def test_project_asks_the_same_number_of_queries(
    client, operator, item_count, django_assert_num_queries
):
    project = factories.project(slug="iskra", contact=factories.contact_person())
    for number in range(item_count):
        factories.event(project=project)
        over(project=project)
        factories.article(project=project)
        innovation(project=project)
        publication(project=project)
        project.partners.add(partner(name=f"Partner {number}"))
        project.marks.add(factories.funding_mark())

    client.get("/projekty/iskra/")

    # Stamp; five kinds of things; numbers. All else is remembered.
    with django_assert_num_queries(7):
        client.get("/projekty/iskra/?anew")


def test_project_that_is_over_tells_what_was_and_invites_to_nothing(client):
    told = dict.fromkeys(("goals", "tasks", "results", "support", "joining"), "<p>Tekst.</p>")
    ends_on = timezone.localdate() - timedelta(days=1)
    factories.project(slug="iskra", ends_on=ends_on, **told)

    page = html.fromstring(client.get("/projekty/iskra/").content)

    assert page.xpath("//main//h2[@id]/text()")[:4] == [
        "What we wanted to achieve",
        "What we did",
        "What came of it",
        "What support there was",
    ]
    assert page.xpath("//*[@id='joining' or @id='events']") == []


# /partnerzy/


def test_partners_stand_by_country_with_ours_first(client, operator):
    for name, country in [("Ż", "Włochy"), ("B", "Belgia"), ("Ł", "Polska"), ("M", "Polska")]:
        partner(name=name, country=country)

    page = html.fromstring(client.get("/partnerzy/").content)

    assert page.xpath("//main//h2/text()") == ["Polska", "Belgia", "Włochy"]
    assert page.xpath("//main//h3/text()") == ["Ł", "M", "B", "Ż"]


def test_partner_is_shown_with_what_visitors_may_see(client, operator):
    one = partner(website="https://www.wspolnystol.example/o-nas")
    factories.project(title="Jawny").partners.add(one)
    factories.project(title="Tajny", status="draft").partners.add(one)

    response = client.get("/partnerzy/")

    link = html.fromstring(response.content).xpath(
        '//a[@href="https://www.wspolnystol.example/o-nas"]'
    )
    assert link[0].text == "wspolnystol.example"
    assert "Jawny" in words(response)
    assert "Tajny" not in words(response)


@pytest.mark.parametrize("item_count", [1, 3])
def test_partners_ask_the_same_number_of_queries(
    client, operator, item_count, django_assert_num_queries
):
    for number in range(item_count):
        one = partner(name=f"Partner {number}")
        factories.project().partners.add(one)
        factories.event().partners.add(one)
        factories.article().partners.add(one)
        innovation().partners.add(one)

    # Stamp, operator; partners, and four kinds of things; moments.
    with django_assert_num_queries(8):
        client.get("/partnerzy/")


# The strip of marks


@pytest.mark.parametrize(
    ("sizes", "height"), [([(340, 100)], 10), ([(100, 100), (200, 100)], 14), ([(2000, 100)], 5)]
)
def test_marks_of_a_phone_are_as_high_as_the_broadest_allows(sizes, height):
    marks = [FundingMark(width=width, height=height) for width, height in sizes]

    assert phone_height(marks) == height


# The administration


def test_list_of_projects_says_what_is_missing(bobs_client):
    factories.project(period="2007-2013", description="<p>Opis.</p>", target_groups="Gminy")

    page = bobs_client.get("/panel/owes_portal/project/")

    assert html.fromstring(page.content).xpath('//td[@class="field-gaps"]/text()') == [
        "funding marks"
    ]
