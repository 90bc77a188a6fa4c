"""Several people and files in the browser: buttons without script, the choice of a group."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from lxml import html

from registrations.models import Answer, Participant, Registration, Upload
from tests import factories
from tests.factories_library import pdf
from tests.factories_signup import question, typed, typed_group
from tests.registrations.test_views import hidden_of, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

FORM = "/wydarzenia/abc/zapisy/"


@pytest.fixture
def event(operator):
    return factories.event(slug="abc", days=2, capacity=2)


def page_of(response):
    return html.fromstring(response.content)


def test_add_person_draws_the_form_again_with_one_more_heading(client, event):
    response = client.post(FORM, typed(event, last_name="Żak") | {"add_person": "1"})

    page = page_of(response)
    legends = page.xpath("//legend/h2/text()")
    assert {"Person 1", "Person 2"} <= set(legends)
    assert page.xpath('//*[@id="osoba-2"]')
    assert page.xpath('//input[@name="p1-last_name"]/@value') == ["Żak"]
    assert page.xpath('//input[@name="person"]/@value') == ["1", "2"]
    assert not page.xpath('//*[contains(@class, "error-summary")]')


def test_add_person_leads_to_the_new_heading_without_script(client, event):
    button = page_of(client.get(FORM)).xpath('//button[@name="add_person"]')[0]

    assert button.get("formaction") == "#osoba-2"


def test_enter_in_a_field_checks_the_answers_and_removes_nobody(client, event):
    page = page_of(client.post(FORM, typed_group(event, 2) | {"add_person": "1"}))

    first_button = page.xpath('//main//form//button[@type="submit"]')[0]

    assert (first_button.get("name"), first_button.get("tabindex")) == (None, "-1")


def test_remove_person_takes_one_out_and_keeps_the_others(client, event):
    answers = typed_group(event, 3, **{"p3-first_name": "Ola"}) | {"remove_person": "2"}

    page = page_of(client.post(FORM, answers))

    assert page.xpath('//input[@name="person"]/@value') == ["1", "3"]
    assert page.xpath('//input[@name="p3-first_name"]/@value') == ["Ola"]


def test_people_of_one_form_sign_up_together(client, event):
    event.capacity = 5
    event.save()
    checked = client.post(FORM, typed_group(event, 3, **{"p2-first_name": "Ola"}))

    client.post(FORM, hidden_of(checked) | {"confirm": "1"})

    (registration,) = Registration.objects.all()
    names = [person.first_name for person in registration.participants.order_by("pk")]
    assert names == ["Anna", "Ola", "Jan"]


# A group that does not fit


def choices_on(response):
    return page_of(response).xpath('//input[@name="together"]/@value')


def states():
    return [person.status for person in Participant.objects.order_by("pk")]


def test_check_asks_a_group_that_does_not_fit_what_it_wants(client, event):
    response = client.post(FORM, typed_group(event, 3))

    assert "Only 2 places are left for 3 people. What do you want?" in words(response)
    assert choices_on(response) == ["some", "whole"]


@pytest.mark.parametrize(
    ("together", "expected"),
    [("some", ["confirmed", "confirmed", "waiting"]), ("whole", ["waiting"] * 3)],
)
def test_group_gets_what_it_chose(client, event, together, expected):
    checked = client.post(FORM, typed_group(event, 3))

    client.post(FORM, hidden_of(checked) | {"together": together, "confirm": "1"})

    assert states() == expected
    assert Registration.objects.get().keep_together == (together == "whole")


@pytest.mark.parametrize("together", [None, "", "both"])
def test_group_that_chose_nothing_is_asked_again_and_loses_nothing(client, event, together):
    checked = client.post(FORM, typed_group(event, 3))
    answers = hidden_of(checked) | {"confirm": "1"}

    response = client.post(FORM, answers | ({"together": together} if together else {}))

    page = page_of(response)
    assert not Registration.objects.exists()
    assert page.xpath("//title")[0].text.startswith("Error: ")
    assert page.xpath('//*[contains(@class, "error-summary")]//a/@href') == ["#id_together_0"]
    assert hidden_of(response) == hidden_of(checked)


def test_group_is_asked_when_places_went_after_it_had_checked(client, event):
    checked = client.post(FORM, typed_group(event, 2))
    factories.registration(event)

    response = client.post(FORM, hidden_of(checked) | {"confirm": "1"})

    assert choices_on(checked) == []
    assert "Only 1 place is left for 2 people. What do you want?" in words(response)
    assert Registration.objects.count() == 1


def test_group_chooses_how_to_wait_when_there_are_no_places(client, event):
    factories.registration(event, people=2)

    response = client.post(FORM, typed_group(event, 2))

    assert "There are no places left. How do you want to wait?" in words(response)
    assert "Join the waiting list" in words(response)


def test_group_is_not_asked_when_staff_decide(client, operator):
    event = factories.event(slug="abc", capacity=1, signup_mode="approval")

    response = client.post(FORM, typed_group(event, 3))

    assert choices_on(response) == []
    assert "We decide on every registration of this event." in words(response)


def test_group_that_does_not_fit_is_refused_without_a_waiting_list(client, operator):
    event = factories.event(slug="abc", capacity=1, has_waiting_list=False)

    response = client.post(FORM, typed_group(event, 2) | {"confirm": "1"})

    assert "There are fewer free places than people in your form" in words(response)
    assert page_of(response).xpath('//input[@name="p2-first_name"]/@value') == ["Jan"]


# Files


@pytest.fixture
def plan(event):
    return question(event, kind="file", scope="registration", is_required=True)


def file_for(plan, name="plan.pdf", content=None):
    return {f"{plan.field_name}-file": SimpleUploadedFile(name, content or pdf())}


def test_form_is_multipart_only_when_it_asks_for_a_file(client, event):
    plain = page_of(client.get(FORM)).xpath("//main//form/@enctype")

    question(event, kind="file")

    assert plain == []
    assert page_of(client.get(FORM)).xpath("//main//form/@enctype") == ["multipart/form-data"]


def test_file_travels_from_a_page_with_mistakes_to_the_registration(client, event, plan):
    wrong = client.post(FORM, typed(event, last_name="") | file_for(plan))
    mended = hidden_of(wrong) | typed(event)
    checked = client.post(FORM, mended)

    client.post(FORM, hidden_of(checked) | {"confirm": "1"})

    assert "Uploaded: plan.pdf" in words(wrong)
    assert "plan.pdf (" in words(checked)
    assert Answer.objects.get(question=plan).upload == Upload.objects.get()


def test_file_that_is_refused_is_told_of_beside_its_question(client, event, plan):
    response = client.post(FORM, typed(event) | file_for(plan, "wirus.exe", b"MZ"))

    page = page_of(response)
    links = page.xpath('//*[contains(@class, "error-summary")]//a/@href')
    assert links == [f"#id_{plan.field_name}"]
    assert page.xpath(f'//input[@type="file"][@id="id_{plan.field_name}"]')
    assert page.xpath('//input[@name="p1-last_name"]/@value') == ["Kowal"]


def test_file_is_not_sent_twice_by_the_same_form(client, event, plan):
    checked = client.post(FORM, typed(event) | file_for(plan))
    answers = hidden_of(checked) | {"confirm": "1"}

    first, second = client.post(FORM, answers), client.post(FORM, answers)

    assert first["Location"] == second["Location"]
    assert Answer.objects.count() == 1
