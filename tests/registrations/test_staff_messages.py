"""Messages to chosen people with a preview, and answers to what people need."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from owes_portal.models import AccessRecord, OutgoingMail
from owes_portal.models.mail import SECRET
from registrations import services
from registrations.models import AccessibilityNeed, Message
from tests import factories
from tests.reading import errors, section, tree, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english", "operator")]


@pytest.fixture
def event():
    return factories.event(title="ABC ekonomii", capacity=2)


@pytest.fixture
def write(bobs_client, event):
    """A function that sends the message's form; `send` and `change` are its buttons."""

    def post(**changes):
        words = {"states": ["confirmed"], "subject": "Sala", "text": "Sala nr 2.", "key": KEY}
        sent = {name: value for name, value in (words | changes).items() if value is not None}
        return bobs_client.post(f"/panel/wydarzenia/{event.pk}/wiadomosc/", sent, follow=True)

    return post


KEY = str(uuid.UUID(int=7))


def messages():
    return OutgoingMail.objects.filter(template="registrations/emails/message")


def test_message_offers_the_states_that_there_are(bobs_client, event):
    for _ in range(3):
        factories.registration(event)

    page = words(bobs_client.get(f"/panel/wydarzenia/{event.pk}/wiadomosc/"))

    assert "has a place (2)" in page
    assert "waiting list (1)" in page
    assert "cancelled (" not in page


def test_message_is_for_no_second_form_that_was_turned_down(bobs_client, event):
    factories.registration(event, email="anna@example.com")
    people = [factories.person(first_name="Jan")]
    double = factories.registration(event, email="anna@example.com", people=people)
    services.cancel(double, services.by_person("I do not know it."))

    page = words(bobs_client.get(f"/panel/wydarzenia/{event.pk}/wiadomosc/"))

    assert double.number not in page
    assert "cancelled (" not in page


def test_message_of_an_event_without_people_says_so(bobs_client, event):
    page = bobs_client.get(f"/panel/wydarzenia/{event.pk}/wiadomosc/")

    assert "Nobody has signed up yet." in words(page)


def test_message_is_shown_as_it_will_be_read_before_anything_is_sent(write, event):
    factories.registration(event)

    page = write(text="Sala nr 2.\n\n{{ event }} <b>Notes</b>")

    (mail,) = tree(page).xpath("//iframe/@srcdoc")
    text = section(page, "text")
    assert "1 person gets this message by e-mail." in words(page)
    assert "{{ event }} <b>Notes</b>" in text
    assert "{{ event }} &lt;b&gt;Notes&lt;/b&gt;" in mail
    assert SECRET not in page.content.decode()
    assert not messages().exists()


def test_message_preview_lets_only_the_mails_own_style_sheet_in(write, event):
    factories.registration(event)

    page = write()

    policy = page.headers["Content-Security-Policy"]
    (mail,) = tree(page).xpath("//iframe/@srcdoc")
    nonce = mail.partition('<style nonce="')[2].partition('"')[0]
    assert f"'nonce-{nonce}'" in policy
    assert "unsafe-inline" not in policy
    assert tree(page).xpath("//iframe/@sandbox") == [""]


def test_message_says_whom_to_call(write, event):
    factories.registration(event, email="", phone="+48600123456")

    page = write()

    assert "600 123 456" in section(page, "unreached")
    assert tree(page).xpath('//button[@name="send"]') == []


def test_message_is_sent_to_the_chosen_state(write, event):
    reached = [factories.registration(event), factories.registration(event)]
    factories.registration(event)

    page = write(send="1")

    assert "The message is on its way to 2 people." in words(page)
    assert {mail.about for mail in messages()} == set(reached)


def test_message_is_sent_to_single_registrations(write, event):
    factories.registration(event)
    one = factories.registration(event)

    write(states=None, registrations=[one.pk], send="1")

    assert [mail.about for mail in messages()] == [one]


def test_message_never_goes_to_a_second_form(write, event):
    first = factories.registration(event, email="anna@example.com")
    other = [factories.person(last_name="Inna")]
    double = factories.registration(event, email="anna@example.com", people=other)

    page = write(states=["confirmed"], registrations=[double.pk], send="1")

    assert len(errors(page)) == 1
    assert not messages().exists()
    assert first.is_live()


