"""The link to a draft in the languages of the portal."""

import re

import pytest
from django.conf import settings

from owes_portal.editing import preview
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("operator")]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("", "Podgląd: strona nie jest jeszcze opublikowana."),
        ("/en", "Preview: the page is not public yet."),
        ("/uk", "Попередній перегляд: сторінку ще не опубліковано."),
    ],
    ids=["Polish", "English", "Ukrainian"],
)
def test_the_link_speaks_the_language_of_its_address(client, language, words):
    draft = factories.event(title="Szkic", status="draft")
    address = preview.link_to(draft).removeprefix(settings.SITE_URL)

    page = client.get(f"{language}{address}").content.decode()

    assert re.search('<h1>(<span lang="pl">)?Szkic<', page)
    assert words in page.replace("\u00a0", " ")
    for other in ("", "/en", "/uk"):
        assert f'href="{other}{address}"' in page
    assert f'href="{language}{address}{language[1:]}{"/" if language else ""}wydarzenia/' in page
