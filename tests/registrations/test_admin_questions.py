"""Staff build the sign-up form of an event in the administration."""

from dataclasses import replace

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission

from registrations import services
from registrations.services.questions import Draft, draft_of, save_questions
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

FORMS = "/panel/registrations/eventquestions/"
TRAIN = Draft(wording="Do you come by train?", kind="yes_no")
STATION = Draft(wording="Which station?", kind="one_of", options=("Zamość", "Chełm"))


def address_of(event):
    return f"{FORMS}{event.pk}/change/"


def row(number, draft, *, pk="", event="", position="", condition="", **changes):
    """What the browser sends for one question."""
    typed = {
        "id": pk,
        "event": event,
        "wording": draft.wording,
        "hint": draft.hint,
        "kind": draft.kind,
        "scope": draft.scope,
        "options": "\r\n".join(draft.options),
        "position": position,
        "condition": condition,
    } | changes
    if draft.is_required:
        typed["is_required"] = "on"
    return {f"questions-{number}-{name}": value for name, value in typed.items()}


def sent(*rows, known=0):
    data = {"questions-TOTAL_FORMS": len(rows), "questions-INITIAL_FORMS": known}
    for one in rows:
        data |= one
    return data


def asked(event):
    return [draft_of(question) for question in event.questions.current()]


def errors(response):
    [formset] = [inline.formset for inline in response.context["inline_admin_formsets"]]
    fields = {name: list(words) for form in formset.forms for name, words in form.errors.items()}
    return fields, list(formset.non_form_errors())


def test_new_questions_are_asked_in_the_order_that_was_typed(bobs_client, bob):
    event = factories.event()

    bobs_client.post(
        address_of(event),
        sent(row(0, STATION, position=2), row(1, TRAIN, position=1), row(2, Draft(wording=""))),
    )

    assert [draft.wording for draft in asked(event)] == [TRAIN.wording, STATION.wording]
    assert LogEntry.objects.get(user=bob).object_id == str(event.pk)


def test_options_are_typed_one_to_a_line(bobs_client):
    event = factories.event()
    typed = row(0, STATION, options=" Zamość\r\n\r\nChełm \nZamość")

    bobs_client.post(address_of(event), sent(typed))

    assert asked(event)[0].options == ("Zamość", "Chełm")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ({"options": "Zamość"}, {"options": ["Write at least two answers, one to a line."]}),
        (
            {"options": "Zamość\nC" + "h" * 160},
            {"options": ["An answer can have 160 letters at most. Shorten it."]},
        ),
        ({"wording": ""}, {"wording": ["This field is required."]}),
        ({"options": "a\0\nb"}, {"options": ["Null characters are not allowed."]}),
    ],
    ids=["one answer", "long answer", "no wording", "a null character"],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(bobs_client, typed, expected):
    event = factories.event()

    response = bobs_client.post(address_of(event), sent(row(0, STATION, hint="By bus?", **typed)))

    assert errors(response) == (expected, [])
    assert "By bus?" in response.content.decode()
    assert not event.questions.exists()


def test_a_condition_is_chosen_as_an_answer_of_another_question(bobs_client):
    event = factories.event()
    [train] = save_questions(event, [TRAIN])
    condition = f"{TRAIN.thread}:yes"

    page = bobs_client.get(address_of(event)).content.decode()
    bobs_client.post(
        address_of(event),
        sent(
            row(0, TRAIN, pk=train.pk, event=event.pk, position=1),
            row(1, STATION, condition=condition),
            known=1,
        ),
    )

    assert f'<option value="{condition}">only if the answer is: yes</option>' in page
    station = asked(event)[1]
    assert (station.shown_if, station.shown_if_answer) == (TRAIN.thread, "yes")


def test_a_reworded_answer_of_which_another_question_depends_is_refused_with_a_way_out(bobs_client):
    event = factories.event()
    bus = Draft(wording="Which bus?", shown_if=STATION.thread, shown_if_answer="Chełm")
    station, second = save_questions(event, [STATION, bus])
    old, new = f"{STATION.thread}:Chełm", f"{STATION.thread}:Lublin"

    def send(condition):
        return bobs_client.post(
            address_of(event),
            sent(
                row(0, replace(STATION, options=("Zamość", "Lublin")), pk=station.pk, position=1),
                row(1, bus, pk=second.pk, position=2, condition=condition),
                known=2,
            ),
        )

    refused = send(old)
    send(new)

    assert errors(refused)[0].keys() == {"condition"}
    assert f'value="{new}"' in refused.content.decode()
    assert [draft.shown_if_answer for draft in asked(event)] == ["", "Lublin"]


def test_a_condition_on_a_later_question_is_refused(bobs_client):
    event = factories.event()
    train, station = save_questions(event, [TRAIN, STATION])

    response = bobs_client.post(
        address_of(event),
        sent(
            row(0, TRAIN, pk=train.pk, position=2),
            row(1, STATION, pk=station.pk, position=1, condition=f"{TRAIN.thread}:yes"),
            known=2,
        ),
    )

    words = "The question on which this one depends is not asked before it."
    assert errors(response) == ({"condition": [words]}, [])


