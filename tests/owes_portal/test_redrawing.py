"""Uploaded pictures: what is taken, what stays behind, what is refused."""

import zipfile
import zlib
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from PIL import Image, ImageCms, PngImagePlugin

from owes_portal import pictures
from owes_portal.redrawing import MOST_BYTES
from tests.factories_pictures import encoded, leaves

pytestmark = pytest.mark.usefixtures("in_english")

ORIENTATION, GPS = 0x0112, 0x8825
OTHER_KIND = (
    "Choose a JPG, PNG or WebP picture. We cannot take other kinds, also not SVG, GIF and HEIC."
)
DISGUISED = (
    "We could not read this picture: it is damaged, or it is not what its ending says. "
    "Save it anew as JPG, PNG or WebP."
)


def drawn(content, name="zdjecie.jpg"):
    return pictures.draw(ContentFile(content, name))


def widest(content, name="zdjecie.jpg"):
    made = drawn(content, name)
    return Image.open(BytesIO(made.files[made.width]))


def refusal_of(content, name="zdjecie.jpg"):
    with pytest.raises(pictures.PictureRefused) as refusal:
        drawn(content, name)
    return str(refusal.value)


def saved(image, kind, **options):
    stream = BytesIO()
    image.save(stream, kind, **options)
    return stream.getvalue()


# What is taken


@pytest.mark.parametrize(
    ("size", "widths"),
    [
        ((1800, 1200), [480, 960, 1600]),
        ((1600, 900), [480, 960, 1600]),
        ((1200, 900), [480, 960, 1200]),
        ((700, 500), [480, 700]),
        ((480, 320), [480]),
        ((300, 480), [300]),
    ],
)
def test_draw_makes_three_widths_and_none_larger_than_the_original(size, widths):
    made = drawn(encoded(size=size))

    found = {width: Image.open(BytesIO(content)) for width, content in made.files.items()}

    assert list(made.files) == widths
    assert [(image.format, image.width) for image in found.values()] == [
        ("WEBP", width) for width in widths
    ]
    assert made.height == round(size[1] * made.width / size[0])


@pytest.mark.parametrize(
    ("kind", "name"),
    [("JPEG", "A.JPG"), ("JPEG", "a.jpeg"), ("PNG", "ą.png"), ("WEBP", "a.b.webp")],
)
def test_draw_takes_what_is_what_it_says(kind, name):
    assert drawn(encoded(kind), name).width == 1600


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_draw_takes_every_kind_of_pixels(mode):
    picture = encoded("PNG", (600, 400), mode, 0)

    image = widest(picture, "skan.png")

    assert (image.mode, image.size) == ("RGB", (600, 400))


def test_draw_keeps_the_shade_of_a_grey_of_16_bits():
    grey = encoded("PNG", (600, 400), "I;16", 0x8000)

    red, _green, _blue = widest(grey, "skan.png").getpixel((300, 200))

    assert abs(red - 0x80) <= 2


def test_draw_brings_colours_for_printers_to_the_screen():
    cyan = encoded("JPEG", (600, 400), "CMYK", (255, 0, 0, 0))

    red, green, blue = widest(cyan).getpixel((300, 200))

    assert red < 60
    assert min(green, blue) > 150


def test_draw_obeys_the_profile_of_the_colours():
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()

    assert "icc_profile" not in widest(encoded(icc_profile=lab)).info


def test_draw_passes_over_a_broken_profile():
    assert widest(encoded(icc_profile=b"profile")).size == (1600, 1067)


def test_draw_puts_what_is_transparent_on_white():
    nothing = encoded("PNG", (600, 400), "RGBA", (0, 0, 0, 0))

    assert widest(nothing, "znak.png").getpixel((5, 5)) == (255, 255, 255)


def test_draw_takes_the_double_pictures_of_phones():
    one = Image.new("RGB", (600, 400), "red")
    double = saved(one, "MPO", save_all=True, append_images=[one.copy()])

    assert widest(double).size == (600, 400)


@pytest.mark.parametrize(("size", "widths"), [((600, 400), [480, 960, 1600]), ((160, 480), [480])])
def test_draw_makes_no_file_of_a_photo_too_heavy(size, widths):
    made = pictures.draw(leaves(size=size))

    assert [width for width, one in made.files.items() if len(one) <= MOST_BYTES[width]] == widths


# What stays behind


