from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone

from publications.models import Publication, PublicationFile
from tests.factories_library import edition, pdf, publication, publication_file

pytestmark = pytest.mark.django_db


def test_published_files_and_their_twin_agree_on_every_row():
    now = timezone.now()
    for fields in [
        {},
        {"status": "draft"},
        {"published_from": now + timedelta(days=1)},
        {"published_from": now - timedelta(days=2), "published_until": now - timedelta(days=1)},
    ]:
        publication_file(edition=edition(publication=publication(year=None, **fields)))

    by_query = set(PublicationFile.objects.published(now))
    by_row = {row for row in PublicationFile.objects.all() if row.is_published(now)}

    assert by_query == by_row
    assert len(by_query) == 1


def test_for_year_and_its_twin_agree_on_every_row():
    wanted = publication(year=2024)
    edition(publication=wanted, year=2012)
    edition(publication=publication(year=2025), year=2024)
    publication(year=None)

    by_query = list(Publication.objects.for_year(2024))
    by_row = [row for row in Publication.objects.all() if row.year == 2024]

    assert by_query == by_row == [wanted]


def test_years_are_those_of_current_editions_and_named_once():
    for year in [2012, 2024, 2024, None]:
        publication(year=year)
    edition(publication=publication(year=2016), year=1999)

    assert Publication.objects.years() == [2024, 2016, 2012]


def test_make_current_takes_the_place_of_the_one_before():
    work = publication(year=2012)
    newer = edition(publication=work, year=2024)

    newer.make_current()

    assert list(work.editions.current()) == [newer]


def test_two_current_editions_are_refused_by_the_database():
    work = publication(year=2012)

    with pytest.raises(IntegrityError, match="edition_current_is_one"):
        edition(publication=work, year=2024, is_current=True)


def test_ensure_current_edition_takes_the_newest_one_when_none_is_chosen():
    work = publication(year=None)
    edition(publication=work, year=2012)
    newest = edition(publication=work, year=2024)

    work.ensure_current_edition()

    assert list(work.editions.current()) == [newest]


def test_ensure_current_edition_keeps_the_one_that_is_chosen():
    work = publication(year=2012)
    edition(publication=work, year=2024)

    work.ensure_current_edition()

    assert work.editions.current().get().year == 2012


@pytest.mark.parametrize(
    "number", ["978-83-01-00000-1", "9788301000005", "83-01-00000-5", "abc", "0" * 13]
)
def test_isbn_with_a_wrong_digit_or_of_ten_digits_is_refused(number):
    row = edition()
    row.isbn = number

    with pytest.raises(ValidationError) as refused:
        row.full_clean()

    assert list(refused.value.message_dict) == ["isbn"]


@pytest.mark.parametrize("number", ["978-83-7686-001-5", "9788376860015", ""])
def test_isbn_may_have_dashes_or_be_missing(number):
    row = edition()
    row.isbn = number

    row.full_clean()


def test_edition_replaces_one_of_the_same_publication_only():
    row = edition()
    row.replaces = edition()

    with pytest.raises(ValidationError) as refused:
        row.full_clean()

    assert list(refused.value.message_dict) == ["replaces"]


def test_edition_cannot_replace_itself():
    row = edition()
    row.replaces = row

    with pytest.raises(IntegrityError, match="edition_replaces_another"):
        row.save()


def test_file_is_described_by_itself():
    content = pdf(pages=3)

    row = publication_file(content=content)

    assert (row.page_count, row.size, row.is_tagged) == (3, len(content), False)


def test_file_has_an_address_even_when_its_title_has_no_latin_letter():
    row = publication_file(
        title="Посібник", edition=edition(publication=publication(slug="p", year=None))
    )

    assert row.get_absolute_url() == f"/publikacje/p/{row.pk}/plik.pdf"
