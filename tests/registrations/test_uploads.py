"""Files that residents send: pictures, disguises, sizes."""

import zipfile
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, PngImagePlugin

from registrations import uploads
from tests.factories_library import pdf

pytestmark = pytest.mark.usefixtures("in_english")

OTHER_KIND = "Choose a PDF, JPG or PNG file. We cannot take files of other kinds."
DISGUISED = (
    "We could not read this file: it is damaged, or it is not what its ending says. "
    "Save it anew as PDF, JPG or PNG."
)
TOO_MANY_PIXELS = "This picture is too large. It may have 50 megapixels at most. Make it smaller."
ORIENTATION, GPS = 0x0112, 0x8825


def saved(image, kind, **options):
    stream = BytesIO()
    image.save(stream, kind, **options)
    return stream.getvalue()


def picture(kind="PNG", size=(40, 30), mode="RGB", **options):
    return saved(Image.new(mode, size, "white"), kind, **options)


def zipped():
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        made.writestr("word/document.xml", "<w:document/>")
    return stream.getvalue()


def checked(content, name):
    return uploads.check(SimpleUploadedFile(name, content))


def opened(content, name):
    return Image.open(BytesIO(checked(content, name).content))


def refusal_of(content, name):
    with pytest.raises(uploads.FileRefused) as refusal:
        checked(content, name)
    return str(refusal.value)


# What is taken


@pytest.mark.parametrize(
    ("content", "name", "content_type"),
    [
        (pdf(), "zgoda.pdf", "application/pdf"),
        (picture("JPEG"), "Zdjęcie.JPG", "image/jpeg"),
        (picture("JPEG"), "zdjęcie.jpeg", "image/jpeg"),
        (picture("PNG"), "skan.png", "image/png"),
    ],
    ids=["pdf", "jpg", "jpeg", "png"],
)
def test_check_takes_a_file_that_is_what_it_says(content, name, content_type):
    file = checked(content, name)

    assert (file.name, file.content_type) == (name.replace("JPG", "jpg"), content_type)
    assert file.content[:4] == content[:4]


def test_check_takes_the_double_pictures_of_phones():
    one = Image.new("RGB", (40, 30), "red")
    double = saved(one, "MPO", save_all=True, append_images=[one.copy()])

    image = opened(double, "IMG_1.jpg")

    assert (image.format, image.size) == ("JPEG", (40, 30))


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_check_takes_every_kind_of_pixels(mode):
    assert opened(picture(mode=mode), "skan.png").size == (40, 30)


def test_check_keeps_the_shade_of_a_grey_of_16_bits():
    grey = saved(Image.new("I;16", (2, 2), 0x8000), "PNG")

    assert opened(grey, "skan.png").getpixel((0, 0)) == 0x80


def test_check_keeps_what_is_transparent():
    assert opened(saved(Image.new("RGBA", (2, 2)), "PNG"), "znak.png").getpixel((0, 0))[3] == 0


def test_check_takes_the_first_picture_of_a_moving_one():
    frames = [Image.new("RGB", (4, 4), colour) for colour in ("red", "blue")]
    moving = saved(frames[0], "PNG", save_all=True, append_images=frames[1:])

    image = opened(moving, "ruch.png")

    assert (getattr(image, "n_frames", 1), image.getpixel((0, 0))) == (1, (255, 0, 0))


# What is left behind


def test_check_forgets_where_a_picture_was_taken_and_turns_it_upright():
    exif = Image.Exif()
    exif[ORIENTATION], exif[GPS] = 6, {1: "N", 2: (50.0, 43.0, 0.0)}
    sideways = picture("JPEG", exif=exif, comment=b"Anna", icc_profile=b"profile")

    image = opened(sideways, "zdjęcie.jpg")

    assert (image.size, dict(image.getexif())) == ((30, 40), {})
    assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_check_forgets_the_texts_of_a_png():
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Author", "Anna Kowal")
    written = picture("PNG", pnginfo=texts, icc_profile=b"profile", dpi=(300, 300))

    assert opened(written, "skan.png").info == {}


