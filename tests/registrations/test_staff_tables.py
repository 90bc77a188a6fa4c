"""Taking tables out: who may, why, with what trace, and what people need only with a password."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone

from owes_portal.models import AccessRecord, Document
from registrations.models import AccessibilityNeed
from tests import factories
from tests.reading import errors, tree, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english", "operator")]
PASSWORD = "correct horse battery staple"
WHY = {"format": "xlsx", "reason": "Places for assistants", "password": PASSWORD}


@pytest.fixture
def event():
    made = factories.event(title="ABC ekonomii")
    person = factories.participant(made, last_name="Żak")
    AccessibilityNeed.objects.create(participant=person, kind="wheelchair", description="szeroki")
    return made


@pytest.fixture
def alice(client):
    """Alice, an administrator, who knows her password."""
    account = factories.staff(username="alice", password=PASSWORD)
    client.force_login(account)
    return account


@pytest.fixture
def organiser(client):
    """An organiser as the demo centre has one: tables, but not what people need."""
    account = factories.user(username="ola", is_staff=True, password=PASSWORD)
    wanted = ("view_participant", "change_registration", "export_registrations")
    account.user_permissions.set(Permission.objects.filter(codename__in=wanted))
    client.force_login(account)
    return account


def tables_of(event):
    return f"/panel/wydarzenia/{event.pk}/tabele/"


def needs_of(event):
    return f"/panel/wydarzenia/{event.pk}/tabele/potrzeby/"


def records():
    return list(
        AccessRecord.objects.order_by("pk").values_list("person__username", "deed", "reason")
    )


def taken_out(client, document):
    return client.get(f"/panel/dokumenty/{document.pk}/")


# The tables of an event


def test_tables_makes_what_was_chosen_and_says_who_took_it(client, organiser, event, send_mails):
    with send_mails():
        sent = {"table": "obecnosc", "format": "csv", "reason": "Kontrola"}
        client.post(tables_of(event), sent)
    page = words(client.get(tables_of(event)))

    document = Document.objects.get()
    assert (document.kind, document.status, document.asked_by) == (
        "attendance_table",
        "ready",
        organiser,
    )
    assert records() == [("ola", "export", f"table of attendance {event.pk}, csv: Kontrola")]
    assert document.filename in page


def test_tables_are_each_time_taken_out_on_record(client, organiser, event, send_mails):
    with send_mails():
        client.post(tables_of(event), {"table": "zgloszenia", "format": "xlsx"})

    response = taken_out(client, Document.objects.get())

    assert response["Content-Disposition"].startswith('attachment; filename="zgloszenia_')
    assert response["Cache-Control"] == "no-store, private"
    assert [deed for _who, deed, _why in records()] == ["export", "export"]


def test_tables_want_a_table_and_a_format_and_keep_what_was_typed(client, organiser, event):
    response = client.post(tables_of(event), {"format": "ods", "reason": "Kontrola"})

    assert errors(response) == ["Choose the table.", "Choose the format."]
    assert tree(response).xpath("//input[@name='reason']/@value") == ["Kontrola"]
    assert (Document.objects.count(), records()) == (0, [])


def test_tables_offer_no_needs(client, organiser, event):
    response = client.post(tables_of(event), {"table": "potrzeby", "format": "xlsx"})

    assert errors(response) == ["Choose the table."]
    assert needs_of(event) not in client.get(tables_of(event)).content.decode()


def test_tables_lead_whoever_may_to_the_needs(client, alice, event):
    assert needs_of(event) in client.get(tables_of(event)).content.decode()


def test_papers_lead_to_the_tables(client, organiser, event):
    papers = client.get(f"/panel/wydarzenia/{event.pk}/dokumenty/").content.decode()

    assert f'href="{tables_of(event)}"' in papers


def test_tables_want_their_right(client, organiser, event):
    organiser.user_permissions.remove(Permission.objects.get(codename="export_registrations"))

    papers = client.get(f"/panel/wydarzenia/{event.pk}/dokumenty/").content.decode()
    assert client.get(tables_of(event)).status_code == 403
    assert tables_of(event) not in papers


@pytest.mark.parametrize("count", [1, 3])
def test_tables_take_the_same_queries_for_one_and_many_files(
    client, organiser, event, count, django_assert_num_queries
):
    for number in range(count):
        Document.objects.create(
            kind="catering_table",
            subject_id=event.pk,
            asked_by=organiser,
            status="failed",
            options={"number": number},
        )

    with django_assert_num_queries(9):
        client.get(tables_of(event))


def test_tables_that_failed_are_asked_for_by_the_form_again(client, organiser, event):
    Document.objects.create(
        kind="catering_table", subject_id=event.pk, asked_by=organiser, status="failed"
    )

    page = words(client.get(tables_of(event)))

    assert "Try again" not in page


def test_register_table_is_made_of_a_year(client, organiser, send_mails):
    with send_mails():
        client.post("/panel/zaswiadczenia/rejestr/2026/tabela/", {"format": "csv"})

    assert Document.objects.get().filename == "rejestr-zaswiadczen_2026.csv"
    assert records() == [("ola", "export", "table of certificates 2026, csv")]


@pytest.mark.parametrize("year", [0, 1999, 2200, 10**12])
def test_register_table_is_of_a_year_that_can_be(client, organiser, year):
    response = client.post(f"/panel/zaswiadczenia/rejestr/{year}/tabela/", {"format": "csv"})

    assert (response.status_code, Document.objects.count()) == (404, 0)


def test_register_leads_to_its_table(client, alice):
    page = client.get("/panel/zaswiadczenia/rejestr/2026/").content.decode()

    assert "/panel/zaswiadczenia/rejestr/2026/tabela/" in page


# What people need


def test_needs_table_refuses_an_organiser_and_writes_that_down(client, organiser, event, caplog):
    responses = [client.get(needs_of(event)), client.post(needs_of(event), WHY)]

    assert [response.status_code for response in responses] == [403, 403]
    line = f"user {organiser.pk} was refused the needs of event {event.pk}"
    assert [record.getMessage() for record in caplog.records].count(line) == 2
    assert (Document.objects.count(), records()) == (0, [])


@pytest.mark.parametrize(
    ("missing", "error"),
    [
        ({"reason": ""}, "Write what you need it for."),
        ({"password": ""}, "Give your password."),
        ({"password": "wrong"}, "This is not your password."),
    ],
    ids=["no reason", "no password", "wrong password"],
)
def test_needs_table_refuses_an_administrator_without_reason_or_password(
    client, alice, event, missing, error
):
    response = client.post(needs_of(event), WHY | missing)

    assert errors(response) == [error]
    assert (Document.objects.count(), records()) == (0, [])
    assert PASSWORD not in response.content.decode()
    assert "wrong" not in tree(response).xpath("//input/@value")


def test_needs_table_is_made_with_reason_and_password(client, alice, event, send_mails):
    with send_mails():
        client.post(needs_of(event), WHY)

    document = Document.objects.get()
    response = taken_out(client, document)

    why = f"table of needs {event.pk}, xlsx: Places for assistants"
    assert records() == [("alice", "export", why), ("alice", "export", "")]
    assert response.status_code == 200
    assert document.filename.startswith("potrzeby_")


def test_needs_table_is_for_nobody_else(client, bobs_client, bob, alice, event, send_mails):
    bob.set_password(PASSWORD)
    bob.save()
    client.force_login(alice)
    with send_mails():
        client.post(needs_of(event), WHY)
    document = Document.objects.get()

    client.force_login(bob)
    page = client.get(needs_of(event)).content.decode()
    refused = taken_out(client, document)
    with send_mails():
        client.post(needs_of(event), WHY)

    assert (refused.status_code, document.filename in page) == (403, False)
    assert set(Document.objects.values_list("asked_by__username", flat=True)) == {"alice", "bob"}


def test_needs_table_asked_for_by_two_at_once_is_two(client, alice, bob, event):
    client.post(needs_of(event), WHY)
    bob.set_password(PASSWORD)
    bob.save()
    client.force_login(bob)

    client.post(needs_of(event), WHY)

    assert Document.objects.unfinished().count() == 2


def test_needs_table_is_kept_for_a_day(client, alice, event, send_mails):
    with send_mails():
        client.post(needs_of(event), WHY)
    made_at = timezone.now() - timedelta(days=1, seconds=1)
    Document.objects.update(finished_at=made_at)

    response = taken_out(client, Document.objects.get())

    assert response.status_code == 404
    assert "kept for a day" in words(response)
    assert Document.objects.to_expire().count() == 1


def test_needs_table_stops_guesses_of_the_password(client, alice, event, settings):
    settings.PASSWORDS_PER_PERSON = 2
    for _ in range(2):
        client.post(needs_of(event), WHY | {"password": "wrong"})

    response = client.post(needs_of(event), WHY)

    assert response.status_code == 429
    assert re.search("Try again in [0-9]+ minutes?", errors(response)[0])
    assert Document.objects.count() == 0


def test_needs_table_leaves_the_password_out_of_reports_of_errors(client, alice, event):
    response = client.post(needs_of(event), WHY | {"password": "wrong"})

    assert response.wsgi_request.sensitive_post_parameters == ("password",)
