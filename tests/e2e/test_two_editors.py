"""One page open in the browsers of two editors."""

import pytest

from events.models import Article
from tests import factories

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def article(operator):
    return factories.article(title="Otwieramy świetlicę", lead="W maju.", body="<p>Zapraszamy.</p>")


def test_the_later_editor_reads_what_is_new_and_loses_nothing(open_browser, as_bob, article):
    first, second = open_browser(**as_bob), open_browser(**as_bob)
    for desk in (first, second):
        desk.goto(f"/panel/events/article/{article.pk}/change/")
    second.get_by_label("Tytuł:").first.fill("Świetlica czeka")
    first.get_by_label("Tytuł:").first.fill("Świetlica od maja")
    first.get_by_role("button", name="Zapisz", exact=True).click()
    first.get_by_text("Świetlica od maja").first.wait_for()

    second.get_by_role("button", name="Zapisz", exact=True).click()
    second.get_by_text("Teraz jest tu: „Świetlica od maja”.", exact=True).wait_for()
    kept = second.get_by_label("Tytuł:").first.input_value()
    second.get_by_role("button", name="Zapisz", exact=True).click()
    second.get_by_text("Świetlica czeka").first.wait_for()

    assert kept == "Świetlica czeka"
    assert Article.objects.get().title == "Świetlica czeka"
