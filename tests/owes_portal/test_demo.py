import re
from html import unescape

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import models, transaction
from django.utils import timezone
from django.utils.html import strip_tags

from events.models import Article, Event, EventDay, ScheduleChange, StripPlace
from events.strip import news_strip
from owes_portal.models import FundingMark, Operator, OutgoingMail, Page, Project
from registrations.models import (
    AccessibilityNeed,
    Attendance,
    Certificate,
    Organisation,
    Participant,
    Registration,
    Tick,
)
from registrations.models.states import HOLDING
from registrations.nip import clean_nip

ADDRESSES = {
    "/": "Pomagamy mieszkańcom i organizacjom",
    "/aktualnosci/": "Zwierzyniec: na mapie przybyło 46 skarbów",
    "/aktualnosci/iskra-ktora-staje-sie-zmiana/": "Czy iskra z jednej gminy może zmienić cały system?",
    "/aktualnosci/podsumowanie-kwietnia-i-maja-2016/": "Kwiecień i maj 2016",
    "/aktualnosci/wspolny-klaster-spotkanie-w-poznaniu/": "pięć krajów przy jednym stole",
    "/wydarzenia/": "Warsztaty wyjazdowe: Ostrowiec i Bałtów",
    "/wydarzenia/warsztaty-wyjazdowe-ostrowiec-baltow/": "Organizowanie społeczności lokalnej",
    "/wydarzenia/warsztaty-wyjazdowe-ostrowiec-baltow/zapisy/": "Warsztaty wyjazdowe: Ostrowiec",
    "/wydarzenia/warsztaty-wyjazdowe-ostrowiec-baltow/kalendarz.ics": "BEGIN:VEVENT",
    "/wydarzenia/abc-ekonomii-spolecznej-bilgoraj/": "ABC ekonomii społecznej w Biłgoraju",
    "/wydarzenia/spotkanie-partnerow-poznan-2021/": "Wspólnego klastra w Poznaniu",
    "/wydarzenia/spotkanie-sasiedzkie-lubycza-krolewska/": "W remizie pękła rura",
    "/harmonogram-wsparcia/": "Planowana liczba osób",
    "/harmonogram-wsparcia/historia/": "Prowadzi",
    "/innowacje/": "Progetto Quid",
    "/projekty/": "Iskra w subregionie",
    "/projekty/innowacje-przedsiebiorczosc-rozwoj/": "Innowacje – przedsiębiorczość – rozwój",
    "/kontakt/": "Barbara Lipka-Żuk",
    "/deklaracja-dostepnosci/": "Stowarzyszenie Iskra",
    "/o-nas/": "O nas",
    "/ochrona-danych/": "Ochrona danych",
    "/regulamin/": "Regulamin udziału",
    "/oferta/": "siedem usług",
    "/regulamin-serwisu/": "Regulamin serwisu",
    "/zglos-nieprawidlowosc/": "Komu zgłosić",
    "/o-nas-latwe-do-czytania/": "Pomoc jest za darmo.",
    "/polski-jezyk-migowy/": "tłumacza PJM",
    "/en/about-us/": "social-economy support centre",
    "/uk/pro-nas/": "центр підтримки",
    "/partnerzy/": "Bruksela Bliżej Ludzi",
}


def test_demo_says_where_it_cannot_keep_the_logins(db, tmp_path):
    (tmp_path / "file").touch()

    with pytest.raises(CommandError, match="File exists. Choose another with --logins."):
        fill(logins=tmp_path / "file/logins.txt")

    assert rows()["auth.User"] == 0


# The fixture below fills the database for the rest of this file.


@pytest.fixture(scope="module")
def logins(django_db_setup, django_db_blocker, tmp_path_factory):
    """The demo centre for all tests of this file; it costs a few seconds. Its file of logins."""
    file = tmp_path_factory.mktemp("demo") / "logins.txt"
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("demo", "--without-guides", logins=file)
        yield file
        transaction.set_rollback(True)


