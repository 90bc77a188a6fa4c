"""PDFs that people upload: what is read from them and what is refused."""

import time
from io import BytesIO

import pikepdf
import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from events.models import Attachment
from owes_portal import pdf_reading
from owes_portal.pdf_reading import read_ahead, read_pdf, validate_pdf
from tests.factories_files import packed_bomb
from tests.factories_library import pdf

pytestmark = pytest.mark.usefixtures("in_english")

ACTING = "This PDF holds a script or another file. Save it without them."
DAMAGED = (
    "We could not read this PDF: it is damaged or locked by a password. Print it to a new PDF and "
    "choose that one."
)
TANGLED = "This PDF is too complicated for us. Print it to a new PDF, or divide it into parts."


def changed(change, **options):
    """A PDF of one page after the change."""
    made, stream = pikepdf.new(), BytesIO()
    made.add_blank_page()
    change(made)
    made.save(stream, **options)
    return stream.getvalue()


def tag(made):
    made.Root.MarkInfo = pikepdf.Dictionary(Marked=True)
    made.Root.StructTreeRoot = made.make_indirect(
        pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot)
    )


def launch(made):
    action = pikepdf.Dictionary(S=pikepdf.Name.Launch, F="cmd.exe")
    link = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, A=action)
    made.pages[0].Annots = pikepdf.Array([link])


def attach(made):
    made.attachments["zip.exe"] = b"MZ"


def script(made):
    made.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def annotate(made):
    """A file that hangs on a note, with no type of its own."""
    stream = made.make_stream(b"a file")
    file = pikepdf.Dictionary(EF=pikepdf.Dictionary(F=stream), F="a.txt")
    made.pages[0].Annots = pikepdf.Array(
        [pikepdf.Dictionary(Subtype=pikepdf.Name.FileAttachment, FS=file)]
    )


def mark_oddly(made):
    made.Root.MarkInfo = True


def name_something(made):
    made.Root.Deep = pikepdf.Name.X


def nothing(made):
    pass


def upload(content, name="lista.pdf"):
    return ContentFile(content, name)


def refusal_of(content, name="lista.pdf"):
    with pytest.raises(ValidationError) as refusal:
        validate_pdf(upload(content, name))
    return refusal.value.messages[0]


def test_read_pdf_counts_pages_and_sees_tags():
    plain, tagged = read_pdf(upload(pdf(pages=3))), read_pdf(upload(changed(tag)))

    assert (plain.page_count, plain.is_tagged) == (3, False)
    assert (tagged.page_count, tagged.is_tagged) == (1, True)


def test_validate_pdf_takes_a_plain_pdf_and_leaves_it_at_its_beginning():
    taken = upload(pdf(), "LISTA.PDF")

    validate_pdf(taken)

    assert taken.read(5) == b"%PDF-"


@pytest.mark.parametrize("change", [script, launch, attach, annotate])
def test_validate_pdf_refuses_what_can_act_by_itself(change):
    assert refusal_of(changed(change)) == ACTING


@pytest.mark.parametrize("change", [script, launch])
def test_validate_pdf_finds_what_is_hidden_in_a_compressed_object(change):
    packed = changed(change, object_stream_mode=pikepdf.ObjectStreamMode.generate)

    assert refusal_of(packed) == ACTING


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"<html><script>alert(1)</script>", "lista.pdf"),
        (b"MZ\x90\x00", "lista.pdf"),
        (b"", "lista.pdf"),
        (b"GIF89a/*%PDF-1.4", "lista.pdf"),
        (pdf(), "lista.pdf.exe"),
        (pdf(), "lista"),
    ],
    ids=["html", "exe", "empty", "polyglot", "two endings", "no ending"],
)
def test_validate_pdf_refuses_what_is_no_pdf(content, name):
    message = "This is not a PDF file. Choose a file that ends with .pdf."

    assert refusal_of(content, name) == message


def test_validate_pdf_refuses_a_damaged_or_locked_file():
    locked = changed(nothing, encryption=pikepdf.Encryption(owner="a", user="b"))

    assert refusal_of(b"%PDF-1.7\n" + b"\x00" * 100) == DAMAGED
    assert refusal_of(locked) == DAMAGED


def test_validate_pdf_refuses_a_file_that_is_too_large(settings):
    settings.MAX_PDF_MEGABYTES = 0

    assert refusal_of(pdf()) == "The file is too large. It may have 0 MB at most."


def test_read_pdf_bears_an_odd_mark():
    assert not read_pdf(upload(changed(mark_oddly))).is_tagged


def test_validate_pdf_refuses_what_unpacks_to_gigabytes():
    # The limit of memory ends it, or on a busy machine that of time.
    assert refusal_of(packed_bomb(megabytes=1_000)) in (DAMAGED, TANGLED)


def test_validate_pdf_gives_up_reading(monkeypatch):
    monkeypatch.setattr(pdf_reading, "MOST_SECONDS", 0)

    assert refusal_of(pdf()) == TANGLED


def test_pdfs_that_no_time_is_left_for_are_refused_with_a_word():
    files = [upload(pdf(), "a.pdf"), upload(pdf(), "b.pdf"), upload(b"GIF89a", "c.gif")]

    read_ahead(files, until=0)

    for file in files[:2]:
        with pytest.raises(ValidationError, match="no time left to read this PDF"):
            validate_pdf(Attachment(file=file).file)
    with pytest.raises(ValidationError, match="not a PDF file"):
        validate_pdf(files[2])


def test_what_was_read_ahead_is_not_read_again(monkeypatch):
    good, bad = upload(pdf(pages=3)), upload(changed(script))
    read_ahead([good, bad], until=time.monotonic() + 60)
    monkeypatch.setattr(pdf_reading, "MOST_SECONDS", 0)

    attachment = Attachment(file=good)
    validate_pdf(attachment.file)

    assert read_pdf(attachment.file).page_count == 3
    assert good.read(5) == b"%PDF-"
    with pytest.raises(ValidationError, match="holds a script"):
        validate_pdf(Attachment(file=bad).file)


@pytest.mark.parametrize(("levels", "message"), [(60, TANGLED), (20_000, DAMAGED)])
def test_validate_pdf_refuses_what_is_nested_too_deep(levels, message):
    content = changed(name_something).replace(b"/X", b"[" * levels + b"]" * levels)

    assert refusal_of(content) == message


def test_read_pdf_mends_a_table_of_objects_that_an_old_program_wrote_wrong():
    shifted = pdf(pages=2).replace(b"startxref\n", b"startxref\n9")

    assert read_pdf(upload(shifted)).page_count == 2
