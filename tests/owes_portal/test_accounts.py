"""Accounts and groups in the administration: rights are ticked, with names that say what they allow."""

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.contrib.contenttypes.models import ContentType

from tests import factories
from tests.admin_forms import answers
from tests.reading import tree

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("operator")]


@pytest.fixture
def group():
    group = Group.objects.create(name="redakcja")
    group.permissions.set(Permission.objects.filter(codename__in=["view_event", "export_needs"]))
    return group


def boxes_about(page, app, thing):
    """What can be ticked there, and whether it is."""
    groups = '//fieldset[translate(legend, "\xa0", " ")="{}"]'
    found = tree(page).xpath(f"{groups.format(app)}{groups.format(thing)}//label")
    return {
        label.text_content().strip(): label.find("input").get("checked") is not None
        for label in found
    }


def test_rights_of_a_group_are_ticked_under_what_they_are_about(bobs_client, group):
    page = bobs_client.get(f"/panel/auth/group/{group.pk}/change/")

    assert boxes_about(page, "Aktualności i wydarzenia", "Wydarzenia") == {
        "oglądanie": True,
        "dodawanie": False,
        "zmienianie": False,
        "usuwanie": False,
    }
    assert list(boxes_about(page, "Zgłoszenia", "Zgłoszenia").items())[4:] == [
        ("Może pobierać tabele potrzeb", True),
        ("Może pobierać tabele zgłoszeń", False),
    ]
    assert boxes_about(page, "Aktualności i wydarzenia", "Zdjęcia (aktualności)")


def test_every_right_is_told_by_a_name_of_its_own_and_in_no_foreign_words(bobs_client):
    page = tree(bobs_client.get("/panel/auth/group/add/"))

    fieldsets = page.xpath('//*[@class="rights"]/fieldset//fieldset')
    names = [
        (one.xpath("string(ancestor::fieldset[1]/legend)"), one.xpath("string(legend)"))
        for one in fieldsets
    ]
    assert len(set(names)) == len(names)
    assert "Can " not in page.xpath('string(//*[@class="rights"])')


def test_rights_that_are_ticked_are_given_and_the_others_taken(bobs_client, group):
    wanted = factories.permission("add_article")
    address = f"/panel/auth/group/{group.pk}/change/"

    bobs_client.post(address, answers(bobs_client, address, permissions=[wanted.pk]))

    assert list(group.permissions.all()) == [wanted]


def test_form_of_a_group_bears_a_model_that_is_no_more(bobs_client, group):
    gone = ContentType.objects.create(app_label="events", model="poll")
    Permission.objects.create(content_type=gone, codename="view_poll", name="Can view poll")

    page = bobs_client.get(f"/panel/auth/group/{group.pk}/change/")

    assert "poll" not in page.text


def test_groups_of_an_account_are_ticked_and_its_own_rights_stand_apart(bobs_client, group):
    anna = User.objects.create_user("anna", is_staff=True)
    own = factories.permission("add_article")
    anna.user_permissions.add(own)
    address = f"/panel/auth/user/{anna.pk}/change/"

    bobs_client.post(address, answers(bobs_client, address, groups=[group.pk]))

    assert (list(anna.groups.all()), list(anna.user_permissions.all())) == ([group], [own])
    page = bobs_client.get(address)
    assert boxes_about(page, "Aktualności i wydarzenia", "Aktualności")["dodawanie"]
    assert tree(page).xpath('//details//*[@id="id_user_permissions"]')


@pytest.mark.parametrize("address", ["/panel/auth/group/add/", "/panel/auth/user/1000/change/"])
def test_number_of_rights_costs_no_queries(bobs_client, django_assert_max_num_queries, address):
    User.objects.create_user("anna", pk=1000)

    with django_assert_max_num_queries(12):
        bobs_client.get(address)
