"""The frame of every page: base.html, the menu, the pages for what went wrong, the style guide."""

import re

import pytest
from django.conf import settings
from django.template import Context, Template
from django.template.loader import render_to_string
from lxml import html

from owes_portal.models import Operator
from owes_portal.styleguide import styleguide

PAGE = '{% extends "base.html" %}{% block title %}Kontakt{% endblock %}'


def draw(request=None, **context):
    return html.fromstring(Template(PAGE).render(Context(context | {"request": request})))


def words(element):
    return " ".join(element.text_content().split())


class Faulty:
    is_bound = True
    errors = {"name": ["Wpisz imię."]}


def test_frame_names_the_centre_and_the_language():
    page = draw(operator=Operator(short_name="OWES Iskra"))

    assert page.get("lang") == "pl"
    assert page.findtext(".//title") == "Kontakt – OWES Iskra"


def test_frame_title_starts_with_the_error():
    assert draw(form=Faulty()).findtext(".//title") == "Błąd: Kontakt – OWES"


def test_frame_starts_with_a_link_to_the_content():
    page = draw()

    first = page.xpath("//body//a")[0]

    assert first.get("href") == "#content"
    assert page.xpath('//main[@id="content"]/@tabindex') == ["-1"]


def test_frame_shows_phone_and_mail_above_the_content():
    page = draw(operator=Operator(phone="84 000 00 00", email="biuro@iskra.example"))

    assert page.xpath("//header//address/a/@href") == [
        "tel:840000000",
        "mailto:biuro@iskra.example",
    ]


def test_menu_has_six_links_and_marks_the_section(db, rf):
    page = draw(rf.get("/wydarzenia/abc/"))

    assert page.xpath("//nav[contains(@class, 'menu')]//a/@href") == [
        "/wydarzenia/",
        "/aktualnosci/",
        "/innowacje/",
        "/publikacje/",
        "/projekty/",
        "/kontakt/",
    ]
    assert [
        words(link) for link in page.xpath("//nav[contains(@class, 'menu')]//a[@aria-current]")
    ] == ["Wydarzenia"]


def test_menu_marks_nothing_elsewhere(db, rf):
    assert draw(rf.get("/")).xpath("//nav[contains(@class, 'menu')]//a[@aria-current]") == []


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "429", "500"])
def test_error_pages_need_no_database(name):
    page = html.fromstring(render_to_string(f"{name}.html"))

    assert len(page.xpath("//h1")) == 1


@pytest.mark.parametrize("name", ["base", "500", "styl"])
def test_pages_hold_no_inline_style_or_script(rf, name, db):
    request = rf.get("/styl/")
    page = (
        styleguide(request).content.decode() if name == "styl" else render_to_string(f"{name}.html")
    )

    assert "style=" not in page
    assert "<style" not in page
    assert html.fromstring(page).xpath("//script[not(@src)] | //@onclick") == []


COMPONENTS = {
    name
    for sheet in ("components", "forms", "home")
    for name in re.findall(
        r"^   ([a-z-]+) ", (settings.BASE_DIR / f"static/css/{sheet}.css").read_text(), re.MULTILINE
    )
} | {"by-country", "partner"}


def test_styleguide_shows_every_component(rf, db):
    page = html.fromstring(styleguide(rf.get("/styl/")).content)

    assert len(page.xpath("//h1")) == 1
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    classes = {one.split("__")[0] for one in " ".join(page.xpath("//@class")).split()}
    assert COMPONENTS - classes == set()
