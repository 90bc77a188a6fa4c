"""Staff change or call off an event: what they read, look at and decide, and whom they call."""

from datetime import timedelta

import pytest
from django.utils import timezone

from events.models.announced import Announced
from owes_portal.models import AccessRecord, OutgoingMail
from owes_portal.templatetags.typography import time_of
from registrations import services, tasks
from registrations.models import Notice
from tests import factories
from tests.events.test_admin import answers
from tests.reading import errors, section, tree, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english", "operator")]


@pytest.fixture
def event():
    return factories.event(title="ABC ekonomii", capacity=5)


@pytest.fixture
def page(event):
    return f"/panel/wydarzenia/{event.pk}/powiadomienie/"


def change(event, **changes):
    before = Announced.of(event)
    event.days.update(**changes or {"place": "Szkoła"})
    event.copy_from_days()
    return services.tell_later(event, before)


def sent():
    return [mail.recipient for mail in OutgoingMail.objects.filter(template__endswith="changed")]


def seen(response):
    """The state that the page was drawn of, as its forms send it back."""
    return set(tree(response).xpath('//main//input[@name="seen"]/@value')).pop()


# Saving in the administration


def save(client, event, **changes):
    address = f"/panel/events/event/{event.pk}/change/"
    return client.post(address, answers(client, address, **changes), follow=True)


def test_saving_another_place_says_who_will_be_told_when(bobs_client, event, page):
    factories.registration(event)

    response = save(bobs_client, event, **{"days-0-place": "Szkoła"})

    due = time_of(Notice.objects.get().due_at)
    text = f"The date or the place has changed; at {due} 1 person is told of it."
    messages = tree(response).xpath('//ul[@class="messagelist"]')[0]
    assert " ".join(text.split()) in " ".join(messages.text_content().split())
    assert page in messages.xpath(".//a/@href")


def test_saving_a_reason_to_call_off_says_who_will_be_told(bobs_client, event):
    factories.registration(event)

    response = save(bobs_client, event, cancellation_reason="Choroba.")

    assert "The event is called off; at " in response.content.decode().replace("\xa0", " ")
    assert Notice.objects.get().is_cancellation


def test_saving_another_topic_says_nothing_of_messages(bobs_client, event):
    factories.registration(event)

    response = save(bobs_client, event, **{"days-0-topic": "Spółdzielnie"})

    assert "told of it" not in response.content.decode()
    assert not Notice.objects.exists()


def test_a_new_event_tells_nobody(bobs_client):
    day = timezone.localdate() + timedelta(days=9)
    hours = {"days-0-starts_at_0": day, "days-0-ends_at_0": day}
    hours |= {"days-0-starts_at_1": "09:00", "days-0-ends_at_1": "15:00"}
    place = {"days-0-place": "Dom kultury", "days-0-address": "ul. Lipowa 2"}
    form = answers(bobs_client, "/panel/events/event/add/", title="Nowe", lead="O czym.")

    bobs_client.post("/panel/events/event/add/", form | hours | place)

    assert not Notice.objects.exists()


# The workspace


def test_workspace_says_what_people_will_be_told_and_leads_there(bobs_client, event, page):
    factories.registration(event)
    change(event)

    response = bobs_client.get(f"/panel/wydarzenia/{event.pk}/zgloszenia/")

    assert "The date or the place has changed; at " in words(response)
    assert page in tree(response).xpath("//main//a/@href")


def test_workspace_shows_who_has_to_be_called_until_they_were(bobs_client, event):
    silent = factories.registration(event, email="", phone="+48600123456", source="phone")
    Notice.objects.filter(pk=change(event).pk).update(due_at=timezone.now())
    tasks.send_notices()
    workspace = f"/panel/wydarzenia/{event.pk}/zgloszenia/"
    person = silent.participants.get()

    before = section(bobs_client.get(workspace), "to-call")
    bobs_client.post(f"/panel/wydarzenia/{event.pk}/powiadomienie/{person.pk}/")
    after = section(bobs_client.get(workspace), "to-call")

    assert silent.number in before
    assert "600 123 456" in before
    assert after is None
    assert person.changes.latest("pk").reason == "Told by telephone of the change."


