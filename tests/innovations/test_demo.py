import pytest

from innovations.models import Innovation
from owes_portal.demo.innovations import create_innovations

pytestmark = pytest.mark.django_db


def test_demo_publishes_eleven_examples_that_are_to_be_verified(client):
    create_innovations()

    published = Innovation.objects.published()

    assert [row.is_to_be_verified() for row in published] == [True] * 11


def test_demo_examples_read_well_and_lead_to_each_other(client):
    for slug, innovation in create_innovations().items():
        innovation.full_clean()
        response = client.get(f"/innowacje/{slug}/")

        assert response.status_code == 200
        assert response.context["similar"] or response.context["related"]
