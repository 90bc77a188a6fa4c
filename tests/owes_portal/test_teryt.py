import pytest
from django.core.management import CommandError, call_command
from hypothesis import example, given
from hypothesis import strategies as st

from owes_portal.models import County, Municipality
from owes_portal.models.places import current_municipalities
from owes_portal.teryt import HEADER, CountyRow, MunicipalityRow, Terc, TercError, apply, parse
from tests import factories

PORTALS_OWN_TABLE = "owes_portal/data/terc_pl812_2020.csv"
ROWS = [
    "06;;;;LUBELSKIE;województwo;2020-01-01",
    "06;20;;;zamojski;powiat;2020-01-01",
    "06;20;06;2;Goraj;gmina wiejska;2020-01-01",
    "06;20;15;3;Zwierzyniec;gmina miejsko-wiejska;2020-01-01",
    "06;20;15;4;Zwierzyniec;miasto;2020-01-01",
    "06;20;15;5;Zwierzyniec;obszar wiejski;2020-01-01",
    "06;64;;;Zamość;miasto na prawach powiatu;2020-01-01",
    "06;64;01;1;Zamość;gmina miejska;2020-01-01",
]
ZAMOJSKI = CountyRow("0620", "zamojski", is_city=False)


def written(*rows, end="\r\n"):
    return end.join([HEADER, *rows, ""]).encode()


def terc(*places):
    return Terc([ZAMOJSKI], [MunicipalityRow(*place) for place in places])


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(written(*ROWS), id="as published"),
        pytest.param(b"\xef\xbb\xbf" + written(*ROWS), id="with a byte order mark"),
        pytest.param(written(*ROWS, end="\n") + b"\n\n", id="with Unix line ends"),
    ],
)
def test_parse_takes_counties_and_whole_municipalities(content):
    found = parse(content)

    assert found.counties == [ZAMOJSKI, CountyRow("0664", "Zamość", is_city=True)]
    assert found.municipalities == [
        MunicipalityRow("0620062", "Goraj"),
        MunicipalityRow("0620153", "Zwierzyniec"),
        MunicipalityRow("0664011", "Zamość"),
    ]


def test_parse_knows_the_county_of_warsaw():
    rows = [
        "14;65;;;Warszawa;miasto stołeczne, na prawach powiatu;2026-01-01",
        "14;65;01;1;Warszawa;gmina miejska, miasto stołeczne;2026-01-01",
        "14;65;02;8;Bemowo;dzielnica;2026-01-01",
    ]

    found = parse(written(*rows))

    assert found.counties == [CountyRow("1465", "Warszawa", is_city=True)]
    assert found.municipalities == [MunicipalityRow("1465011", "Warszawa")]


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"", f"Line 1 must be {HEADER}"),
        (b"%PDF-1.7\n", f"Line 1 must be {HEADER}"),
        (written(), "The file holds no municipality."),
        (written("06;20;;;zamojski;powiat"), "Line 2: 6 fields instead of 7"),
        (written(ROWS[1], ROWS[1]), "Line 3: code 0620 stands here twice"),
        (written(ROWS[1], ROWS[2], ROWS[2]), "Line 4: code 062006 stands here twice"),
        (written(ROWS[2]), "Line 2: county 0620 is not above its municipality"),
        (written("6;20;;;zamojski;powiat;"), "Line 2: „6” is not a code of two digits"),
        (written("06;20;;;;powiat;"), "Line 2: „” is not a name"),
        (written("06;20;;;za\0mojski;powiat;"), "Line 2: „za\0mojski” is not a name"),
        (written("06;20;;;zamojski;gmina;"), "Line 2: „gmina” is not a kind of county"),
        (written(ROWS[1], "06;20;01;7;A;;"), "Line 3: „7” is not a kind of municipality"),
        (b"\xff" + written(*ROWS), "Line 1: this is not UTF-8."),
        (
            written(ROWS[1]) + "06;20;01;2;Łabunie;;".encode("iso-8859-2"),
            "Line 3: this is not UTF-8.",
        ),
    ],
)
def test_parse_names_the_line_that_is_wrong(content, complaint):
    with pytest.raises(TercError) as refusal:
        parse(content)

    assert str(refusal.value) == complaint


@given(
    st.binary()
    | st.lists(st.text(alphabet="0162;\n\r\0ąa ", max_size=30)).map(lambda rows: written(*rows))
)
@example(written(*ROWS))
def test_parse_gives_rows_or_a_terc_error(content):
    try:
        found = parse(content)
    except TercError:
        return

    codes = {row.code for row in found.counties}
    assert found.municipalities
    assert all(row.code[:4] in codes and row.code[6] in "123" for row in found.municipalities)


