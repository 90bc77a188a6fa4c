"""PDFs that residents send: what acts by itself and what costs too much is refused."""

from io import BytesIO

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pikepdf import Array, Dictionary, Name

from owes_portal.confined import pdf_objects
from owes_portal.confined.verdicts import Refused, Verdict
from registrations import uploads
from registrations.parsers import pdfs
from tests.factories_files import packed_bomb

pytestmark = pytest.mark.usefixtures("in_english")

ACTING = (
    "This PDF can act by itself: it holds a script, another file or a form that sends data. "
    "Print it to a new PDF and choose that one."
)
LOCKED = "This file is locked by a password. Save it without a password and choose it again."
TANGLED = "This file is too complicated for us. Print it to a new PDF or send a photo of it."
DAMAGED = (
    "We could not read this file: it is damaged, or it is not what its ending says. "
    "Save it anew as PDF, JPG or PNG."
)
SCRIPT = Dictionary(S=Name.JavaScript, JS="app.alert(1)")


def changed(change, *, pages=1, **options):
    """A PDF after the change."""
    made, stream = pikepdf.new(), BytesIO()
    for _page in range(pages):
        made.add_blank_page()
    change(made)
    made.save(stream, **options)
    return stream.getvalue()


def nothing(made):
    pass


def rooted(**entries):
    """A change that writes the entries into the document's root."""
    return lambda made: [made.Root.__setitem__(f"/{key}", entries[key]) for key in entries]


def noted(**entries):
    """A change that puts a note with the entries on the first page."""

    def change(made):
        note = Dictionary(Type=Name.Annot, Rect=[0, 0, 9, 9], **entries)
        made.pages[0].Annots = Array([made.make_indirect(note)])

    return change


def linked(kind, **entries):
    return noted(Subtype=Name.Link, A=Dictionary(S=Name(kind), **entries))


def on_page(trigger, action):
    return lambda made: made.pages[0].__setitem__("/AA", Dictionary({trigger: action}))


def field(**entries):
    return Dictionary(Fields=Array([Dictionary(FT=Name.Tx, T="wiek", **entries)]))


def attach(made):
    made.attachments["umowa.exe"] = b"MZ"


def attach_to_note(made):
    file = Dictionary(EF=Dictionary(F=made.make_stream(b"MZ")), F="umowa.exe")
    noted(Subtype=Name.FileAttachment, FS=file)(made)


def hide(made):
    """A script that nothing refers to, as an editor leaves it behind."""
    made.Root.Hidden = made.make_indirect(Array([Array([SCRIPT])]))


def hold_data_elsewhere(made):
    made.Root.Picture = made.make_stream(b"", F="\\\\host\\share")


def checked(content):
    return uploads.check(SimpleUploadedFile("zgoda.pdf", content)).content


def refusal_of(content):
    with pytest.raises(uploads.FileRefused) as refusal:
        checked(content)
    return str(refusal.value)


def verdict_on(content):
    """What the parser says, asked in this very process."""
    try:
        pdfs.check(content)
    except Refused as refusal:
        return refusal.verdict
    return Verdict.FINE


# What is taken


@pytest.mark.parametrize(
    "change",
    [
        nothing,
        rooted(OpenAction=Array([0, Name.Fit])),
        rooted(OpenAction=Dictionary(S=Name.GoTo, D=Array([0, Name.Fit]))),
        rooted(AcroForm=field()),
        rooted(PageMode=Name.UseOutlines, Lang="pl-PL"),
        linked("/URI", URI="https://iskra.example/JavaScript"),
        linked("/GoTo", D=Array([0, Name.Fit])),
        noted(Subtype=Name.Text, Contents="/JavaScript /Launch"),
        on_page("/O", Dictionary(S=Name.GoTo, D=Array([0, Name.Fit]))),
    ],
)
def test_check_leaves_a_harmless_pdf_as_it_is(change):
    content = changed(change)

    assert verdict_on(content) == Verdict.FINE


def test_check_gives_the_very_bytes_back():
    content = changed(nothing, pages=200)

    assert checked(content) == content


@pytest.mark.parametrize("before", [b"\xef\xbb\xbf", b"\r\n\0 ", b"\x1b%-12345X@PJL JOB\r\n"])
def test_check_bears_what_printers_put_before_a_pdf(before):
    assert verdict_on(before + changed(nothing)) == Verdict.FINE