@pytest.fixture
def demo(logins, db):
    return logins


def fill(*options, **kwargs):
    call_command("demo", "--without-guides", *options, **kwargs)


def rows():
    """How many rows each table holds."""
    return {model._meta.label: model.objects.count() for model in apps.get_models()}


def words_of(response):
    return unescape(response.content.decode()).replace("\xa0", " ")


def test_demo_fills_an_empty_database(demo):
    counted = {
        "events": Event.objects.published().count(),
        "articles": Article.objects.published().count(),
        "projects": Project.objects.published().count(),
        "pages": Page.objects.published().count(),
        "marks": FundingMark.objects.count(),
    }

    assert counted == {"events": 23, "articles": 11, "projects": 5, "pages": 10, "marks": 11}
    assert 110 <= Registration.objects.count() <= 150


def test_demo_done_once_more_changes_nothing(demo, tmp_path, capsys):
    before = rows()

    fill("--once", logins=tmp_path / "logins.txt")

    assert rows() == before
    assert capsys.readouterr().out == "A centre is there already; nothing was changed.\n"
    assert not (tmp_path / "logins.txt").exists()


def test_demo_refuses_a_portal_in_use(demo, tmp_path):
    before = rows()

    with pytest.raises(CommandError, match="The demo needs an empty database"):
        fill(logins=tmp_path / "logins.txt")

    assert rows() == before


def test_demo_counts_places_as_the_services_do(demo):
    holding = models.Count("participants", filter=models.Q(participants__status__in=HOLDING))
    counters = Event.objects.annotate(holding=holding).values_list(
        "slug", "places_taken", "holding"
    )

    assert [row for row in counters if row[1] != row[2]] == []


def test_demo_shows_every_state_of_a_signup(demo):
    reasons = {event.why_closed() for event in Event.objects.all()}

    assert reasons == {*Event.Closed} | {None}


def test_demo_has_a_full_event_with_a_waiting_list(demo):
    event = Event.objects.get(slug="abc-ekonomii-spolecznej-tomaszow-lubelski")

    assert event.places_left == 0
    assert event.accepts_signups()
    assert event.participants.waiting().count() >= 3


def test_demo_has_a_big_and_a_small_event(demo):
    taken = dict(Event.objects.values_list("slug", "places_taken"))

    assert taken["warsztaty-wyjazdowe-ostrowiec-baltow"] >= 30
    assert 1 <= taken["statut-przy-kuchennym-stole"] <= 3


def test_demo_trip_has_two_days_two_places_and_a_deadline_at_three(demo):
    trip = Event.objects.get(slug="warsztaty-wyjazdowe-ostrowiec-baltow")

    first, second = trip.days.all()
    assert (first.place, second.place) == ("Centrum Aktywności Sąsiedzkiej", "Dom Trzech Sektorów")
    assert (second.starts_at.date() - first.starts_at.date()).days == 1
    assert timezone.localtime(trip.signup_closes_at).strftime("%H.%M") == "15.00"
    assert trip.pickup_points.count() == 2
    assert trip.has_catering and trip.has_accommodation and trip.has_transport and trip.is_free


def test_demo_people_are_of_all_kinds(demo):
    names = set(Participant.objects.values_list("last_name", flat=True))

    assert {"Ковальчук", "Zielińska-Wójcik", "O’Connor"} <= names
    assert {*Registration.objects.values_list("applicant", flat=True)} == {*Registration.Applicant}
    assert {*Registration.objects.values_list("source", flat=True)} == {*Registration.Source}
    assert Registration.objects.filter(cancelled_at__isnull=False).count() == 9
    assert Registration.objects.filter(email="").exists()
    assert AccessibilityNeed.objects.count() >= 10
    assert Participant.objects.filter(diet="vegan").exists()


def test_demo_registrations_came_in_the_order_of_their_numbers(demo):
    by_number = list(Registration.objects.order_by("number").values_list("submitted_at", flat=True))

    assert by_number == sorted(by_number)
    assert by_number[-1] < timezone.now()