@pytest.mark.parametrize(
    ("moved", "to", "expected"), [(0, 3, "bca"), (2, 1, "cab"), (0, 2, "bac"), (1, "", "acb")]
)
def test_a_moved_question_stands_where_it_was_put(bobs_client, moved, to, expected):
    event = factories.event()
    drafts = [Draft(wording=letter) for letter in "abc"]
    rows = save_questions(event, drafts)
    positions = [1, 2, 3]
    positions[moved] = to

    bobs_client.post(
        address_of(event),
        sent(*(row(i, drafts[i], pk=rows[i].pk, position=positions[i]) for i in range(3)), known=3),
    )

    assert "".join(draft.wording for draft in asked(event)) == expected


def test_an_answered_question_is_removed_without_its_answers(bobs_client):
    event = factories.event()
    [train] = save_questions(event, [TRAIN])
    submission = replace(factories.submission(), answers=[services.GivenAnswer(train, ["yes"])])
    services.register(event, submission)

    bobs_client.post(
        address_of(event), sent(row(0, TRAIN, pk=train.pk, position=1, is_removed="on"), known=1)
    )

    train.refresh_from_db()
    assert asked(event) == []
    assert (train.wording, train.is_current(), train.answers.count()) == (TRAIN.wording, False, 1)


def test_a_form_that_somebody_else_has_changed_meanwhile_says_so(bobs_client):
    event = factories.event()
    [train] = save_questions(event, [TRAIN])
    save_questions(event, [replace(TRAIN, wording="Do you come by bus?")])

    response = bobs_client.post(
        address_of(event),
        sent(row(0, TRAIN, pk=train.pk, position=1, wording="By tram?"), known=1),
    )

    assert errors(response)[1] == [
        "Somebody else has changed the questions meanwhile. Open this page anew."
    ]
    assert [draft.wording for draft in asked(event)] == ["Do you come by bus?"]


def test_the_event_itself_is_not_written_by_its_form(bobs_client):
    event = factories.event(capacity=7)

    bobs_client.post(address_of(event), sent(row(0, TRAIN)) | {"capacity": 1, "status": "draft"})

    event.refresh_from_db()
    assert (event.capacity, event.status, event.questions.count()) == (7, "published", 1)


@pytest.mark.parametrize("item_count", [1, 3])
def test_list_of_forms_asks_the_same_number_of_queries(
    bobs_client, operator, item_count, django_assert_num_queries
):
    for _ in range(item_count):
        save_questions(factories.event(), [Draft(wording="By train?")])

    with django_assert_num_queries(10):
        bobs_client.get(FORMS)


@pytest.mark.parametrize("item_count", [1, 3])
def test_the_builder_asks_the_same_number_of_queries(
    bobs_client, operator, item_count, django_assert_num_queries
):
    event = factories.event()
    first, *others = [replace(TRAIN, thread=Draft("").thread) for _ in range(item_count)]
    bound = [replace(one, shown_if=first.thread, shown_if_answer="yes") for one in others]
    save_questions(event, [first, *bound])

    with django_assert_num_queries(7):
        bobs_client.get(address_of(event))


@pytest.fixture
def edytas_client(client):
    """Edyta, who may change events and nothing else."""
    edyta = factories.user(username="edyta", is_staff=True)
    edyta.user_permissions.set(Permission.objects.filter(codename="change_event"))
    client.force_login(edyta)
    return client


def test_whoever_may_change_events_builds_their_forms(edytas_client):
    event = factories.event()

    edytas_client.post(address_of(event), sent(row(0, TRAIN)))

    assert "Sign-up forms" in edytas_client.get("/panel/").content.decode()
    assert [draft.wording for draft in asked(event)] == [TRAIN.wording]


# Copying


def copy_address(event):
    return f"{FORMS}{event.pk}/copy/"


def test_copy_shows_the_questions_of_the_chosen_event_and_changes_nothing(bobs_client):
    source, event = factories.event(title="Bałtów"), factories.event()
    save_questions(source, [TRAIN, STATION])

    page = bobs_client.get(copy_address(event), {"source": source.pk}).content.decode()

    assert "Questions of “Bałtów”" in page
    assert STATION.wording in page
    assert not event.questions.exists()


def test_copy_takes_the_questions_over(bobs_client):
    source, event = factories.event(), factories.event()
    save_questions(source, [TRAIN])

    response = bobs_client.post(copy_address(event), {"source": source.pk}, follow=True)

    assert [draft.wording for draft in asked(event)] == [TRAIN.wording]
    assert "1 question is added." in response.content.decode()


@pytest.mark.parametrize("source", ["", "x", "999999"])
def test_copy_without_an_event_to_copy_from_says_so(bobs_client, source):
    event = factories.event()

    response = bobs_client.post(copy_address(event), {"source": source})

    assert response.status_code == 200
    assert "errorlist" in response.content.decode()


def test_copy_is_refused_to_staff_without_the_right(client):
    client.force_login(factories.user(is_staff=True))
    event = factories.event()

    assert client.get(copy_address(event)).status_code == 403