# What acts by itself


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(rooted(OpenAction=SCRIPT), id="script on opening"),
        pytest.param(rooted(Names=Dictionary(JavaScript=Dictionary())), id="named scripts"),
        pytest.param(rooted(AA=Dictionary(WC=SCRIPT)), id="script on closing"),
        pytest.param(on_page("/O", SCRIPT), id="script of a page"),
        pytest.param(rooted(AcroForm=field(AA=Dictionary(K=SCRIPT))), id="script of a field"),
        pytest.param(noted(Subtype=Name.Link, A=SCRIPT), id="script behind a link"),
        pytest.param(hide, id="script that nothing refers to"),
        pytest.param(linked("/Rendition", JS="app.alert(1)"), id="script of a film"),
        pytest.param(linked("/Launch", F="cmd.exe"), id="program"),
        pytest.param(linked("/SubmitForm", F="https://evil.example"), id="form that sends"),
        pytest.param(linked("/ImportData", F="a.fdf"), id="data from a file"),
        pytest.param(linked("/GoToR", F="\\\\host\\share"), id="another file"),
        pytest.param(linked("/GoToE", F="a.pdf"), id="file inside a file"),
        pytest.param(noted(Subtype=Name.RichMedia), id="rich media"),
        pytest.param(noted(Subtype=Name.Screen), id="film"),
        pytest.param(attach, id="attachment"),
        pytest.param(attach_to_note, id="attachment of a note"),
        pytest.param(rooted(AcroForm=Dictionary(XFA=Array([]))), id="xfa"),
        pytest.param(hold_data_elsewhere, id="data of another file"),
        pytest.param(rooted(OpenAction=Dictionary(S=Name.URI, URI="https://e.example")), id="web"),
        pytest.param(rooted(OpenAction=Dictionary(S=Name.Named, N=Name.Print)), id="printing"),
        pytest.param(
            rooted(OpenAction=Dictionary(S=Name.GoTo, D="a", Next=Dictionary(S=Name.URI))),
            id="second step",
        ),
        pytest.param(on_page("/O", Dictionary(S=Name.URI, URI="https://e.example")), id="call"),
    ],
)
def test_check_refuses_what_acts_by_itself(change):
    packed = changed(change, object_stream_mode=pikepdf.ObjectStreamMode.generate)

    assert (verdict_on(changed(change)), verdict_on(packed)) == (Verdict.ACTING, Verdict.ACTING)


def test_check_tells_the_visitor_what_to_do_about_a_script():
    assert refusal_of(changed(rooted(OpenAction=SCRIPT))) == ACTING


def test_check_is_not_deceived_by_another_spelling():
    longer = changed(rooted(OpenAction=Dictionary(S=Name.JavaScriptXX)))
    spelled = longer.replace(b"/JavaScriptXX", b"/Java#53cript")

    assert verdict_on(spelled) == Verdict.ACTING


# What cannot be read or costs too much


@pytest.mark.parametrize("password", ["", "tajne"], ids=["of the owner", "of the reader"])
def test_check_refuses_a_locked_pdf(password):
    locked = changed(nothing, encryption=pikepdf.Encryption(owner="pan", user=password))

    assert refusal_of(locked) == LOCKED


def test_check_refuses_too_many_pages():
    refusal = refusal_of(changed(nothing, pages=201))

    assert refusal == ("This PDF is too long. It may have 200 pages at most. Choose a shorter one.")


def test_check_is_not_kept_busy_by_endless_lines_of_a_printer():
    assert refusal_of(b"@PJL" * 200 + b"\rx%PDF-1.7") == DAMAGED


def test_check_refuses_half_a_pdf():
    whole = changed(nothing)

    assert refusal_of(whole[: len(whole) * 2 // 3]) == DAMAGED


def test_check_refuses_a_pdf_of_too_many_objects(monkeypatch):
    monkeypatch.setattr(pdfs, "MOST_OBJECTS", 100)

    content = changed(nothing, pages=101)

    assert verdict_on(content) == Verdict.TANGLED


def test_check_refuses_a_pdf_of_too_many_values(monkeypatch):
    monkeypatch.setattr(pdf_objects, "MOST_VALUES", 1000)

    content = changed(rooted(Many=Array([Array([]) for _ in range(1000)])))

    assert verdict_on(content) == Verdict.TANGLED


def test_check_refuses_a_pdf_that_is_nested_too_deep():
    deep = pikepdf.Object.parse(b"[" * 60 + b"]" * 60)

    assert refusal_of(changed(rooted(Deep=deep))) == TANGLED


def test_check_refuses_a_pdf_that_is_nested_endlessly():
    endless = changed(rooted(Deep=Name.X)).replace(b"/X", b"[" * 20_000 + b"]" * 20_000)

    assert refusal_of(endless) == DAMAGED


def test_check_refuses_objects_that_unpack_to_gigabytes():
    # The limit of memory ends it, or on a busy machine that of time.
    assert refusal_of(packed_bomb(megabytes=1_000)) in (DAMAGED, TANGLED)