def test_called_is_no_page(bobs_client, event):
    person = factories.registration(event).participants.get()

    address = f"/panel/wydarzenia/{event.pk}/powiadomienie/{person.pk}/"
    assert bobs_client.get(address).status_code == 405


# The message itself


def test_notice_shows_the_mail_and_whom_it_reaches(bobs_client, event, page):
    for _ in range(2):
        factories.registration(event)
    factories.registration(event, email="", phone="+48600123456", source="phone")
    change(event)

    response = bobs_client.get(page)

    (html,) = tree(response).xpath("//iframe/@srcdoc")
    assert "2 people get this message by e-mail." in words(response)
    assert "It was:" in section(response, "text")
    assert "It was:" in html
    assert "600 123 456" in section(response, "to-call")
    assert AccessRecord.objects.filter(deed="view").exists()


def test_notice_of_the_end_of_an_event_is_called_so(bobs_client, event, page):
    factories.registration(event)
    save(bobs_client, event, cancellation_reason="Choroba.")

    found = words(bobs_client.get(page))

    assert "Message that the event is called off" in found
    assert "For example: everybody was told by telephone." in found


@pytest.mark.parametrize("item_count", [1, 3])
def test_notice_asks_the_same_number_of_queries(
    bobs_client, event, page, item_count, django_assert_num_queries
):
    for _ in range(item_count):
        factories.registration(event)
    change(event)

    with django_assert_num_queries(12):
        bobs_client.get(page)


def test_notice_is_sent_at_once_and_once(bobs_client, bob, event, page):
    factories.registration(event, email="anna@example.com")
    change(event)
    form = {"deed": "send", "seen": seen(bobs_client.get(page))}

    first = bobs_client.post(page, form, follow=True)
    second = bobs_client.post(page, form)

    notice = Notice.objects.get()
    assert "The message is on its way to 1 person." in first.content.decode()
    assert errors(second) == ["Nothing waits to be sent any more; see below what was done."]
    assert "sent to 1 person" in section(second, "earlier")
    assert (sent(), notice.is_sent(), notice.settled_by) == (["anna@example.com"], True, bob)


def test_notice_that_has_changed_meanwhile_is_looked_at_again(bobs_client, event, page):
    factories.registration(event)
    change(event)
    form = {"deed": "send", "seen": seen(bobs_client.get(page))}
    change(event, place="Remiza")

    response = bobs_client.post(page, form)

    assert errors(response) == [
        "The event has changed once more meanwhile. Look at the message again."
    ]
    assert "Remiza" in section(response, "text")
    assert sent() == []


def test_notice_is_withheld_for_a_reason_that_is_kept(bobs_client, bob, event, page):
    factories.registration(event)
    change(event, address="ul. Lipowa 2a, Zwierzyniec")
    form = {"deed": "withhold", "seen": seen(bobs_client.get(page)), "reason": "Literówka."}

    response = bobs_client.post(page, form, follow=True)
    Notice.objects.update(due_at=timezone.now() - timedelta(minutes=1))
    tasks.send_notices()

    notice = Notice.objects.get()
    assert "Nobody is told. The reason is written down." in response.content.decode()
    assert (notice.status, notice.reason, notice.settled_by) == ("withheld", "Literówka.", bob)
    assert sent() == []
    assert "not sent: Literówka." in section(bobs_client.get(page), "earlier")


def test_notice_is_not_withheld_without_a_reason(bobs_client, event, page):
    factories.registration(event)
    change(event)
    form = {"deed": "withhold", "seen": seen(bobs_client.get(page)), "reason": " "}

    response = bobs_client.post(page, form)

    assert errors(response) == ["Write the reason."]
    assert Notice.objects.get().is_waiting()


@pytest.mark.parametrize(
    "form",
    [{"deed": "send"}, {"deed": "x", "seen": "x"}, {"seen": "2026-01-01", "deed": "send"}],
    ids=["unseen", "garbage", "not what there is"],
)
def test_notice_does_nothing_that_was_not_meant(bobs_client, event, page, form):
    factories.registration(event)
    change(event)

    assert bobs_client.post(page, form).status_code == 200
    assert (sent(), Notice.objects.get().is_waiting()) == ([], True)


def test_notice_of_an_event_without_changes_says_so(bobs_client, page):
    assert "Nothing waits to be sent." in words(bobs_client.get(page))