def test_demo_nobody_signed_up_outside_the_window(demo):
    late = models.Q(submitted_at__gt=models.F("event__signup_closes_at"))
    early = models.Q(submitted_at__lt=models.F("event__signup_opens_at"))

    in_time = Registration.objects.exclude(source=Registration.Source.ON_THE_DAY)
    assert not in_time.filter(late | early).exists()


def test_demo_organisations_have_right_numbers(demo):
    numbers = [*Organisation.objects.exclude(nip="").values_list("nip", flat=True)]

    assert len(numbers) >= 6
    assert [clean_nip(number) for number in [*numbers, Operator.objects.get().nip]]


def test_demo_writes_to_nobody(demo):
    assert not OutgoingMail.objects.due().exists()
    assert not OutgoingMail.objects.exclude(recipient__endswith=".example").exists()
    assert not Registration.objects.exclude(email="").exclude(email__endswith=".example").exists()


def test_demo_marks_say_that_they_are_stand_ins(demo):
    assert all("znak – zastępczy" in mark.alt for mark in FundingMark.objects.all())
    assert all(project.marks.exists() for project in Project.objects.all())


@pytest.mark.parametrize(("address", "title"), ADDRESSES.items())
def test_demo_page_opens(demo, client, address, title):
    response = client.get(address)

    assert response.status_code == 200
    assert title in words_of(response)


def test_demo_pages_of_all_rows_open(demo, client):
    shown = [
        *Event.objects.all(),
        *Article.objects.published(),
        *Project.objects.all(),
        *Page.objects.all(),
    ]

    untitled = [
        row.get_absolute_url()
        for row in shown
        if row.title not in words_of(client.get(row.get_absolute_url()))
    ]

    assert untitled == []


def test_demo_library_is_open_before_the_guides_come(demo, client):
    assert client.get("/publikacje/").status_code == 200


def test_demo_logins_are_for_the_owner_only(demo, client):
    passwords = dict(line.split() for line in demo.read_text().splitlines())

    assert [*passwords] == ["redaktor", "organizator", "administrator"]
    assert all(len(password) >= 15 for password in passwords.values())
    assert demo.stat().st_mode & 0o777 == 0o600
    for username, password in passwords.items():
        assert client.login(username=username, password=password)
        assert client.get("/panel/").status_code == 200


@pytest.mark.parametrize(
    ("username", "may", "may_not"),
    [
        ("redaktor", "events.change_event", "registrations.view_participant"),
        ("organizator", "events.change_article", "owes_portal.change_page"),
        ("administrator", "auth.add_user", None),
    ],
)
def test_demo_roles_see_what_they_need(demo, username, may, may_not):
    account = User.objects.get(username=username)

    assert account.is_staff
    assert account.has_perm(may)
    assert may_not is None or not account.has_perm(may_not)


def test_demo_text_is_well_set(demo):
    stored = [
        (row, strip_tags(re.sub(r"</(p|li|h\d)>", "\n", value)))
        for model in (Event, Article, Project, Page, Operator)
        for row in model.objects.all()
        for field in model._meta.fields
        if isinstance(field, models.TextField | models.CharField)
        and isinstance(value := getattr(row, field.name), str)
    ]

    wrong = re.compile(r"  |\w - \w|\.\.\.|[\"']|\d-\d{2}\b(?=\.)|[.,]{2}| [.,;:?!]")
    assert [(str(row), wrong.search(text)) for row, text in stored if wrong.search(text)] == []


def test_demo_shows_mails_in_every_state_and_a_dead_address(demo):
    mails = OutgoingMail.objects.with_dead_addresses()

    found = {mail.status for mail in mails}
    assert found == {"sent", "retry", "failed", "unknown", "withdrawn"}
    assert [mail.status for mail in mails if mail.is_to_dead_address] == ["failed"]
    assert all(mail.about and mail.reason() or mail.is_sent() for mail in mails)


