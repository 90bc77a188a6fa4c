import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from owes_portal.models import County
from owes_portal.models.topics import known_topics
from owes_portal.polish import SortKey, fold, slug
from tests import factories

ALPHABET = "aąbcćdeęfghijklłmnńoópqrsśtuvwxyzźż"


@pytest.mark.parametrize(
    ("text", "folded"),
    [("Zażółć gęślą jaźń", "zazolc gesla jazn"), ("ŁÓDŹ", "lodz"), ("Straße", "strasse"), ("", "")],
)
def test_fold_takes_diacritics_and_case_off(text, folded):
    assert fold(text) == folded


@given(st.text())
def test_fold_twice_is_fold_once(text):
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "length", "address"),
    [
        ("ABC ekonomii społecznej!", 80, "abc-ekonomii-spolecznej"),
        ("Wyjazd do Ostrowca i Bałtowa", 12, "wyjazd-do"),
        ("x" * 90, 80, "x" * 80),
        ("Київ", 80, ""),
        ("a/../b\x00", 80, "ab"),
    ],
)
def test_slug_writes_an_address(text, length, address):
    assert slug(text, length=length) == address


@pytest.mark.django_db
def test_polish_order_is_that_of_the_alphabet():
    with connection.cursor() as cursor:
        cursor.execute(
            'SELECT letter FROM unnest(%s) AS letter ORDER BY pl_key(letter) COLLATE "C"',
            [list(reversed(ALPHABET))],
        )
        letters = [row[0] for row in cursor.fetchall()]

    assert "".join(letters) == ALPHABET


@pytest.mark.django_db
def test_polish_order_does_not_ask_the_server():
    for number, name in enumerate(["łęczyński", "Zamość", "lubelski", "Świdnik", "świdnicki"]):
        factories.county(f"060{number}", name=name)

    names = [county.name for county in County.objects.order_by(SortKey("name"))]

    assert names == ["lubelski", "łęczyński", "świdnicki", "Świdnik", "Zamość"]


@pytest.mark.django_db
def test_topics_are_offered_in_the_order_of_the_dictionary():
    for name in ("turystyka", "środowisko", "spółdzielnie"):
        factories.topic(name=name)

    assert [topic.name for topic in known_topics()] == ["spółdzielnie", "środowisko", "turystyka"]
