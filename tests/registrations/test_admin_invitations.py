"""Invitation links in the administration: made, copied, taken back."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone

from registrations.models import Invitation
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

INVITATIONS = "/panel/registrations/invitation/"


def invitation(**fields):
    made = Invitation(
        **{"label": "Gmina", "event": fields.pop("event", None) or invited()} | fields
    )
    made.set_token()
    made.save()
    return made


def invited():
    return factories.event(signup_mode="invitation")


def page_of(row):
    return f"{INVITATIONS}{row.pk}/change/"


def typed(**changes):
    empty = {"places": "", "expires_at_0": "", "expires_at_1": ""}
    return {"label": "Gmina Zwierzyniec"} | empty | changes


def test_a_new_invitation_knows_who_made_it_and_has_a_secret(bobs_client, bob):
    event = invited()

    bobs_client.post(f"{INVITATIONS}add/", typed(event=event.pk, places="5"))

    made = Invitation.objects.get()
    assert (made.event, made.places, made.made_by) == (event, 5, bob)
    assert list(Invitation.objects.for_token(made.token)) == [made]


def test_the_secret_address_stands_on_the_page_of_a_valid_invitation_only(bobs_client):
    valid, over = invitation(), invitation(revoked_at=timezone.now())

    pages = [bobs_client.get(page_of(row)).content.decode() for row in (valid, over)]
    listed = bobs_client.get(INVITATIONS).content.decode()

    assert f"https://portal.example/zaproszenie/{valid.token}/" in pages[0]
    assert over.token not in pages[1]
    assert valid.token not in listed


def test_the_secret_address_is_hidden_from_those_who_may_only_look(client):
    edyta = factories.user(is_staff=True)
    edyta.user_permissions.set(Permission.objects.filter(codename="view_invitation"))
    client.force_login(edyta)
    row = invitation()

    page = client.get(page_of(row))

    assert page.status_code == 200
    assert row.token not in page.content.decode()


def test_a_change_keeps_what_sign_ups_count_and_the_event(bobs_client):
    row, other = invitation(places=5, places_used=2), invited()

    bobs_client.post(page_of(row), typed(event=other.pk, places="3", places_used="0"))

    changed = Invitation.objects.get(pk=row.pk)
    assert (changed.label, changed.places, changed.places_used) == ("Gmina Zwierzyniec", 3, 2)
    assert changed.event == row.event


def test_fewer_places_than_people_who_signed_up_are_refused(bobs_client):
    row = invitation(places=5, places_used=2)

    page = bobs_client.post(page_of(row), typed(places="1")).content.decode()

    assert "2 people have signed up already. Write this number or a larger one." in page


@pytest.mark.parametrize("where", ["list", "page"])
def test_an_invitation_is_taken_back_by_post(bobs_client, where):
    row = invitation()
    address = INVITATIONS if where == "list" else page_of(row)
    prefix = "" if where == "list" else "CHANGE_FORM-"

    bobs_client.post(address, {f"{prefix}action": "revoke", "_selected_action": row.pk})

    row.refresh_from_db()
    assert not row.is_valid()


def test_filter_by_validity_agrees_with_the_row(bobs_client):
    rows = [
        invitation(),
        invitation(revoked_at=timezone.now()),
        invitation(expires_at=timezone.now() - timedelta(hours=1)),
        invitation(places=1, places_used=1),
    ]

    def shown(state):
        page = bobs_client.get(INVITATIONS, {"state": state})
        return set(page.context["cl"].result_list)

    assert shown("valid") == {row for row in rows if row.is_valid()} == {rows[0]}
    assert shown("over") == set(rows[1:])


@pytest.mark.parametrize("item_count", [1, 3])
def test_list_of_invitations_asks_the_same_number_of_queries(
    bobs_client, operator, item_count, django_assert_num_queries
):
    for _ in range(item_count):
        invitation()

    with django_assert_num_queries(9):
        bobs_client.get(INVITATIONS)
