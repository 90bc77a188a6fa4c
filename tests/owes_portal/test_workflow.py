"""From draft to archive: the buttons beside „Zapisz”, and what stands against a step."""

from datetime import timedelta

import pytest
from django.utils import timezone

from events.models import Article
from innovations.models import Innovation
from owes_portal.editing.workflow import next_steps
from tests import factories
from tests.events.test_admin import answers
from tests.factories_library import innovation, publication

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english", "operator")]

ARTICLES = "/panel/events/article/"
SOON = timedelta(days=3)


def press(client, row, step, **changes):
    """Send the form of that piece of news by one of its buttons; the answer."""
    address = f"{ARTICLES}{row.pk}/change/"
    return client.post(
        address, answers(client, address, **changes) | {"_step": step}, follow=True
    ).content.decode()


@pytest.mark.parametrize(
    ("status", "starts_in", "names"),
    [
        ("draft", -SOON, ["publish", "review"]),
        ("review", -SOON, ["publish", "take-back"]),
        ("published", SOON, ["take-back"]),
        ("published", -SOON, ["archive", "withdraw"]),
        ("archived", -SOON, ["publish", "withdraw"]),
        ("withdrawn", -SOON, ["publish"]),
    ],
)
def test_next_steps_depend_on_what_visitors_have_seen(status, starts_in, names):
    row = Article(status=status, published_from=timezone.now() + starts_in)

    assert [step.name for step in next_steps(row)] == names


def test_the_form_has_a_button_for_each_next_step_and_enter_publishes_nothing(bobs_client):
    article = factories.article(status="draft")

    page = bobs_client.get(f"{ARTICLES}{article.pk}/change/").content.decode()

    buttons = page.rpartition('<div class="submit-row">')[2]
    assert "Save and publish" in buttons
    assert "Save and pass on for checking" in buttons
    assert buttons.index('name="_save"') < buttons.index('name="_step"')


def test_a_new_piece_of_news_is_published_by_one_button(bobs_client):
    typed = {"title": "Otwieramy świetlicę", "lead": "W maju.", "body": "<p>Zapraszamy.</p>"}

    response = bobs_client.post(
        f"{ARTICLES}add/", answers(bobs_client, f"{ARTICLES}add/", **typed) | {"_step": "publish"}
    )

    assert response.status_code == 302
    assert Article.objects.get().is_published()


def test_saving_alone_changes_no_status_and_says_what_will_happen(bobs_client):
    article = factories.article(status="draft")

    page = press(bobs_client, article, "")

    article.refresh_from_db()
    assert article.status == "draft"
    assert "Draft: nobody outside the team sees it." in page


def test_what_is_published_for_the_first_time_appears_now(bobs_client):
    last_week = timezone.now() - timedelta(days=7)
    article = factories.article(status="draft", published_from=last_week)

    press(bobs_client, article, "publish")

    article.refresh_from_db()
    assert timezone.now() - article.published_from < timedelta(minutes=5)


def test_what_is_published_appears_when_the_editor_says(bobs_client):
    article = factories.article(status="review")
    day = timezone.localdate() + timedelta(days=9)

    page = press(bobs_client, article, "publish", published_from_0=day, published_from_1="08:00")

    article.refresh_from_db()
    assert timezone.localtime(article.published_from).hour == 8
    assert "It will appear on" in page


def test_what_is_published_again_keeps_its_date(bobs_client):
    began = timezone.now().replace(microsecond=0) - timedelta(days=7)
    article = factories.article(status="archived", published_from=began)

    press(bobs_client, article, "publish")

    article.refresh_from_db()
    assert (article.status, article.published_from) == ("published", began)


def test_withdrawing_wants_a_reason_and_keeps_what_was_typed(bobs_client):
    article = factories.article()

    page = press(bobs_client, article, "withdraw", title="Nowy tytuł")

    article.refresh_from_db()
    assert article.status == "published"
    assert "Say why it is withdrawn." in page
    assert "Nowy tytuł" in page


def test_withdrawing_with_a_reason_takes_the_page_back(bobs_client, client):
    article = factories.article()

    press(bobs_client, article, "withdraw", withdrawal_reason="Pomyliliśmy datę.")

    article.refresh_from_db()
    assert article.is_withdrawn()
    assert client.get(article.get_absolute_url()).status_code == 410


def test_a_draft_is_not_asked_for_the_reason_of_a_withdrawal(bobs_client):
    draft, seen = factories.article(status="draft"), factories.article()

    pages = [
        bobs_client.get(f"{ARTICLES}{row.pk}/change/").content.decode() for row in (draft, seen)
    ]

    assert ['name="withdrawal_reason"' in page for page in pages] == [False, True]


def test_what_visitors_have_seen_cannot_be_put_off(bobs_client):
    article = factories.article()
    day = timezone.localdate() + timedelta(days=9)

    page = press(bobs_client, article, "", published_from_0=day, published_from_1="08:00")

    article.refresh_from_db()
    assert article.is_published()
    assert "It has appeared already." in page


def test_a_page_whose_end_is_over_is_not_published(bobs_client):
    article = factories.article(status="draft", published_from=timezone.now() - SOON)
    yesterday = timezone.localdate() - timedelta(days=1)

    page = press(
        bobs_client, article, "publish", published_until_0=yesterday, published_until_1="08:00"
    )

    article.refresh_from_db()
    assert article.status == "draft"
    assert "This moment is over" in page


@pytest.mark.parametrize("step", ["withdraw", "archive", "nonsense"])
def test_a_step_that_the_page_cannot_take_is_refused(bobs_client, step):
    article = factories.article(status="draft")

    page = press(bobs_client, article, step)

    article.refresh_from_db()
    assert article.status == "draft"
    assert "Somebody else has moved this on meanwhile." in page


@pytest.mark.parametrize("maker", [factories.article, innovation, publication])
@pytest.mark.parametrize("status", ["draft", "published", "archived", "withdrawn"])
def test_only_what_nobody_has_seen_is_deleted(bobs_client, maker, status):
    row = maker(status=status, withdrawal_reason="Pomyłka.")
    address = f"/panel/{row._meta.app_label}/{row._meta.model_name}/{row.pk}/delete/"

    response = bobs_client.post(address, {"post": "yes"})

    is_there = type(row).objects.filter(pk=row.pk).exists()
    assert (response.status_code, is_there) == ((302, False) if status == "draft" else (403, True))


def test_the_action_of_the_list_deletes_nothing_that_was_seen(bobs_client):
    rows = [innovation(), innovation(status="draft")]
    chosen = {"action": "delete_selected", "_selected_action": [row.pk for row in rows]}

    bobs_client.post("/panel/innovations/innovation/", chosen | {"post": "yes"})

    assert Innovation.objects.count() == 2


def test_the_list_says_the_status_in_shape_and_word_and_what_will_happen(bobs_client):
    factories.article(status="review")

    page = bobs_client.get(ARTICLES).content.decode()

    assert "◐</span> To be checked" in page
    assert "Waits to be checked: nobody outside the team sees it." in page
