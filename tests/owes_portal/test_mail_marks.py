"""Funding marks come inside a mail: nobody's server is asked, and words stand in for a lost one."""

from email import policy
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from owes_portal import mail_marks
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("operator")]


@pytest.fixture
def project():
    project = factories.project(funding_sentence="Projekt współfinansowany z EFS+.")
    project.marks.set(
        [
            factories.funding_mark(rank=2, alt="Unia Europejska", image=mark("blue", (900, 300))),
            factories.funding_mark(rank=1, alt="Fundusze Europejskie", image=mark("red", (40, 20))),
        ]
    )
    return project


@pytest.fixture
def mail(project, send_mails, mailoutbox):
    """A confirmation for an event of that project, as it goes over the line."""
    with send_mails():
        factories.registration(factories.event(project=project))
    return mailoutbox[0].message(policy=policy.SMTP)


def mark(colour, size, mode="RGB"):
    stream = BytesIO()
    Image.new(mode, size, colour).save(stream, "PNG")
    return ContentFile(stream.getvalue(), "mark.png")


def pictures(mail):
    return {part["Content-ID"]: part for part in mail.walk() if part["Content-ID"]}


def test_mail_brings_the_marks_of_its_project_in_the_order_of_the_rules(mail):
    html = mail.get_body(("html",)).get_content()

    first, second = html.index('alt="Fundusze Europejskie"'), html.index('alt="Unia Europejska"')
    assert first < second
    assert all(f'src="cid:{cid.strip("<>")}"' in html for cid in pictures(mail))
    assert len(pictures(mail)) == 2
    assert {one["Content-Disposition"] for one in pictures(mail).values()} == {"inline"}


def test_mail_keeps_its_pictures_together_with_its_html(mail):
    related = [part for part in mail.walk() if part.get_content_type() == "multipart/related"]

    (one,) = related
    kinds = [part.get_content_type() for part in one.iter_parts()]
    assert kinds == ["text/html", "image/png", "image/png"]


def test_mail_says_who_pays_in_both_parts(mail):
    for kind in ("plain", "html"):
        assert "Projekt współfinansowany z" in mail.get_body((kind,)).get_content()


def test_mark_is_as_large_as_a_screen_needs_and_no_larger(mail):
    sizes = {Image.open(BytesIO(one.get_content())).size for one in pictures(mail).values()}

    assert sizes == {(288, 96), (40, 20)}


def test_mark_that_was_transparent_stands_on_white(project, send_mails, mailoutbox):
    clear = factories.funding_mark(image=mark((0, 0, 0, 0), (50, 50), "RGBA"))
    project.marks.set([clear])

    with send_mails():
        factories.registration(factories.event(project=project))

    (one,) = pictures(mailoutbox[0].message()).values()
    assert Image.open(BytesIO(one.get_content())).convert("RGB").getpixel((9, 9)) == (255, 255, 255)


def test_mail_goes_out_with_words_where_a_picture_is_lost(project, send_mails, mailoutbox):
    lost = project.marks.first()
    lost.image.storage.delete(lost.image.name)

    with send_mails():
        factories.registration(factories.event(project=project))

    message = mailoutbox[0].message()
    assert len(pictures(message)) == 1
    assert f'alt="{lost.alt}"' in message.get_body(("html",)).get_content()


def test_mail_for_an_event_without_a_project_is_plain(send_mails, mailoutbox):
    with send_mails():
        factories.registration(factories.event())

    assert pictures(mailoutbox[0].message()) == {}
    assert "cid:" not in mailoutbox[0].alternatives[0].content


def test_strip_of_marks_in_one_picture_is_no_wider_than_the_mail(project):
    project.marks.set([factories.funding_mark(image=mark("white", (2800, 140)))])

    (strip,) = mail_marks.funding_of(project.pk).marks

    assert (strip.width, strip.height) == (560, 28)
