"""An event's workspace and its news: numbers, people by what is to be done, what has changed."""

from datetime import timedelta
from functools import partial

import pytest
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from owes_portal.models import AccessRecord, DeadAddress, OutgoingMail
from registrations import emails, services
from registrations.models import AccessibilityNeed, LastLook, Participant
from tests import factories
from tests.reading import plain, section, tree, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english", "operator")]


def numbers(response):
    """The numbers above the lists by their names."""
    facts = tree(response).xpath('//dl[@class="desk-facts"]/div')
    return {plain(fact.find("dt")): plain(fact.find("dd")) for fact in facts}


@pytest.fixture
def event():
    return factories.event(title="ABC ekonomii", capacity=2)


@pytest.fixture
def workspace(bobs_client, event):
    return lambda: bobs_client.get(f"/panel/wydarzenia/{event.pk}/zgloszenia/")


@pytest.mark.parametrize("item_count", [3, 60])
def test_workspace_asks_the_same_number_of_queries(
    bobs_client, zwierzyniec, item_count, django_assert_num_queries
):
    event = factories.event(capacity=item_count // 2)
    for _ in range(item_count):
        factories.registration(event, municipality=zwierzyniec)
    ContentType.objects.get_for_model(Participant)  # which a process asks for once

    with django_assert_num_queries(12):
        bobs_client.get(f"/panel/wydarzenia/{event.pk}/zgloszenia/")


def test_workspace_counts_places_offers_and_who_waits(workspace, event):
    first = factories.registration(event)
    factories.registration(event)
    factories.registration(event)
    factories.registration(event)
    services.cancel(first, services.by_person("Choroba."))

    shown = numbers(workspace())

    assert shown["places taken"] == "2 of 2"
    assert (shown["open offers"], shown["on the waiting list"]) == ("1", "1")


def fail_last_mail(**about):
    mail = OutgoingMail.objects.filter(**about).order_by("pk").last()
    mail.mark_failed("SMTP 554")


def test_workspace_says_whom_e_mails_do_not_reach(workspace, event):
    make = partial(factories.registration, event)
    make(people=[factories.person(last_name="Doszło")])
    make(email="zly@example.com", people=[factories.person(last_name="Wróciło")])
    make(email="Nikt@example.com", people=[factories.person(last_name="Bezskrzynki")])
    fail_last_mail(recipient="zly@example.com")
    DeadAddress.objects.bury("nikt@example.com", error="SMTP 550")

    page = workspace()

    assert numbers(page)["people whom e-mails do not reach"] == "2"
    found = section(page, "undelivered")
    assert "Wróciło" in found
    assert "Bezskrzynki" in found
    assert "Doszło" not in found


def test_workspace_counts_nobody_whose_later_mail_arrived_or_who_left(workspace, event):
    first = factories.registration(event, email="pierwszy@example.com")
    fail_last_mail(recipient="pierwszy@example.com")
    emails.link_again(first)
    gone = factories.registration(event, email="drugi@example.com")
    services.cancel(gone, services.by_person("Choroba."))
    fail_last_mail(recipient="drugi@example.com")

    assert "people whom e-mails do not reach" not in numbers(workspace())


def test_workspace_tells_a_person_from_a_registration_of_the_same_number(workspace, event):
    people = [factories.person(email="ola@example.com"), factories.person(last_name="Lis")]
    factories.registration(event, email="anna@example.com", people=people)
    fail_last_mail(recipient="ola@example.com")

    assert numbers(workspace())["people whom e-mails do not reach"] == "1"


def test_workspace_says_how_many_are_from_outside(workspace, event, zwierzyniec):
    factories.registration(event, municipality=zwierzyniec)
    factories.registration(event, other_municipality="Kraków")

    shown = numbers(workspace())

    assert shown["from outside the subregion"] == "1 of 2 50%, limit 20% – too many"
    assert "outside the subregion" in section(workspace(), "confirmed")


def test_workspace_lists_people_in_polish_order(workspace, event):
    for name in ("Żak", "Ćwik", "Cebula"):
        factories.participant(event, last_name=name)

    page = section(workspace(), "confirmed")

    assert page.index("Cebula") < page.index("Ćwik") < page.index("Żak")


def test_workspace_shows_the_waiting_list_in_its_order_with_reasons(workspace, event):
    for name in ("Żak", "Ćwik", "Sowa", "Bąk"):
        factories.registration(event, people=[factories.person(last_name=name)])

    page = section(workspace(), "waiting")

    assert page.index("1. Anna Sowa") < page.index("2. Anna Bąk")
    assert "There were too few free places." in page


def test_workspace_says_whom_to_call_about_an_offer(workspace, event):
    first = factories.registration(event, people=2)
    factories.registration(event, email="", phone="+48600123456")
    services.cancel(first, services.by_person("Choroba."))

    page = section(workspace(), "offered")

    assert "600 123 456" in page
    assert "No e-mail: please call." in page
    assert "The offer is valid until" in page


def test_workspace_shows_what_is_to_be_decided(workspace, event):
    event.signup_mode = "approval"
    event.save()
    registration = factories.registration(event, people=2)

    response = workspace()

    assert "To decide (1)" in section(response, "pending")
    assert f'href="/panel/zgloszenia/{registration.pk}/przyjmij/"' in response.content.decode()


def test_workspace_shows_second_forms_of_an_address(workspace, event):
    first = factories.registration(event, email="anna@example.com")
    other = [factories.person(last_name="Inna")]
    double = factories.registration(event, email="anna@example.com", people=other)

    response = workspace()

    assert f"second form of {first.number}" in section(response, "doubles")
    assert section(response, "pending") is None
    assert f'href="/panel/zgloszenia/{double.pk}/dolacz/"' in response.content.decode()


def test_workspace_shows_names_that_are_missing(workspace, event):
    open_name = factories.person(first_name="", last_name="")
    factories.registration(event, applicant="organisation", people=[open_name])

    assert "name to be given" in section(workspace(), "unnamed")


def test_workspace_counts_people_whose_needs_were_not_answered(workspace, event, bob):
    person = factories.registration(event).participants.get()
    need = AccessibilityNeed.objects.create(participant=person, kind="quiet_room")
    before = numbers(workspace())

    services.answer_need(need, "Tak.", by=bob)

    name = "people whose needs were not answered"
    assert before[name] == "1"
    assert name not in numbers(workspace())


def test_workspace_folds_those_who_are_gone(workspace, event):
    registration = factories.registration(event)
    services.cancel(registration, services.by_person("Choroba dziecka."))

    page = tree(workspace())

    (folded,) = page.xpath("//main//details[not(@open)]")
    assert "Choroba dziecka." in folded.text_content()


def test_workspace_leaves_one_record_for_each_look(workspace, event, bob):
    workspace()

    record = AccessRecord.objects.get()
    assert (record.person, record.deed, record.subject) == (bob, "view", f"event {event.pk}")


def test_workspace_offers_no_deeds_to_those_who_may_only_read(client, event):
    event.signup_mode = "approval"
    event.save()
    factories.registration(event)
    reader = factories.user(username="ola", is_staff=True)
    reader.user_permissions.add(Permission.objects.get(codename="view_participant"))
    client.force_login(reader)

    page = client.get(f"/panel/wydarzenia/{event.pk}/zgloszenia/").content.decode()

    assert "/przyjmij/" not in page
    assert "/wiadomosc/" not in page


def test_workspace_takes_no_data(bobs_client, event):
    assert bobs_client.post(f"/panel/wydarzenia/{event.pk}/zgloszenia/").status_code == 405


def test_list_of_events_leads_to_the_workspace(bobs_client, event):
    page = bobs_client.get("/panel/events/event/").content.decode()

    assert f'href="/panel/wydarzenia/{event.pk}/zgloszenia/"' in page


# What has changed


@pytest.fixture
def changes(bobs_client, event):
    address = f"/panel/wydarzenia/{event.pk}/zmiany/"
    return lambda **data: bobs_client.post(address, data) if data else bobs_client.get(address)


def newest_of(response):
    return tree(response).xpath('//input[@name="newest"]/@value')[0]


def test_changes_show_everything_to_somebody_who_never_looked(changes, event):
    factories.registration(event, people=[factories.person(last_name="Sowa")])

    assert "Anna Sowa" in words(changes())
    assert not LastLook.objects.exists()


def test_changes_show_what_is_new_since_the_last_look(changes, event):
    factories.registration(event, people=[factories.person(last_name="Sowa")])
    changes(newest=newest_of(changes()))
    factories.registration(event, people=[factories.person(last_name="Bąk")])

    page = words(changes())

    assert "Anna Bąk" in page
    assert "Anna Sowa" not in page


def test_changes_that_came_after_the_page_was_drawn_are_not_lost(changes, event):
    factories.registration(event, people=[factories.person(last_name="Sowa")])
    newest = newest_of(changes())
    factories.registration(event, people=[factories.person(last_name="Bąk")])

    changes(newest=newest)

    assert "Anna Bąk" in words(changes())


def test_changes_never_come_back_because_of_an_older_page(changes, event, bob):
    factories.registration(event)
    old = newest_of(changes())
    factories.registration(event)
    changes(newest=newest_of(changes()))

    changes(newest=old)

    assert "Nothing new." in words(changes())
    assert LastLook.objects.get().person == bob


@pytest.mark.parametrize("newest", ["", "x", "999999"])
def test_changes_take_no_forged_moment(changes, event, newest):
    factories.registration(event)

    response = changes(newest=newest, forged="1")

    assert response.status_code == 302
    assert not LastLook.objects.exists()


def test_changes_tell_at_once_what_happened_to_several_at_once(changes, event):
    factories.registration(event, people=2)

    page = tree(changes())

    assert len(page.xpath('//li[@class="history__entry"]')) == 1


def test_changes_are_grouped_by_day_and_paged(bobs_client, changes, event):
    registration = factories.registration(event)
    event.changes.update(at=timezone.now() - timedelta(days=3))
    because = services.by_person("Zmiana.")
    for _ in range(50):
        services.change_contact(registration, phone="", contact_name="", because=because)

    second = bobs_client.get(f"/panel/wydarzenia/{event.pk}/zmiany/?strona=2")

    assert "Page 1 of 2" in words(changes())
    assert len(tree(second).xpath("//main//section/h2")) == 1
    assert "Mark everything as seen" not in words(second)


@pytest.mark.parametrize("item_count", [1, 3])
def test_changes_ask_the_same_number_of_queries(
    bobs_client, event, item_count, django_assert_num_queries
):
    for _ in range(item_count):
        factories.registration(event)

    with django_assert_num_queries(9):
        bobs_client.get(f"/panel/wydarzenia/{event.pk}/zmiany/")
