"""Old addresses in the administration: one by hand, many from two columns, whole or not at all."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from owes_portal.models import OldAddress
from owes_portal.old_addresses import book, table
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english", "operator")]

LIST = "/panel/owes_portal/oldaddress/"
IMPORT = f"{LIST}import/"


def standing():
    return dict(OldAddress.objects.values_list("path", "target"))


def faults(text):
    return [line.faults for line in table.read(text)]


def test_an_old_address_is_written_by_hand(bobs_client):
    typed = {"path": "https://stara.example/new,1147#gora", "target": "/kontakt"}

    response = bobs_client.post(f"{LIST}add/", typed)

    assert response.status_code == 302
    assert standing() == {"/new,1147": "/kontakt/"}


def test_an_old_address_gets_another_page(bobs_client):
    old = OldAddress.objects.create(path="/new,1147", target="/kontakt/")

    bobs_client.post(f"{LIST}{old.pk}/change/", {"target": "/projekty/"})

    assert standing() == {"/new,1147": "/projekty/"}


@pytest.mark.parametrize(
    ("path", "target", "fault"),
    [
        ("new,1", "/kontakt/", "The old address starts with"),
        ("/", "/kontakt/", "The old address starts with"),
        ("/a%00b", "/kontakt/", "cannot be seen"),
        ("/panel/x/", "/kontakt/", "lead nowhere else"),
        ("/new,1", "//evil.example/", "a page of this website"),
        ("/new,1", "/\\evil.example/", "a page of this website"),
        ("/new,1", "https://evil.example/", "a page of this website"),
        ("/new,1", "/nie/ma/takiej/", "There is no such page"),
        ("/kontakt/", "/kontakt/", "back to itself"),
        ("/new,1", "/" + "a" * 300 + "/", "300 characters"),
    ],
)
def test_a_wrong_address_is_refused_and_stays_typed(bobs_client, path, target, fault):
    response = bobs_client.post(f"{LIST}add/", {"path": path, "target": target})

    page = response.content.decode()
    assert fault in page or "at most 300 characters" in page
    assert 'value="/' in page or 'value="new' in page or 'value="http' in page
    assert standing() == {}


def test_a_former_address_of_a_page_is_nobodys_to_change(bobs_client):
    book.keep(factories.article(slug="b"), before="/aktualnosci/a/", now="/aktualnosci/b/")
    old = OldAddress.objects.get()

    change = bobs_client.post(f"{LIST}{old.pk}/change/", {"target": "/kontakt/"}).status_code
    delete = bobs_client.post(f"{LIST}{old.pk}/delete/", {"post": "yes"}).status_code

    assert (change, delete) == (403, 403)
    assert faults("/aktualnosci/a/;/kontakt/") == [
        ["It is a former address of a page and leads to it by itself."]
    ]


@pytest.mark.parametrize("item_count", [1, 3])
def test_the_list_asks_the_same_number_of_queries(
    bobs_client, item_count, django_assert_num_queries
):
    for number in range(item_count):
        row = factories.article(slug=f"n{number}")
        book.keep(row, before=f"/aktualnosci/s{number}/", now=row.get_absolute_url())
        book.lead({f"/new,{number}": "/kontakt/"})

    with django_assert_num_queries(9):
        bobs_client.get(LIST)


@pytest.mark.parametrize(
    "text",
    [
        "/new,1;/kontakt/",
        "/new,1\t/kontakt/",
        '"/new,1",/kontakt/',
        "/new,1;/kontakt/;;\n;;;",
        "stary adres;nowy adres\n/new,1;/kontakt",
        "\n\nhttp://stara.example/new,1 ; /kontakt/ \n;\n",
        "http://stara.example/new%2C1;http://testserver.example/kontakt/",
    ],
)
def test_two_columns_are_read_as_people_write_them(text, settings):
    settings.SITE_URL = "http://testserver.example"

    [line] = table.read(text)

    assert (line.path, line.target, line.faults) == ("/new,1", "/kontakt/", [])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1250"])
def test_a_file_may_come_from_any_spreadsheet(encoding):
    assert table.decoded("/żółw;/kontakt/".encode(encoding)) == "/żółw;/kontakt/"


def test_lines_are_judged_beside_each_other():
    text = "/a;/b/\n/b/;/a\n/c;/kontakt/\n/c/;/projekty/\n/new,1,/kontakt/"

    found = faults(text)

    assert faults("/a%00b;/kontakt/") != [[]]
    assert found[:2] == [["It would lead back to itself."]] * 2
    assert found[2:4] == [[], ["The same old address stands in line 3."]]
    assert "Two columns are needed" in found[4][0]


def test_the_table_is_shown_before_anything_is_saved(bobs_client):
    OldAddress.objects.create(path="/new,2", target="/projekty/")

    page = bobs_client.post(IMPORT, {"text": "/new,1;/kontakt/\n/new,2;/kontakt/"})

    shown = page.content.decode()
    assert "Is added." in shown
    assert "Has led to /projekty/ until now." in shown
    assert standing() == {"/new,2": "/projekty/"}


def test_the_table_is_taken_over_when_somebody_says_so(bobs_client):
    OldAddress.objects.create(path="/new,2", target="/projekty/")
    OldAddress.objects.create(path="/older", target="/new,2/")
    file = SimpleUploadedFile("adresy.csv", b"/new,1;/kontakt/\r\n/new,2;/kontakt/")

    shown = bobs_client.post(IMPORT, {"file": file})
    bobs_client.post(IMPORT, {"text": shown.context["table"], "confirm": "1"})

    assert standing() == {"/new,1": "/kontakt/", "/new,2": "/kontakt/", "/older": "/kontakt/"}


def test_lines_that_lead_to_lines_arrive_at_the_page(bobs_client):
    text = "/a;/b/\n/b/;/c/\n/c/;/kontakt/"

    bobs_client.post(IMPORT, {"text": text, "confirm": "1"})

    assert standing() == {"/a": "/kontakt/", "/b/": "/kontakt/", "/c/": "/kontakt/"}


def test_an_old_address_may_lead_to_another_of_any_spelling():
    OldAddress.objects.create(path="/stare/d.html", target="/kontakt/")

    lines = table.read("/stare/a.html;/stare/b.html\n/stare/b.html;/stare/d.html")

    assert [line.faults for line in lines] == [[], []]
    assert [line.target for line in lines] == ["/kontakt/", "/kontakt/"]
    assert faults("/p/1;/p/2\n/p/2;/p/1") == [["It would lead back to itself."]] * 2


def test_one_wrong_line_stops_all_and_the_table_stays(bobs_client):
    text = "/new,1;/kontakt/\n/new,2;//evil.example/"

    page = bobs_client.post(IMPORT, {"text": text, "confirm": "1"}).content.decode()

    assert "1 line has to be mended." in page
    assert '<a href="#line-2">2</a>' in page
    assert "/new,2;//evil.example/</textarea>" in page
    assert standing() == {}


@pytest.mark.parametrize(
    ("sent", "fault"),
    [
        ({"text": ""}, "Paste two columns or choose a file."),
        ({"text": "/a;/kontakt/\n" * 3001}, "At most 3000 lines"),
        ({"file": SimpleUploadedFile("a.csv", b"\x89PNG\0\0")}, "Save the spreadsheet as a CSV"),
    ],
    ids=["nothing", "too long", "a picture"],
)
def test_what_is_no_table_is_refused(bobs_client, sent, fault):
    assert fault in bobs_client.post(IMPORT, sent).content.decode()


def test_the_import_is_for_staff_with_the_right(client):
    client.force_login(factories.user(is_staff=True))

    assert client.get(IMPORT).status_code == 403
