"""Every mail in a real browser: no barrier in light and dark, on a phone, and with large text."""

import pytest

from registrations.mail_samples import SAMPLES
from tests import factories
from tests.e2e.looks import barriers

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def mails():
    """The HTML of each mail; the browser asks for none of its pictures."""
    factories.operator()
    factories.contact_person()
    project = factories.project()
    project.marks.set([factories.funding_mark(rank) for rank in range(1, 5)])
    bodies = {one.slug: one.as_sent().get_body(("html",)) for one in SAMPLES}
    pixel = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=="
    return {
        slug: body.get_content().replace('src="cid:', f'src="{pixel}" data-cid="')
        for slug, body in bodies.items()
    }


def seen(page, mails, look):
    """What the look finds in each mail, without the mails where it finds nothing."""
    troubles = {}
    for slug, content in mails.items():
        page.set_content(content)
        troubles[slug] = look(page)
    return {slug: trouble for slug, trouble in troubles.items() if trouble}


def sideways(page):
    return page.evaluate("document.documentElement.scrollWidth - innerWidth") > 0


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_mails_have_no_barrier(open_browser, mails, colours):
    page = open_browser(color_scheme=colours)

    assert seen(page, mails, barriers) == {}


def test_mails_fit_a_phone(open_browser, mails):
    page = open_browser(viewport={"width": 320, "height": 640})

    assert seen(page, mails, sideways) == {}


def test_mails_hold_together_with_text_of_twice_the_size(open_browser, mails):
    page = open_browser(viewport={"width": 640, "height": 800})
    large = {
        slug: content.replace("<html ", '<html class="large" ').replace(
            "<style>", "<style>.large { font-size: 200%; }"
        )
        for slug, content in mails.items()
    }

    assert seen(page, large, sideways) == {}
