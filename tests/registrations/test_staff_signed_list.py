"""One signed list: its picture, the ticks beside it, the comparison, the withdrawal."""

import re
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image

from owes_portal.models import AccessRecord
from registrations import services
from registrations.models import Attendance, SignedList, Tick
from tests import factories
from tests.factories_library import pdf
from tests.factories_papers import past_event, signed_list
from tests.registrations.test_uploads import picture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english", "operator")]


@pytest.fixture
def event():
    return past_event(days=1)


@pytest.fixture
def scan(event):
    return signed_list(event.days.get(), pages=2)


@pytest.fixture
def anna(event):
    return factories.participant(event)


def shown(response):
    return " ".join(response.content.decode().split())


def page_of(client, scan):
    return client.get(f"/panel/podpisane-listy/{scan.key}/")


def typed(client, scan):
    """The entries as the page has them."""
    form = page_of(client, scan).context["ticks"]
    return {"deed": "tick"} | {name: form[name].value() for name in form.fields}


def tick(client, scan, answers, **changes):
    return client.post(f"/panel/podpisane-listy/{scan.key}/", answers | changes)


def state_of(person):
    return [one.state for one in person.attendances.all()]


# The picture


def test_signed_list_shows_one_page_beside_the_people(bobs_client, scan, anna):
    page = shown(bobs_client.get(f"/panel/podpisane-listy/{scan.key}/?karta=2"))

    assert f'src="/panel/podpisane-listy/{scan.key}/strony/2/"' in page
    assert "Page 2 of 2 of the signed list. Open it in full size." in page
    assert "Anna Kowal" in page


@pytest.mark.parametrize("typed", ["0", "3", "x", "", "²", "9" * 5000])
def test_signed_list_bears_any_number_of_a_page(bobs_client, scan, typed):
    assert bobs_client.get(f"/panel/podpisane-listy/{scan.key}/?karta={typed}").status_code == 200


