"""What every page and every form of the administration has in common."""

import pytest

from owes_portal.models import Topic
from tests import factories
from tests.admin_forms import answers
from tests.reading import tree

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english", "operator")]

OFFICES = "/panel/owes_portal/office/"


def test_what_was_saved_is_read_aloud(bobs_client):
    sent = {"name": "Zatrudnienie", "slug": "zatrudnienie"}
    empty = answers(bobs_client, "/panel/owes_portal/topic/add/")

    page = bobs_client.post("/panel/owes_portal/topic/add/", empty | sent, follow=True)

    [told] = tree(page).xpath('//*[@role="status"]//*[contains(@class, "messagelist")]')
    assert Topic.objects.get().name in told.text_content()


def test_counties_of_an_office_are_ticked(bobs_client):
    office = factories.office()
    served = factories.county()
    address = f"{OFFICES}{office.pk}/change/"

    bobs_client.post(address, answers(bobs_client, address, counties=[served.pk]))

    boxes = tree(bobs_client.get(address)).xpath('//input[@name="counties"]')
    assert {box.get("type") for box in boxes} == {"checkbox"}
    assert [box.get("value") for box in boxes if box.get("checked") is not None] == [served.pk]


def test_what_is_wrong_is_listed_above_each_form_and_leads_to_its_field(bobs_client):
    page = bobs_client.post(f"{OFFICES}add/", {})

    found = tree(page).xpath('//*[@class="form-errors"]//a')
    assert found[0].text == "Name: This field is required."
    assert {link.get("href")[1:] for link in found} <= set(tree(page).xpath("//@id"))


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("/panel/owes_portal/topic/", "Topics"),
        ("/panel/owes_portal/topic/?q=nic", "Topics"),
        ("/panel/owes_portal/topic/add/", "Add topic"),
        ("/panel/owes_portal/topic/1/change/", "Topic: Praca & płaca"),
        ("/panel/owes_portal/topic/?_popup=1", "Select topic"),
        ("/panel/", "What would you like to do?"),
    ],
    ids=["list", "nothing found", "add", "change", "to choose from", "first page"],
)
def test_tab_says_the_same_as_the_heading_and_whose_administration_it_is(
    bobs_client, address, name
):
    Topic.objects.create(pk=1, name="Praca & płaca", slug="praca")

    page = tree(bobs_client.get(address))

    assert page.xpath("normalize-space(//title)") == f"{name} – administration of OWES Iskra"
    assert [heading.text_content() for heading in page.xpath("//h1")] == [name]


def test_tab_of_a_form_with_faults_says_so_first(bobs_client):
    page = tree(bobs_client.post("/panel/owes_portal/topic/add/", {}))

    title = page.xpath("normalize-space(//title)")
    assert title == "Error: Add topic – administration of OWES Iskra"
