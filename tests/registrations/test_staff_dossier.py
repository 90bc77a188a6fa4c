"""One registration as staff see it, with everything that is known."""

import pytest
from django.contrib.auth.models import Permission

from owes_portal.models import AccessRecord, DeadAddress, OutgoingMail
from registrations import services
from registrations.models import AccessibilityNeed, Answer, Attendance, Organisation
from tests import factories
from tests.factories_files import sent_file
from tests.factories_signup import question
from tests.reading import links, section, tree, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english", "operator")]


@pytest.fixture
def event():
    return factories.event(title="ABC ekonomii", capacity=2)


@pytest.fixture
def see(bobs_client):
    return lambda registration: bobs_client.get(f"/panel/zgloszenia/{registration.pk}/")


def test_dossier_shows_contact_people_and_where_they_are_from(see, event):
    registration = factories.registration(
        event,
        applicant="organisation",
        name="Jan Prezes",
        organisation_name="stow. Ul",
        phone="+48600123456",
        other_municipality="Kraków",
        people=[factories.person(last_name="Sowa")],
    )

    page = words(see(registration))

    for shown in ("Jan Prezes", "stow. Ul", "600 123 456", "Kraków outside the subregion"):
        assert shown in page
    assert "Anna Sowa has a place" in section(see(registration), "people")


def test_dossier_says_who_wants_no_reminders(see, event):
    registration = factories.registration(event, people=[factories.person(email="o@example.com")])
    assert "wants no reminders" not in words(see(registration))
    registration.stop_reminders()
    registration.participants.get().stop_reminders()

    assert words(see(registration)).count("example.com wants no reminders") == 2


def test_dossier_leads_to_what_was_noted_of_a_day(see, event, bob):
    registration = factories.registration(event)
    person, day = registration.participants.get(), event.days.get()
    before = words(see(registration))
    Attendance.objects.create(participant=person, day=day, state="present", hours=3)

    response = see(registration)

    assert "Attendance" not in before.split("People", 2)[1]
    assert "– present, 3 of 8 teaching hours" in words(response)
    assert f"/panel/wydarzenia/{event.pk}/obecnosc/{day.pk}/{person.pk}/" in links(response)


def test_dossier_says_which_organisation_may_be_the_same(see, event):
    other = Organisation.objects.create(name="Stowarzyszenie Ul", nip="1234563218")
    registration = factories.registration(
        event, applicant="organisation", organisation_name="stowarzyszenie ul"
    )

    response = see(registration)

    assert "Perhaps the same: Stowarzyszenie Ul, NIP 1234563218" in words(response)
    address = f"/panel/registrations/organisation/{other.pk}/change/"
    assert f'href="{address}"' in response.content.decode()


def test_dossier_shows_answers_and_leads_to_files(see, event):
    registration = factories.registration(event)
    upload = sent_file(event=event, name="plan.pdf")
    person = registration.participants.get()
    yes_no, file = question(event, kind="yes_no"), question(event, kind="file", wording="Plan")
    Answer.objects.create(question=yes_no, registration=registration, values=["yes"])
    Answer.objects.create(
        question=file, registration=registration, participant=person, upload=upload
    )

    response = see(registration)

    assert "Skąd o nas wiesz?yes" in section(response, "answers")
    assert f'<a href="/panel/zalaczniki/{upload.key}/">plan.pdf</a>' in response.content.decode()


def test_dossier_shows_needs_with_our_answers(see, event, bob):
    registration = factories.registration(event)
    person = registration.participants.get()
    need = AccessibilityNeed.objects.create(participant=person, kind="quiet_room")
    before = words(see(registration))

    services.answer_need(need, "Sala 3 będzie cicha.", by=bob)

    assert "quiet room, breaks to be answered" in before
    assert "Our answer: Sala 3 będzie cicha." in words(see(registration))


def test_dossier_shows_consents_also_withdrawn_ones(see, event):
    text = factories.consent_text(kind="image", title="Zdjęcia")
    registration = services.register(event, factories.submission(acknowledged=[text]))
    services.withdraw_consent(registration.consents.get(), services.by_person("Rozmyślam się."))

    page = section(see(registration), "consents")

    assert "Zdjęcia, version 1 – withdrawn" in page


def test_dossier_tells_the_history_with_who_and_why(see, event, bob):
    registration = factories.registration(event)
    services.cancel(registration, services.by_staff(bob, "Zadzwonił."))

    page = section(see(registration), "history")

    assert page.index("Zadzwonił. (bob)") < page.index("Signed up with the form.")


def test_dossier_shows_mails_with_their_states(see, event):
    registration = factories.registration(event)
    OutgoingMail.objects.update(status="failed", error="SMTP 550")
    mail = OutgoingMail.objects.get()

    page = section(see(registration), "mails")

    assert registration.number in page
    assert "there is no such mailbox (550)" in page
    assert f"/panel/poczta/{mail.pk}/wyslij/" in links(see(registration))


def test_dossier_says_to_call_where_mails_do_not_arrive(see, event):
    people = [factories.person(email="Ola@example.com"), factories.person()]
    registration = factories.registration(
        event, email="anna@example.com", phone="+48600123456", people=people
    )
    for email in ("anna@example.com", "ola@example.com", "inny@example.com"):
        DeadAddress.objects.bury(email, error="SMTP 550")

    page = words(see(registration))

    assert "E-mails to anna@example.com do not arrive – please call." in page
    assert "E-mails to ola@example.com do not arrive – please call." in page
    assert "Telephone: 600 123 456. There is no such mailbox" in page
    assert "inny@example.com" not in page


def test_dossier_leads_to_no_mail_for_those_who_may_not_see_them(client, event):
    registration = factories.registration(event)
    looker = factories.user(is_staff=True)
    looker.user_permissions.add(Permission.objects.get(codename="view_participant"))
    client.force_login(looker)

    page = client.get(f"/panel/zgloszenia/{registration.pk}/")

    assert registration.number in section(page, "mails")
    assert not [link for link in links(page) if "/poczta/" in link]


def test_dossier_says_the_position_on_the_waiting_list(see, event):
    for _ in range(3):
        factories.registration(event)
    last = factories.registration(event)

    assert "waiting list, position 2" in section(see(last), "people")


def test_dossier_leaves_a_record(see, event, bob):
    registration = factories.registration(event)

    see(registration)

    record = AccessRecord.objects.get()
    assert (record.person, record.subject) == (bob, f"registration {registration.pk}")


@pytest.mark.parametrize("item_count", [1, 10])
def test_dossier_asks_the_same_number_of_queries(see, item_count, django_assert_num_queries):
    event = factories.event(group_limit=10)
    registration = factories.registration(event, people=item_count)

    with django_assert_num_queries(18):
        see(registration)


def test_dossier_without_the_right_to_change_offers_no_deeds(client, event):
    registration = factories.registration(event)
    reader = factories.user(username="ola", is_staff=True)
    reader.user_permissions.add(Permission.objects.get(codename="view_participant"))
    client.force_login(reader)

    page = client.get(f"/panel/zgloszenia/{registration.pk}/")
    refused = client.get(f"/panel/zgloszenia/{registration.pk}/rezygnacja/")

    assert (page.status_code, section(page, "deeds"), refused.status_code) == (200, None, 403)


def test_dossier_writes_to_nobody_else_than_the_address_says(see, event):
    registration = factories.registration(event, email="anna?bcc=obca@example.com")

    page = see(registration)

    assert "mailto:anna%3Fbcc%3Dobca@example.com" in tree(page).xpath("//main//a/@href")
