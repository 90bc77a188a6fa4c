"""The code for the door on a person's own pages, and the reminder that tells of it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from owes_portal import qr
from owes_portal.models import OutgoingMail
from registrations import check_in, services
from registrations.models.reminders import DAY
from tests import factories
from tests.reading import tree

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english", "operator")]


def codes(page):
    """What a screen reader says of each code on the page."""
    return tree(page).xpath('//*[@role="img"][svg]/@aria-label')


def own_page(client, person):
    return client.get(f"/miejsce/{person.token}/")


def test_code_is_shown_to_somebody_who_has_a_place(client):
    person = factories.participant(factories.event())

    page = own_page(client, person)

    assert codes(page) == [f"QR code of registration {person.registration.number}, Anna Kowal"]
    assert qr.drawn(check_in.code_of(person)) in page.content.decode()


def test_code_is_drawn_black_on_white_with_a_quiet_zone():
    picture = qr.drawn("OWES:abcdefghijklmnopqrstuv")

    assert picture.startswith('<svg viewBox="0 0 37 37">'), "29 modules and 4 on each side"
    assert '<path fill="#fff" d="M0 0h37v37h-37z"/>' in picture
    assert 'stroke="#000"' in picture
    assert "style=" not in picture


@pytest.mark.parametrize("status", ["pending", "waiting", "lapsed", "refused", "cancelled"])
def test_code_is_not_shown_to_somebody_without_a_place(client, status):
    person = factories.participant(factories.event(), status=status)

    assert codes(own_page(client, person)) == []


def test_code_is_shown_until_the_event_ends(client):
    began = factories.event(days=2, starts_at=timezone.now() - timedelta(days=1))
    over = factories.event(starts_at=timezone.now() - timedelta(days=1))

    pages = [own_page(client, factories.participant(event)) for event in (began, over)]

    assert [len(codes(page)) for page in pages] == [1, 0]


def test_code_is_not_shown_if_the_event_is_called_off(client):
    event = factories.event()
    person = factories.participant(event)
    event.cancel("Awaria.")

    assert codes(own_page(client, person)) == []


def test_codes_of_a_group_are_on_the_page_of_its_contact_each_folded(client):
    registration = factories.registration(factories.event(), people=2)

    page = client.get(f"/zgloszenie/{registration.token}/")

    assert len(codes(page)) == 2
    assert len(tree(page).xpath("//details[.//svg]")) == 2


def test_code_of_one_person_is_on_the_page_of_the_registration_unfolded(client):
    registration = factories.registration(factories.event())

    page = client.get(f"/zgloszenie/{registration.token}/")

    assert len(codes(page)) == 1
    assert tree(page).xpath("//details[.//svg]") == []


def test_code_opens_no_page(client):
    code = check_in.code_of(factories.participant(factories.event()))

    statuses = [
        client.get(f"/{page}/{code.removeprefix('OWES:')}/").status_code
        for page in ("miejsce", "zgloszenie")
    ]

    assert statuses == [404, 404]


def test_reminder_tells_of_the_code():
    event = factories.event()
    factories.registration(event)

    services.remind(event, DAY, event.starts_at - DAY.before)

    mail = OutgoingMail.objects.get(template="registrations/emails/reminder")
    assert "there is also a code that you can show at the door" in " ".join(mail.text.split())