def test_signed_list_leaves_a_record_of_each_look(bobs_client, bob, scan):
    bobs_client.get(f"/panel/podpisane-listy/{scan.key}/")
    bobs_client.get(f"/panel/podpisane-listy/{scan.key}/strony/2/")
    bobs_client.get(f"/panel/podpisane-listy/{scan.key}/plik/")

    records = AccessRecord.objects.order_by("pk")
    assert {(one.person, one.subject) for one in records} == {(bob, f"signed list {scan.pk}")}
    assert [(one.deed, one.reason) for one in records] == [
        ("view", ""),
        ("view", "page 2"),
        ("export", ""),
    ]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("lista.pdf", pdf()),
        ("lista.jpg", picture("JPEG", size=(3000, 4000))),
    ],
    ids=["pdf", "jpg"],
)
def test_signed_list_page_is_a_picture_drawn_here(bobs_client, event, name, content):
    scan = signed_list(event.days.get(), name=name, content=content)

    response = bobs_client.get(f"/panel/podpisane-listy/{scan.key}/strony/1/")

    drawn = Image.open(BytesIO(response.content))
    assert (drawn.format, max(drawn.size), response["Content-Type"]) == ("JPEG", 2000, "image/jpeg")
    assert response["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert response["Cache-Control"] == "no-store, private"


@pytest.mark.parametrize("number", [0, 3, 10**30])
def test_signed_list_page_that_is_not_there_is_not_found(bobs_client, scan, number):
    address = f"/panel/podpisane-listy/{scan.key}/strony/{number}/"

    assert bobs_client.get(address).status_code == 404


def test_signed_list_page_of_a_broken_file_is_not_found(bobs_client, scan):
    default_storage.delete(scan.file.name)
    default_storage.save(scan.file.name, ContentFile(b"%PDF-1.7 nothing"))

    assert bobs_client.get(f"/panel/podpisane-listy/{scan.key}/strony/1/").status_code == 404


def test_signed_list_file_is_saved_and_never_shown(bobs_client, scan):
    response = bobs_client.get(f"/panel/podpisane-listy/{scan.key}/plik/")

    assert response.getvalue() == scan.file.read()
    assert response["Content-Disposition"] == 'attachment; filename="lista.pdf"'
    assert response["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert response["Cache-Control"] == "no-store, private"


# The ticks


def test_signed_list_shows_everybody_in_polish_order_as_they_were_ticked(bobs_client, bob, scan):
    for name in ("Żak", "Łoś", "Lis"):
        factories.participant(scan.event, last_name=name)
    factories.participant(scan.event, last_name="Nowak", status="cancelled")
    services.tick(
        scan.event.participants.get(last_name="Łoś"), scan.day, services.Said("excused"), by=bob
    )

    rows = page_of(bobs_client, scan).context["ticks"].rows()

    assert [(person.last_name, field.value()) for person, field, _seen in rows] == [
        ("Lis", "none"),
        ("Łoś", "excused"),
        ("Żak", "none"),
    ]


def test_signed_list_says_what_else_is_known_of_the_day(bobs_client, bob):
    event = past_event(days=2)
    first, second = event.days.all()
    factories.participant(event, first_name="Ewa", days=[second])
    jan = factories.participant(event, first_name="Jan")
    services.tick(jan, first, services.Said("present", hours=4), by=bob)

    rows = page_of(bobs_client, signed_list(first)).context["ticks"].rows()

    notes = {person.first_name: field.help_text for person, field, _seen in rows}
    assert notes == {"Ewa": "did not choose this day", "Jan": "4 teaching hours"}


@pytest.mark.parametrize("item_count", [1, 3])
def test_signed_list_takes_the_same_queries_for_any_number(
    bobs_client, bob, scan, item_count, django_assert_num_queries
):
    for _ in range(item_count):
        person = factories.participant(scan.event)
        services.tick(person, scan.day, services.Said("present"), by=bob)

    with django_assert_num_queries(12):
        page_of(bobs_client, scan)


def test_tick_saves_only_what_was_marked_otherwise(bobs_client, bob, scan, anna):
    jan = factories.participant(scan.event, first_name="Jan")
    services.tick(jan, scan.day, services.Said("present", hours=4), by=bob)
    answers = typed(bobs_client, scan)

    response = tick(bobs_client, scan, answers, **{f"state-{anna.pk}": "absent"})

    assert response["Location"] == f"/panel/podpisane-listy/{scan.key}/"
    assert (state_of(anna), jan.attendances.get().hours) == (["absent"], 4)
    line = Tick.objects.get(participant=anna)
    assert (line.source, line.reason, line.by) == ("paper", "According to the signed list.", bob)


def test_tick_corrects_a_day_that_is_over_and_takes_back(bobs_client, bob, scan, anna):
    services.tick(anna, scan.day, services.Said("absent"), by=bob)
    answers = typed(bobs_client, scan)

    tick(bobs_client, scan, answers, **{f"state-{anna.pk}": "none"})

    assert state_of(anna) == [""]


def test_tick_marks_everybody_without_an_entry_as_present_if_told_so(bobs_client, bob, scan, anna):
    jan = factories.participant(scan.event, first_name="Jan")
    services.tick(jan, scan.day, services.Said("excused"), by=bob)

    tick(bobs_client, scan, typed(bobs_client, scan), rest="present")

    assert (state_of(anna), state_of(jan)) == (["present"], ["excused"])


def test_tick_sent_twice_is_done_once(bobs_client, scan, anna):
    answers = typed(bobs_client, scan) | {f"state-{anna.pk}": "present"}

    tick(bobs_client, scan, answers)
    tick(bobs_client, scan, answers)

    assert Tick.objects.count() == 1


def test_tick_that_somebody_overtook_says_so_and_keeps_the_choice(bobs_client, bob, scan, anna):
    jan = factories.participant(scan.event, first_name="Jan")
    answers = typed(bobs_client, scan)
    services.tick(anna, scan.day, services.Said("excused"), by=bob)
    marked = {f"state-{anna.pk}": "present", f"state-{jan.pk}": "absent"}

    response = tick(bobs_client, scan, answers, **marked)

    page, form = shown(response), response.context["ticks"]
    assert "Anna Kowal: Somebody else has just marked this person otherwise." in page
    assert (state_of(anna), state_of(jan)) == (["excused"], ["absent"])
    assert form[f"state-{anna.pk}"].value() == "present"
    again = {"deed": "tick"} | {name: form[name].value() for name in form.fields}
    tick(bobs_client, scan, again)
    assert state_of(anna) == ["present"]


def test_tick_refuses_who_has_lost_the_place_meanwhile(bobs_client, scan, anna):
    answers = typed(bobs_client, scan)
    scan.event.participants.update(status="cancelled")

    response = tick(bobs_client, scan, answers, **{f"state-{anna.pk}": "present"})

    assert response.status_code == 302
    assert not Attendance.objects.exists()


@pytest.mark.parametrize("forged", ["", "x", "1:<script>", "-1:present"])
def test_tick_takes_no_forged_page(bobs_client, scan, anna, forged):
    answers = typed(bobs_client, scan) | {f"state-{anna.pk}": "present"}

    response = tick(bobs_client, scan, answers, **{f"seen-{anna.pk}": forged})

    assert (response.status_code, Attendance.objects.exists()) == (200, False)


@pytest.mark.parametrize("deed", ["", "delete", "tick-all"])
def test_signed_list_knows_no_other_deeds(bobs_client, scan, deed):
    address = f"/panel/podpisane-listy/{scan.key}/"

    assert bobs_client.post(address, {"deed": deed}).status_code == 400


# The comparison


def compare(client, scan, **answers):
    return client.post(f"/panel/podpisane-listy/{scan.key}/", {"deed": "compare"} | answers)


def test_compare_writes_down_that_the_list_agrees(bobs_client, bob, scan):
    response = compare(bobs_client, scan, result="agrees", differences="")

    scan = SignedList.objects.get()
    assert response["Location"] == f"/panel/wydarzenia/{scan.event_id}/podpisane-listy/"
    assert (scan.compared_by, scan.differences) == (bob, "")


def test_compare_writes_down_the_differences(bobs_client, scan):
    compare(bobs_client, scan, result="differs", differences="Brak podpisu w wierszu 3.")

    assert SignedList.objects.get().differences == "Brak podpisu w wierszu 3."
    assert "Differs from the ticks: Brak podpisu w wierszu 3." in shown(page_of(bobs_client, scan))


@pytest.mark.parametrize(
    ("answers", "advice"),
    [
        ({}, "Choose what you found."),
        ({"result": "differs", "differences": " "}, "Write what differs."),
        (
            {"result": "agrees", "differences": "Brak podpisu."},
            "You have described differences. Choose that there are some.",
        ),
    ],
    ids=["nothing", "no words", "words that do not fit"],
)
def test_compare_wants_one_clear_answer(bobs_client, scan, answers, advice):
    page = shown(compare(bobs_client, scan, **answers))

    assert advice in page
    assert answers.get("differences", "").strip() in page
    assert not SignedList.objects.get().is_compared()


def test_compare_warns_when_somebody_was_ticked_afterwards(bobs_client, bob, scan, anna):
    services.compare_signed_list(scan, by=bob)
    services.tick(anna, scan.day, services.Said("absent"), by=bob)

    page = shown(page_of(bobs_client, scan))

    assert "Since the comparison somebody was ticked otherwise. Compare the list again." in page


# The withdrawal


def test_withdraw_keeps_the_list_with_the_reason(bobs_client, bob, scan):
    address = f"/panel/podpisane-listy/{scan.key}/wycofanie/"

    bobs_client.post(address, {"reason": "Lista z innego dnia."})

    scan.refresh_from_db()
    assert (scan.withdrawn_by, scan.withdrawal_reason) == (bob, "Lista z innego dnia.")
    page = shown(page_of(bobs_client, scan))
    assert "Withdrawn: Lista z innego dnia." in page
    assert not re.search('name="deed"', page)


def test_withdraw_wants_a_reason(bobs_client, scan):
    response = bobs_client.post(f"/panel/podpisane-listy/{scan.key}/wycofanie/", {"reason": " "})

    assert "Write the reason." in shown(response)
    assert SignedList.objects.get().is_in_force()


# Who may do what


@pytest.mark.parametrize(
    ("rights", "statuses"),
    [
        ([], (403, 403, 403, 403, 403, 403)),
        (["view_participant", "change_registration"], (403, 403, 403, 403, 403, 403)),
        (["view_signedlist"], (200, 200, 200, 403, 403, 403)),
        (["view_signedlist", "change_attendance"], (200, 200, 200, 302, 403, 403)),
        (["view_signedlist", "change_signedlist"], (200, 200, 200, 403, 302, 200)),
        (["change_signedlist"], (403, 403, 403, 403, 403, 200)),
    ],
    ids=["none", "organiser of sign-ups", "looks", "ticks", "compares", "withdraws"],
)
def test_signed_list_opens_to_each_right_alone(client, scan, rights, statuses):
    edyta = factories.user(is_staff=True)
    edyta.user_permissions.set([factories.permission(right) for right in rights])
    client.force_login(edyta)
    base = f"/panel/podpisane-listy/{scan.key}/"
    key = "0" * 32

    found = (
        client.get(base).status_code,
        client.get(f"{base}strony/1/").status_code,
        client.get(f"{base}plik/").status_code,
        client.post(base, {"deed": "tick", "key": key}).status_code,
        client.post(base, {"deed": "compare", "result": "agrees"}).status_code,
        client.get(f"{base}wycofanie/").status_code,
    )

    assert found == statuses


def test_signed_list_is_not_there_for_a_stranger(client, charlie, scan):
    client.force_login(charlie)
    base = f"/panel/podpisane-listy/{scan.key}/"

    pages = [base, f"{base}strony/1/", f"{base}plik/", f"{base}wycofanie/"]

    assert {client.get(page).status_code for page in pages} == {404}