@pytest.mark.parametrize(
    ("orientation", "size"), [(1, (600, 400)), (3, (600, 400)), (6, (400, 600)), (8, (400, 600))]
)
def test_draw_turns_the_picture_upright(orientation, size):
    exif = Image.Exif()
    exif[ORIENTATION] = orientation

    assert widest(encoded(size=(600, 400), exif=exif)).size == size


def test_draw_turns_the_right_way_round():
    picture = Image.new("RGB", (600, 400), "white")
    picture.paste("black", (0, 0, 600, 100))  # The top as the camera held it.
    exif = Image.Exif()
    exif[ORIENTATION] = 6

    image = widest(saved(picture, "JPEG", exif=exif))

    assert (image.getpixel((380, 300))[0] < 50, image.getpixel((20, 300))[0] > 200) == (True, True)


def test_draw_forgets_where_and_by_whom_a_picture_was_taken():
    exif = Image.Exif()
    exif[0x013B], exif[GPS] = "Anna Wrona", {1: "N", 2: (50.0, 43.0, 0.0)}
    told = encoded(exif=exif, comment=b"Anna Wrona")

    made = drawn(told)

    assert b"Anna Wrona" in told
    for content in made.files.values():
        image = Image.open(BytesIO(content))
        assert (dict(image.getexif()), b"Anna" in content) == ({}, False)
        assert {"exif", "xmp", "icc_profile"} & set(image.info) == set()


def test_draw_forgets_the_texts_of_a_png():
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Author", "Anna Wrona")
    written = encoded("PNG", pnginfo=texts)

    assert all(b"Anna" not in content for content in drawn(written, "a.png").files.values())


def test_draw_cuts_off_what_hangs_on_a_picture():
    stream = BytesIO(encoded())
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("strona.html", "<script>alert(1)</script>")

    made = drawn(stream.getvalue())

    assert all(not zipfile.is_zipfile(BytesIO(one)) for one in made.files.values())


def test_draw_gives_the_same_picture_the_same_name():
    assert drawn(encoded()).sha256 == drawn(encoded("JPEG", comment=b"x")).sha256


# What is refused


def bomb():
    """A PNG of few bytes that says it has 400 megapixels."""
    small = bytearray(encoded("PNG", (600, 400)))
    small[16:24] = (20_000).to_bytes(4) * 2
    small[29:33] = zlib.crc32(small[12:29]).to_bytes(4)
    return bytes(small)


def moving(kind):
    frames = [Image.new("RGB", (600, 400), colour) for colour in ("red", "blue")]
    return saved(frames[0], kind, save_all=True, append_images=frames[1:])


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "znak.svg", OTHER_KIND),
        (encoded("GIF"), "ruch.gif", OTHER_KIND),
        (encoded(), "zdjecie", OTHER_KIND),
        (encoded(), "zdjecie.jpg.exe", OTHER_KIND),
        (encoded("PNG"), "zdjecie.jpg", DISGUISED),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "znak.png", DISGUISED),
        (b"\xff\xd8\xff" + b"<script>" * 100, "zdjecie.jpg", DISGUISED),
        (encoded()[:-2000], "zdjecie.jpg", DISGUISED),
        (b"", "zdjecie.jpg", "The file is empty. Choose another one."),
        (
            bomb(),
            "bomba.png",
            "This picture is too large. It may have 50 megapixels at most. Make it smaller.",
        ),
        (
            encoded(size=(400, 300)),
            "znaczek.jpg",
            "This picture is too small and would be blurred. Choose one of 480 by 300 points or more.",
        ),
        (
            encoded(size=(4000, 400)),
            "pasek.jpg",
            "This picture is too narrow: one side is more than four times the other. "
            "Cut a part out of it.",
        ),
        (moving("PNG"), "ruch.png", "This picture moves. Choose one that stands still."),
        (moving("WEBP"), "ruch.webp", "This picture moves. Choose one that stands still."),
    ],
    ids=[
        "svg",
        "gif",
        "no ending",
        "two endings",
        "png as jpg",
        "svg as png",
        "script",
        "truncated",
        "empty",
        "bomb",
        "small",
        "narrow",
        "moving png",
        "moving webp",
    ],
)
def test_draw_refuses_in_plain_words(content, name, words):
    assert refusal_of(content, name) == words


def test_draw_refuses_what_is_too_heavy():
    heavy = ContentFile(b"", "zdjecie.jpg")
    heavy.size = pictures.MOST_MEGABYTES * 2**20 + 1

    with pytest.raises(pictures.PictureRefused) as refusal:
        pictures.draw(heavy)

    assert str(refusal.value) == "The file is too large. It may have 20 MB at most."