def test_message_sent_with_a_double_click_is_sent_once(write, event):
    factories.registration(event)

    for _ in range(2):
        write(send="1")

    assert (messages().count(), Message.objects.count()) == (1, 1)


def test_message_can_be_changed_after_the_preview(write, event):
    factories.registration(event)

    page = write(change="1")

    assert tree(page).xpath('//input[@name="subject"]/@value') == ["Sala"]
    assert tree(page).xpath('//input[@name="key"]/@value') == [KEY]
    assert not messages().exists()


def test_message_with_mistakes_keeps_what_was_typed(write, event):
    factories.registration(event)

    page = write(states=None, subject=" ")

    assert errors(page) == ["Choose whom the message is for.", "Write the subject."]
    assert "Sala nr 2." in page.content.decode()


@pytest.mark.parametrize("item_count", [1, 3])
def test_message_asks_the_same_number_of_queries(
    bobs_client, event, item_count, django_assert_num_queries
):
    for _ in range(item_count):
        factories.registration(event)

    with django_assert_num_queries(8):
        bobs_client.get(f"/panel/wydarzenia/{event.pk}/wiadomosc/")


# What people need


def need_of(event, kind="quiet_room", **fields):
    person = factories.registration(event).participants.get()
    return AccessibilityNeed.objects.create(participant=person, kind=kind, **fields)


@pytest.fixture
def needs(bobs_client, event):
    address = f"/panel/wydarzenia/{event.pk}/potrzeby/"
    return lambda **sent: (
        bobs_client.post(address, sent, follow=True) if sent else bobs_client.get(address)
    )


def test_needs_show_who_told_what_and_until_when_we_answer(needs, event):
    need_of(event, kind="other", description="Siedzę blisko wyjścia.")

    page = section(needs(), "open")

    assert "Siedzę blisko wyjścia." in page
    assert "Anna Kowal" in page
    assert "Answer by" in page


def test_needs_say_in_words_which_answer_is_late(needs, event):
    need_of(event, told_at=timezone.now() - timedelta(days=9))

    assert "The answer was due by" in section(needs(), "open")


def test_need_is_answered_and_the_person_is_told(needs, event, bob):
    need = need_of(event)

    page = needs(need=need.pk, **{f"need-{need.pk}-answer": "Sala 3 będzie cicha."})

    need.refresh_from_db()
    assert (need.answer, need.answered_by) == ("Sala 3 będzie cicha.", bob)
    assert OutgoingMail.objects.filter(template__endswith="/need_answered").count() == 1
    assert "Sala 3 będzie cicha. (bob" in section(page, "answered")


def test_need_without_an_answer_is_an_error_in_its_own_place(needs, event):
    one, other = need_of(event), need_of(event)

    page = needs(need=one.pk, **{f"need-{one.pk}-answer": " "})

    links = tree(page).xpath('//*[@class="error-summary__list"]//a/@href')
    assert errors(page) == ["Write what we can provide."]
    assert links == [f"#id_need-{one.pk}-answer"]
    assert not AccessibilityNeed.objects.exclude(answered_at=None).exists()
    assert other.is_open()


def test_need_of_another_event_is_not_answered_here(needs, event):
    stranger = need_of(factories.event())

    needs(need=stranger.pk, **{f"need-{stranger.pk}-answer": "Tak."})

    stranger.refresh_from_db()
    assert stranger.is_open()


def test_needs_of_people_who_cancelled_are_not_shown(needs, event):
    need = need_of(event)
    services.cancel(need.participant.registration, services.by_person("Choroba."))

    assert "Everything is answered." in words(needs())


def test_needs_are_counted_for_the_venue_without_names(needs, event):
    need_of(event)
    need_of(event)

    page = section(needs(), "kinds")

    assert "quiet room, breaks2" in page
    assert "Kowal" not in page


def test_needs_leave_a_record_that_says_so(needs, event, bob):
    needs()

    record = AccessRecord.objects.get()
    assert (record.person, record.deed, record.reason) == (bob, "view", "needs")


@pytest.mark.parametrize("item_count", [1, 3])
def test_needs_ask_the_same_number_of_queries(needs, event, item_count, django_assert_num_queries):
    for _ in range(item_count):
        need_of(event)

    with django_assert_num_queries(7):
        needs()