def test_check_cuts_off_what_hangs_on_a_picture():
    page = b"<script>alert(1)</script>"

    assert page not in checked(picture("JPEG") + page, "zdjęcie.jpg").content


def test_check_makes_a_large_picture_smaller():
    assert opened(picture(size=(6000, 3000)), "mapa.png").size == (4000, 2000)


# What is refused


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "znak.svg"),
        (picture("GIF"), "ruch.gif"),
        (zipped(), "pismo.docx"),
        (zipped(), "paczka.zip"),
        (pdf(), "zgoda.pdf.exe"),
        (pdf(), "zgoda\u202efdp.exe"),
        (pdf(), "zgoda"),
        (pdf(), ""),
    ],
    ids=["svg", "gif", "docx", "zip", "two endings", "turned letters", "no ending", "no name"],
)
def test_check_refuses_other_kinds(content, name):
    file = SimpleUploadedFile("x", content)
    file._name = name

    with pytest.raises(uploads.FileRefused) as refusal:
        uploads.check(file)

    assert str(refusal.value) == OTHER_KIND


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"<html><script>alert(1)</script>", "zgoda.pdf"),
        (b"<html><script>alert(1)</script>" + pdf(), "zgoda.pdf"),
        (b"GIF89a=1;alert(1)//" + pdf(), "zgoda.pdf"),
        (b" " * 2000 + pdf(), "zgoda.pdf"),
        (pdf() + zipped(), "zgoda.pdf"),
        (zipped(), "zgoda.pdf"),
        (b"<svg onload='alert(1)'/>", "znak.png"),
        (picture("GIF"), "znak.png"),
        (b"\x89PNG\r\n\x1a\n" + picture("JPEG"), "znak.png"),
        (b"\xff\xd8\xff" + b"<script>" * 20, "zdjęcie.jpg"),
        (picture("PNG"), "zdjęcie.jpg"),
        (picture("JPEG"), "skan.png"),
        (pdf(), "skan.png"),
    ],
    ids=[
        "html",
        "html before a pdf",
        "gif, script and pdf at once",
        "late header",
        "pdf and zip at once",
        "docx",
        "svg",
        "gif",
        "jpeg behind a png",
        "script behind a jpeg",
        "png as jpg",
        "jpeg as png",
        "pdf as png",
    ],
)
def test_check_refuses_disguises(content, name):
    assert refusal_of(content, name) == DISGUISED


@pytest.mark.parametrize(("kind", "name"), [("JPEG", "zdjęcie.jpg"), ("PNG", "skan.png")])
def test_check_refuses_half_a_picture(kind, name):
    whole = saved(Image.effect_noise((200, 200), 50), kind)

    assert refusal_of(whole[: len(whole) // 2], name) == DISGUISED


@pytest.mark.parametrize("size", [(7100, 7100), (30_000, 10_000)], ids=["warned of", "bomb"])
def test_check_refuses_a_picture_of_too_many_pixels(size):
    assert refusal_of(picture(mode="1", size=size), "bomba.png") == TOO_MANY_PIXELS


def test_check_refuses_an_empty_file():
    assert refusal_of(b"", "zgoda.pdf") == "The file is empty. Choose another one."


def test_check_refuses_a_file_that_is_too_large(settings):
    settings.MAX_UPLOAD_MEGABYTES = 1

    refusal = refusal_of(pdf() + b"\n" * 2**20, "zgoda.pdf")

    assert refusal == "The file is too large. It may have 1 MB at most."


def test_check_does_not_read_what_is_too_large(settings):
    settings.MAX_UPLOAD_MEGABYTES = 1
    file = SimpleUploadedFile("zgoda.pdf", b"")
    file.size = 2**21

    with pytest.raises(uploads.FileRefused):
        uploads.check(file)

    assert file.tell() == 0


def test_check_says_what_to_do_about_a_file_that_took_too_long(monkeypatch):
    monkeypatch.setattr(uploads, "MOST_SECONDS", 0)

    assert refusal_of(pdf(), "zgoda.pdf") == (
        "This file is too complicated for us. Print it to a new PDF or send a photo of it."
    )
