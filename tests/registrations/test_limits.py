"""How many get through: a library full of people does, a robot does not."""

import pytest
from django.utils import timezone

from owes_portal.limits import TooMany
from registrations import limits
from tests import factories

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("in_english", "usual_limits", "standing_clock"),
]

LIBRARY, ROBOT = "198.51.100.7", "203.0.113.66"


@pytest.fixture
def standing_clock(time_machine):
    """Nothing here begins in one window and ends in the next."""
    time_machine.move_to(timezone.now().replace(minute=1, second=0, microsecond=0), tick=False)


@pytest.fixture
def event(db):
    return factories.event()


def came_through(allow, calls):
    """How many of the calls were allowed."""
    return sum(refusal_of(allow, *call) is None for call in calls)


def refusal_of(allow, *call):
    try:
        allow(*call)
    except TooMany as refusal:
        return str(refusal)
    return None


def networks(number):
    return [f"10.{n // 250}.0.{n % 250}" for n in range(number)]


def emails(number):
    return [f"osoba{n}@example.com" for n in range(number)]


@pytest.fixture
def request_from(rf):
    return lambda address: rf.post("/", REMOTE_ADDR=address)


# Sign-up


def test_sign_up_counts_every_address_to_which_it_writes(event, request_from):
    calls = [
        (request_from(network), event, f"robot{number}@example.com", "ofiara@example.com")
        for number, network in enumerate(networks(9))
    ]

    assert came_through(limits.allow_signup, calls) == 5
    assert came_through(limits.allow_own_mail, [("OFIARA@example.com",)]) == 0


def test_25_people_behind_one_address_of_a_library_all_sign_up(event, request_from):
    people = [(request_from(LIBRARY), event, email) for email in emails(25)]

    assert came_through(limits.allow_signup, people) == 25


def test_25_people_without_email_behind_one_address_all_sign_up(event, request_from):
    people = [(request_from(LIBRARY), event, "")] * 25

    assert came_through(limits.allow_signup, people) == 25


def test_a_robot_with_1000_addresses_is_stopped_and_takes_nothing_of_the_others(
    event, request_from
):
    robot = [(request_from(ROBOT), event, email) for email in emails(1_000)]

    came = came_through(limits.allow_signup, robot)

    assert came == 60
    assert refusal_of(limits.allow_signup, request_from(LIBRARY), event, "anna@example.com") is None


def test_a_robot_with_many_networks_is_stopped_for_the_event_only(event, request_from):
    robot = [
        (request_from(network), event, email)
        for network, email in zip(networks(400), emails(400), strict=True)
    ]
    anna = request_from(LIBRARY), factories.event(), "anna@example.com"

    assert came_through(limits.allow_signup, robot) == 300
    assert refusal_of(limits.allow_signup, *anna) is None


def test_an_email_address_signs_up_five_times_in_an_hour(event, request_from):
    spellings = ["anna@example.com", "Anna@Example.com"] * 4
    calls = [
        (request_from(network), event, email)
        for network, email in zip(networks(8), spellings, strict=True)
    ]

    assert came_through(limits.allow_signup, calls) == 5


def test_a_forged_header_makes_no_new_network(event, rf, settings):
    settings.TRUSTED_PROXIES = 1
    robot = [
        (rf.post("/", HTTP_X_FORWARDED_FOR=f"{forged}, {ROBOT}"), event, email)
        for forged, email in zip(networks(70), emails(70), strict=True)
    ]

    assert came_through(limits.allow_signup, robot) == 60


def test_people_behind_a_proxy_that_names_nobody_are_not_shut_out(event, request_from):
    people = [(request_from(""), event, email) for email in emails(70)]

    assert came_through(limits.allow_signup, people) == 70


# The rest


def test_a_link_is_asked_for_20_times_from_a_network(request_from):
    calls = [(request_from(ROBOT), email) for email in emails(30)]

    assert came_through(limits.allow_link, calls) == 20


def test_a_link_is_asked_for_three_times_for_an_address_known_or_not(request_from):
    factories.registration(factories.event(), email="known@example.com")

    came = {
        email: came_through(
            limits.allow_link,
            [(request_from(network), email) for network in networks(5)],
        )
        for email in ("known@example.com", "unknown@example.com")
    }

    assert came == {"known@example.com": 3, "unknown@example.com": 3}


def test_30_unknown_links_are_opened_from_a_network(request_from):
    assert came_through(limits.allow_guess, [(request_from(ROBOT),)] * 40) == 30


def test_a_registration_is_changed_60_times_in_an_hour():
    event = factories.event()
    robot, anna = factories.registration(event), factories.registration(event)

    assert came_through(limits.allow_change, [(robot,)] * 70) == 60
    assert refusal_of(limits.allow_change, anna) is None


def test_60_uploads_come_from_a_network(request_from):
    assert came_through(limits.allow_upload, [(request_from(ROBOT),)] * 70) == 60


def test_sign_up_spends_no_upload(event, request_from):
    request = request_from(ROBOT)

    came_through(limits.allow_signup, [(request, event, "")] * 60)

    assert refusal_of(limits.allow_upload, request) is None


def test_a_refusal_says_what_happened_and_when_to_come_again(event, request_from):
    calls = [(request_from(network), event, "anna@example.com") for network in ("10.0.0.1",) * 6]

    *_, last = [refusal_of(limits.allow_signup, *call) for call in calls]

    assert last == (
        "Several registrations have just come with this e-mail address. "
        "Try again in 59 minutes or call us."
    )


# Secret links


def open_links(client, token, times):
    return [client.get(f"/zgloszenie/{token}/").status_code for _ in range(times)]


def test_secret_pages_answer_a_guesser_with_a_page_that_says_when(operator, client):
    assert open_links(client, "A" * 22, 31) == [404] * 30 + [429]

    page = client.get("/zgloszenie/AAAAAAAAAAAAAAAAAAAAAA/")

    assert page["Retry-After"] == "540"
    assert page["Cache-Control"] == "no-store, private"
    assert "Many links that lead nowhere" in page.text
    assert "Try again in 9 minutes" in page.text


def test_secret_pages_that_exist_open_behind_the_address_of_a_guesser(operator, client):
    token = factories.registration(factories.event()).token
    open_links(client, "A" * 22, 31)

    assert open_links(client, token, 3) == [200] * 3


def test_secret_pages_that_exist_cost_no_query_of_a_limit(operator, client):
    token = factories.registration(factories.event()).token

    open_links(client, token, 40)

    assert open_links(client, "A" * 22, 31) == [404] * 30 + [429]
