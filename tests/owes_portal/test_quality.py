"""Advice to editors: for each rule a text that passes and one that does not."""

import pytest
from django.core.files.base import ContentFile

from events import quality as of_events
from events.models import Article, ArticlePicture, Attachment
from owes_portal.editing import quality
from owes_portal.editing.rich_text import RichText
from owes_portal.models.publishing import Publishable
from tests import factories
from tests.events.test_admin import answers
from tests.factories_library import pdf

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

ARTICLES, PROJECTS = "/panel/events/article/", "/panel/owes_portal/project/"


@pytest.mark.parametrize(
    ("title", "is_wrong"),
    [
        ("ZAPRASZAMY NA WARSZTATY!", True),
        ("Zapraszamy na warsztaty", False),
        ("ABC OWES", False),
        ("ABC ekonomii społecznej", False),
    ],
)
def test_a_title_in_capitals_is_shouted(title, is_wrong):
    assert quality.is_shouted(title) == is_wrong


@pytest.mark.parametrize(
    ("name", "is_wrong"),
    [
        ("IMG_2034", True),
        ("DSC01234.JPG", True),
        ("program_final_v3", True),
        ("regulamin wersja 2", True),
        ("zalacznik_3_final.pdf", True),
        ("plakat kopia", True),
        ("zdjęcie 12", True),
        ("Regulamin udziału w warsztatach", False),
        ("Program warsztatów 22–23 września", False),
        ("Dwie osoby przy stole składają kosz z wikliny", False),
        ("Formularz zgłoszenia pomysłu (nowy wzór)", False),
    ],
)
def test_a_file_name_describes_nothing(name, is_wrong):
    assert quality.looks_like_a_file_name(name) == is_wrong


@pytest.mark.parametrize(
    ("html", "is_wrong"),
    [
        ("<p>Bez nagłówków</p>", False),
        ("<h2>A</h2><h3>B</h3><h4>C</h4><h2>D</h2>", False),
        ("<h3>A</h3>", True),
        ("<h2>A</h2><h4>B</h4>", True),
    ],
)
def test_headings_go_down_step_by_step(html, is_wrong):
    assert RichText(html).skips_a_level() == is_wrong


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ('<p><a href="/a/">Kliknij tutaj</a></p>', "does not say where it leads"),
        ('<p><a href="/a/"><strong>więcej…</strong></a></p>', "does not say where it leads"),
        ('<p><a href="/a/">https://iskra.example/a</a></p>', "is a bare address"),
        ('<p><a href="/a/">www.iskra.example</a></p>', "is a bare address"),
        ("<h3>Za głęboko</h3>", "headings start with level 2"),
    ],
)
def test_advice_on_rich_text_says_what_and_where(html, words):
    [advice] = quality.advice(factories.article(body=html))

    assert advice.startswith("Text: ")
    assert words in advice


def test_a_good_piece_of_news_gets_no_advice():
    project = factories.project()
    project.marks.add(factories.funding_mark())
    article = factories.article(
        project=project,
        body='<h2>Gdzie</h2><p>Zobacz <a href="/kontakt/">jak do nas trafić</a>.</p>',
    )

    assert quality.advice(article) == []
    assert list(of_events.of_article(article)) == []


def test_a_page_without_a_summary_is_advised():
    assert quality.advice(factories.page(lead="O nas.")) == []
    assert "The summary is empty." in quality.advice(factories.page())[0]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Wczoraj otworzyliśmy świetlicę. Jutro sprzątamy.", ["wczoraj", "jutro"]),
        ("Na wczorajszym spotkaniu", ["wczorajszym"]),
        ("22 września otworzyliśmy świetlicę.", []),
        ("Jutrzenka śpiewa", []),
    ],
)
def test_words_that_are_wrong_tomorrow_are_found_in_news(text, words):
    article = Article(title="Świetlica", lead="Otwarta.", body=f"<p>{text}</p>")

    found = list(of_events.of_article(article))

    assert [advice.split("”")[0].strip("“") for advice in found] == words


def test_an_event_is_advised_on_what_people_look_for():
    event = factories.event()
    file = ContentFile(pdf(), "program.pdf")
    Attachment.objects.create(event=event, title="program_final_v3", file=file)

    found = " ".join(of_events.of_event(event))

    for words in ("accessibility", "deadline", "contact person", "name of a file"):
        assert words in found