def test_within_takes_counties_and_voivodeships():
    found = parse(written(*ROWS))

    assert [row.code for row in found.within(["0664"]).municipalities] == ["0664011"]
    assert found.within(["06"]) == found


@pytest.mark.parametrize("area", ["0602", "14", "0", "", "06201"])
def test_within_refuses_an_area_that_is_not_in_the_file(area):
    with pytest.raises(TercError, match=f"The file holds no county of {area}."):
        parse(written(*ROWS)).within([area])


def test_portals_own_table_holds_the_subregion():
    with open(PORTALS_OWN_TABLE, "rb") as file:
        found = parse(file.read())

    assert len(found.counties) == 8
    assert len(found.municipalities) == 77


def test_apply_adds_what_is_new(db):
    changes = apply(terc(("0620153", "Zwierzyniec")), served=["0620"])

    assert changes == ["+ 0620 zamojski", "+ 0620153 Zwierzyniec"]
    assert County.objects.served().get().name == "zamojski"
    assert current_municipalities() == [Municipality.objects.get(code="0620153", kind="3")]


def test_apply_done_again_changes_nothing(db):
    apply(terc(("0620153", "Zwierzyniec")), served=["0620"])

    assert apply(terc(("0620153", "Zwierzyniec")), served=["0620"]) == []


def test_apply_keeps_the_row_of_a_village_that_becomes_a_town(db):
    goraj = factories.municipality(code="0620062", name="Goraj", kind="2")

    changes = apply(terc(("0620063", "Goraj")))

    goraj.refresh_from_db()
    assert changes == ["~ 0620063 Goraj: code 0620062 → 0620063, kind 2 → 3"]
    assert (goraj.code, goraj.kind, goraj.is_current) == ("0620063", "3", True)


def test_apply_keeps_apart_two_rows_of_the_same_six_digits(db):
    village = factories.municipality(code="0620062", name="Goraj", kind="2")
    town = factories.municipality(code="0620063", name="Goraj", kind="3", is_current=False)

    apply(terc(("0620063", "Goraj")))

    assert list(Municipality.objects.current()) == [town]
    assert Municipality.objects.filter(pk=village.pk).exists()


def test_apply_retires_only_within_the_imported_counties(db):
    gone = factories.municipality(code="0620012", name="Adamów", kind="2")
    chelmski = factories.county(code="0603", name="chełmski")
    elsewhere = factories.municipality(code="0603052", name="Dubienka", kind="2", county=chelmski)

    changes = apply(terc(("0620153", "Zwierzyniec")))

    gone.refresh_from_db()
    elsewhere.refresh_from_db()
    assert "- 0620012 Adamów" in changes
    assert (gone.is_current, elsewhere.is_current) == (False, True)


def test_apply_leaves_the_subregion_alone_unless_told(db):
    factories.county(code="0620", name="zamojski", is_served=True)

    apply(terc(("0620153", "Zwierzyniec")))

    assert County.objects.get(code="0620").is_served


def test_apply_refuses_to_serve_a_county_that_is_not_imported(db):
    with pytest.raises(TercError, match="Not among the imported counties: 0699"):
        apply(terc(("0620153", "Zwierzyniec")), served=["0620", "0699"])


def test_apply_forgets_the_remembered_municipalities(db):
    assert current_municipalities() == []

    apply(terc(("0620153", "Zwierzyniec")))

    assert [place.name for place in current_municipalities()] == ["Zwierzyniec"]


def test_command_says_what_would_change_and_changes_nothing(db, capsys):
    call_command("import_terc", PORTALS_OWN_TABLE, "--only", "0664", "--dry-run")

    assert capsys.readouterr().out == "+ 0664 Zamość\n+ 0664011 Zamość\n"
    assert not Municipality.objects.exists()


def test_command_says_that_nothing_has_changed(db, capsys):
    call_command("import_terc", PORTALS_OWN_TABLE, "--only", "0664")
    capsys.readouterr()

    call_command("import_terc", PORTALS_OWN_TABLE, "--only", "0664")

    assert capsys.readouterr().out == "Nothing has changed.\n"


def test_command_refuses_another_file(db, tmp_path):
    (tmp_path / "inny.csv").write_text("imię;nazwisko\n")

    with pytest.raises(CommandError, match="inny.csv: Line 1 must be WOJ;POW"):
        call_command("import_terc", tmp_path / "inny.csv", "--only", "06")


def test_command_names_a_file_that_is_not_there(db, tmp_path):
    with pytest.raises(CommandError, match="brak.csv: No such file or directory"):
        call_command("import_terc", tmp_path / "brak.csv", "--only", "06")
