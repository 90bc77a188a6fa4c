"""Organisations of one name are suggested to staff, who merge them."""

import pytest
from django.contrib.auth.models import Permission

from registrations.models import Organisation
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

ORGANISATIONS = "/panel/registrations/organisation/"


def organisation(place, **fields):
    return Organisation.objects.create(
        **{"name": "Stowarzyszenie Ul", "municipality": place} | fields
    )


def merge(client, one, double):
    return client.post(f"{ORGANISATIONS}{one.pk}/merge/", {"double": double.pk}, follow=True)


def registration_of(row):
    return factories.participant(factories.event(), registration={"organisation": row}).registration


def test_the_page_suggests_others_of_the_same_name_and_municipality(bobs_client, zwierzyniec):
    one = organisation(zwierzyniec)
    double = organisation(zwierzyniec, name="stowarzyszenie ul")
    organisation(None)

    page = bobs_client.get(f"{ORGANISATIONS}{one.pk}/change/").content.decode()

    assert page.count("Take its registrations over here") == 1
    assert f'value="{double.pk}"' in page


def test_merging_moves_registrations_and_nip_and_deletes_the_double(bobs_client, zwierzyniec):
    one, double = organisation(zwierzyniec), organisation(zwierzyniec, nip="5260001246")
    moved = registration_of(double)

    merge(bobs_client, one, double)

    moved.refresh_from_db()
    assert moved.organisation == one
    assert list(Organisation.objects.values_list("pk", "nip")) == [(one.pk, "5260001246")]


def test_organisations_of_two_nips_are_not_merged(bobs_client, zwierzyniec):
    one = organisation(zwierzyniec, nip="5260001246")
    other = organisation(zwierzyniec, nip="7740001454")

    response = merge(bobs_client, one, other)

    assert "They have different NIPs" in response.content.decode()
    assert Organisation.objects.count() == 2


def test_merging_twice_is_merging_once(bobs_client, zwierzyniec):
    one, double = organisation(zwierzyniec), organisation(zwierzyniec)
    merge(bobs_client, one, double)

    response = merge(bobs_client, one, double)

    assert "That organisation is no longer there." in response.content.decode()
    assert list(Organisation.objects.all()) == [one]


def test_only_organisations_that_are_alike_are_merged(bobs_client, zwierzyniec):
    one, other = organisation(zwierzyniec), organisation(zwierzyniec, name="Fundacja Las")

    merge(bobs_client, one, other)

    assert Organisation.objects.count() == 2


def test_looking_at_the_address_of_merging_merges_nothing(bobs_client, zwierzyniec):
    one = organisation(zwierzyniec)

    assert bobs_client.get(f"{ORGANISATIONS}{one.pk}/merge/").status_code == 405


def test_staff_who_may_only_look_cannot_merge(client, zwierzyniec):
    edyta = factories.user(is_staff=True)
    edyta.user_permissions.set(Permission.objects.filter(codename="view_organisation"))
    client.force_login(edyta)
    one, double = organisation(zwierzyniec), organisation(zwierzyniec)

    page = client.get(f"{ORGANISATIONS}{one.pk}/change/").content.decode()

    assert "Take its registrations over here" not in page
    assert merge(client, one, double).status_code == 403