def test_demo_leads_old_addresses_on_and_fills_the_strip(demo, client):
    led = [
        client.get(address)["Location"]
        for address in ("/new,1147", "/project,51", "/index.php?id=5")
    ]

    assert led == [
        "/aktualnosci/wspolny-klaster-spotkanie-w-poznaniu/",
        "/projekty/energia-spoleczna/",
        "/aktualnosci/podsumowanie-kwietnia-i-maja-2016/",
    ]
    assert [type(row) for row in news_strip()] == [Event, Event, Article, Article, Article]
    assert all(place.until > timezone.now() for place in StripPlace.objects.all())


def test_demo_has_reports_that_know_how_many_people_came(demo):
    reports = Article.objects.filter(is_report=True).select_related("event")

    assert reports.count() == 4
    assert all(report.event.is_over() and report.event.people_came for report in reports)


def test_demo_shows_news_that_is_not_to_be_read_yet_and_not_any_more(demo, client):
    unseen = Article.objects.exclude(pk__in=Article.objects.published())

    answers = {row.status: client.get(row.get_absolute_url()) for row in unseen}
    codes = {status: answer.status_code for status, answer in answers.items()}
    assert codes == {"review": 404, "published": 404, "withdrawn": 410}
    assert "zły termin naboru" in words_of(answers["withdrawn"])


def test_demo_training_is_a_series_whose_pages_name_the_other_dates(demo, client):
    page = words_of(client.get("/wydarzenia/abc-ekonomii-spolecznej-bilgoraj/"))

    assert "Inne terminy" in page
    assert "/wydarzenia/abc-ekonomii-spolecznej-chelm/" in page


def test_demo_projects_tell_what_the_rules_ask_for(demo):
    said = ("goals", "tasks", "results", "support", "value", "grant")

    assert [
        row.slug for row in Project.objects.all() if not all(getattr(row, one) for one in said)
    ] == []


def test_demo_schedule_has_a_history(demo):
    lines = ScheduleChange.objects.newest_first()
    changed = [line for line in lines if not line.is_new() and not line.is_cancellation()]

    assert ScheduleChange.objects.standing().count() == EventDay.objects.announced().count()
    assert any(line.is_cancellation() for line in lines)
    assert [(line.was.trainer, line.event.slug) for line in changed] == [
        ("", "mapa-zasobow-zwierzyniec")
    ]


def test_demo_past_events_are_ticked(demo):
    people = Participant.objects.confirmed().filter(event__in=Event.objects.past())

    said = set(Attendance.objects.values_list("state", flat=True))
    assert said == {"present", "absent", "excused"}
    assert not people.filter(attendances=None).exists()
    assert people.entitled().count() > people.count() / 2
    assert Attendance.objects.exclude(hours=None).exists()
    assert not Attendance.objects.exclude(day__event__in=Event.objects.past()).exists()


def test_demo_shows_certificates_in_every_state(demo):
    found = Certificate.objects.in_order()
    deeds = set(found.values_list("deeds__verb", flat=True))

    assert deeds == {"issue", "reissue", "duplicate", "revoke"}
    assert [one.number[-4:] for one in found[:2]] == ["0001", "0002"]
    assert {one.is_replaced() for one in found.filter(deeds__verb="reissue")} == {True}
    certified = Participant.objects.certified()
    assert Participant.objects.entitled().exclude(pk__in=certified).exists(), "some are left to do"


def test_demo_shows_a_correction_of_the_attendance(demo):
    corrected = Tick.objects.exclude(reason="").first()

    assert (corrected.before, corrected.after, corrected.source) == ("absent", "present", "paper")
    assert corrected.at == corrected.noted_at > corrected.day.ends_at


def test_organiser_of_the_demo_sees_and_decides_on_mails(demo):
    organiser = User.objects.get(username="organizator")

    assert organiser.has_perms(["owes_portal.view_outgoingmail", "owes_portal.change_outgoingmail"])