def test_a_good_event_gets_no_advice():
    event = factories.event(
        accessible_entrance="bez progu", contact=factories.contact_person(), signup_mode="none"
    )

    assert list(of_events.of_event(event)) == []


@pytest.mark.parametrize(
    ("alt", "count"), [("IMG_2034", 1), ("Dwie osoby plotą kosz z wikliny.", 0)]
)
def test_a_picture_is_described_by_what_can_be_seen(alt, count):
    article = factories.article()
    ArticlePicture.objects.create(
        article=article, file="a.webp", width=9, height=9, widths=[9], alt=alt, author="Anna"
    )

    assert len(quality.advice(article)) == count


def test_advice_is_shown_after_saving_and_stands_in_nobodys_way(bobs_client, operator):
    article = factories.article(status="draft", title="OTWIERAMY ŚWIETLICĘ")
    address = f"{ARTICLES}{article.pk}/change/"

    page = bobs_client.post(
        address, answers(bobs_client, address) | {"_step": "publish"}, follow=True
    ).content.decode()

    article.refresh_from_db()
    assert article.is_published()
    assert "The title is in capitals." in page


@pytest.mark.parametrize(
    ("typed", "is_told"),
    [
        ({"title": "Nowy"}, True),
        ({"title": "Nowy", "uk_title": "Новий"}, False),
        ({"title": "Nowy", "uk_title": ""}, False),
        ({"lead": "Nowy"}, False),
    ],
    ids=["Polish only", "both", "translation taken away", "not translated"],
)
def test_a_translation_that_stayed_behind_is_named(bobs_client, operator, typed, is_told):
    article = factories.article(translations={"uk": {"title": "Старий"}})
    address = f"{ARTICLES}{article.pk}/change/"

    page = bobs_client.post(address, answers(bobs_client, address) | typed, follow=True)

    assert ("Changed, but not in the translation" in page.content.decode()) == is_told


@pytest.mark.parametrize("has_marks", [True, False])
def test_what_a_project_pays_for_is_published_with_its_marks_only(bobs_client, has_marks):
    project = factories.project()
    if has_marks:
        project.marks.add(factories.funding_mark())
    article = factories.article(status="draft", project=project)
    address = f"{ARTICLES}{article.pk}/change/"

    page = bobs_client.post(
        address, answers(bobs_client, address) | {"_step": "publish"}, follow=True
    ).content.decode()

    article.refresh_from_db()
    assert article.is_published() == has_marks
    assert ("This project has no funding marks." in page) != has_marks


def test_a_draft_is_saved_without_marks(bobs_client):
    article = factories.article(status="draft", project=factories.project())
    address = f"{ARTICLES}{article.pk}/change/"

    response = bobs_client.post(address, answers(bobs_client, address, title="Nowy tytuł"))

    article.refresh_from_db()
    assert (response.status_code, article.title) == (302, "Nowy tytuł")


def test_a_published_page_gets_no_project_without_marks(bobs_client):
    article = factories.article()
    address = f"{ARTICLES}{article.pk}/change/"
    project = factories.project()

    bobs_client.post(address, answers(bobs_client, address, project=project.pk))

    article.refresh_from_db()
    assert (article.status, article.project) == (Publishable.Status.PUBLISHED, None)


def test_a_project_is_published_with_its_marks_only(bobs_client):
    project = factories.project(status="draft", description="<p>Opis.</p>")
    address = f"{PROJECTS}{project.pk}/change/"

    page = bobs_client.post(address, answers(bobs_client, address) | {"_step": "publish"})

    project.refresh_from_db()
    assert project.status == "draft"
    assert "Choose the funding marks" in page.content.decode()


@pytest.mark.parametrize(("count", "status"), [(4, "published"), (5, "draft")])
def test_a_project_is_published_with_four_marks_at_most(bobs_client, count, status):
    project = factories.project(status="draft", description="<p>Opis.</p>")
    project.marks.set(factories.funding_mark() for _number in range(count))
    address = f"{PROJECTS}{project.pk}/change/"

    page = bobs_client.post(
        address, answers(bobs_client, address) | {"_step": "publish"}, follow=True
    )

    project.refresh_from_db()
    assert project.status == status
    assert ("The rules allow four marks" in page.content.decode()) == (status == "draft")
