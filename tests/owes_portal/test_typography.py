from datetime import UTC, date, datetime, timedelta

import pytest
from django.template import Context, Template
from django.utils.html import escape, format_html, strip_tags
from django.utils.safestring import mark_safe
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from owes_portal.templatetags.typography import (
    clock,
    date_range,
    day_numbers,
    file_size,
    hours,
    moment,
    month_name,
    nbsp,
    rich,
    together,
)

DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))


def plain(text):
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("starts", "ends", "words"),
    [
        (date(2026, 9, 22), None, "22 września 2026"),
        (date(2026, 9, 22), date(2026, 9, 22), "22 września 2026"),
        (date(2026, 9, 22), date(2026, 9, 23), "22–23 września 2026"),
        (date(2026, 9, 30), date(2026, 10, 1), "30 września – 1 października 2026"),
        (date(2026, 12, 31), date(2027, 1, 2), "31 grudnia 2026 – 2 stycznia 2027"),
    ],
    ids=["one day", "same day twice", "one month", "two months", "two years"],
)
def test_date_range_says_only_what_differs(starts, ends, words):
    assert plain(date_range(starts, ends)) == words


def test_date_range_uses_the_polish_day_of_a_moment():
    late = datetime(2026, 9, 21, 22, 30, tzinfo=UTC)

    assert plain(date_range(late)) == "22 września 2026"


@given(DAYS, st.integers(0, 800))
def test_date_range_names_the_last_day_and_its_year(first, length):
    last = first + timedelta(days=length)

    words = plain(date_range(first, last))

    assert words.startswith(str(first.day))
    assert words.endswith(str(last.year))
    assert words.count("–") == (first != last)


@given(DAYS, st.integers(0, 800))
def test_day_numbers_fit_a_tile(first, length):
    assert len(day_numbers(first, first + timedelta(days=length))) <= len("22–23")


@pytest.mark.parametrize(
    ("language", "name"), [("pl", "listopad"), ("uk", "листопад"), ("en", "November")]
)
def test_month_has_a_capital_only_where_its_language_wants_one(language, name):
    with override(language):
        assert month_name(date(2026, 11, 1)) == name


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (datetime(2026, 9, 22, 13, 0, tzinfo=UTC), "godz. 15.00"),
        (datetime(2026, 12, 22, 7, 5, tzinfo=UTC), "godz. 8.05"),
        (datetime(2026, 9, 22, 9, 30), "godz. 9.30"),
    ],
    ids=["summer", "winter", "without a zone"],
)
def test_clock_speaks_polish_time_with_a_dot(at, words):
    assert plain(clock(at)) == words


def test_hours_are_a_range():
    starts = datetime(2026, 9, 22, 7, 0, tzinfo=UTC)

    assert plain(hours(starts, starts + timedelta(hours=6))) == "godz. 9.00–15.00"


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (datetime(2026, 10, 24, 23, 59, tzinfo=UTC), "godz. 1.59"),
        (datetime(2026, 10, 25, 0, 0, tzinfo=UTC), "godz. 2.00 (czasu letniego)"),
        (datetime(2026, 10, 25, 1, 59, tzinfo=UTC), "godz. 2.59 (czasu zimowego)"),
        (datetime(2026, 10, 25, 2, 0, tzinfo=UTC), "godz. 3.00"),
        (datetime(2027, 3, 28, 0, 59, tzinfo=UTC), "godz. 1.59"),
        (datetime(2027, 3, 28, 1, 0, tzinfo=UTC), "godz. 3.00"),
    ],
    ids=["before", "first", "second", "after", "before the jump", "after the jump"],
)
def test_clock_names_the_season_of_an_hour_that_happens_twice(at, words):
    assert plain(clock(at)) == words


def test_moment_is_day_and_hour():
    closes = datetime(2026, 9, 17, 13, 0, tzinfo=UTC)

    assert plain(moment(closes)) == "17 września 2026, godz. 15.00"


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (0, "0 B"),
        (999, "999 B"),
        (1_000, "1 kB"),
        (16_400, "16 kB"),
        (999_999, "1,0 MB"),
        (2_400_000, "2,4 MB"),
        (3_000_000_000, "3,0 GB"),
    ],
)
def test_file_size_is_short_and_polish(size, words):
    assert plain(file_size(size)) == words


@given(st.integers(0, 10**14))
def test_file_size_never_shows_a_thousand(size):
    number = float(file_size(size).split("\u00a0")[0].replace(",", "."))

    assert number < 1000


@pytest.mark.parametrize(
    ("text", "tied"),
    [
        ("Warsztaty w Bałtowie i w Ostrowcu", "Warsztaty w~Bałtowie i~w~Ostrowcu"),
        ("A po nas ktoś", "A~po nas ktoś"),
        ("plan (z kosztami)", "plan (z~kosztami)"),
        ("grupa a", "grupa a"),
        ("kawa i  herbata", "kawa i~herbata"),
    ],
)
def test_nbsp_ties_one_letter_words(text, tied):
    assert nbsp(text) == tied.replace("~", "\u00a0")


@pytest.mark.parametrize(
    ("text", "tied"),
    [
        ("Iskra – wsparcie gmin", "Iskra~– wsparcie gmin"),
        ("– od myślnika", "– od myślnika"),
        ("drzwi 90 cm, 15 m dalej", "drzwi 90~cm, 15~m dalej"),
        ("2 mieszkania", "2 mieszkania"),
        ("zadzwoń: 84 000 00 12, do 15 000 zł", "zadzwoń: 84~000~00~12, do 15~000~zł"),
        ("1 z 5 osób, 20 lat", "1 z~5 osób, 20 lat"),
    ],
)
def test_nbsp_ties_dashes_and_what_belongs_to_a_number(text, tied):
    assert nbsp(text) == tied.replace("~", "\u00a0")


@given(st.text())
def test_nbsp_changes_spaces_only(text):
    assert "".join(nbsp(text).split()) == "".join(text.split())


@given(st.text(alphabet="aiouwz ,x", max_size=40))
def test_nbsp_leaves_nothing_to_do(text):
    assert nbsp(nbsp(text)) == nbsp(text)


def test_nbsp_keeps_safe_text_safe_and_unsafe_text_unsafe():
    assert hasattr(nbsp(format_html("<b>w</b> {}", "x")), "__html__")
    assert not hasattr(nbsp("<b>w</b>"), "__html__")


def test_nbsp_leaves_tags_whole():
    assert nbsp('<a href="/x/">w domu</a>') == '<a href="/x/">w\u00a0domu</a>'


def test_rich_text_is_well_set():
    assert rich("<p>Jak w domu</p>") == "<p>Jak w\u00a0domu</p>"


def test_rich_puts_every_table_in_a_box_that_scrolls():
    shown = rich("<p>Raz</p><table><tbody><tr><td>1</td></tr></tbody></table><p>Dwa</p>")

    assert shown == (
        '<p>Raz</p><div class="table-scroll" role="group" aria-label="Tabela" tabindex="0">'
        "<table><tbody><tr><td>1</td></tr></tbody></table></div><p>Dwa</p>"
    )


TEMPLATE = """{% load typography %}{% date_range starts ends %}, {% hours starts ends %}
{% hour_range starts ends as range %}{{ range }} {{ text|nbsp }} {{ html|nbsp }}"""
MOMENTS = {
    "starts": datetime(2026, 9, 22, 7, 0, tzinfo=UTC),
    "ends": datetime(2026, 9, 23, 13, 0, tzinfo=UTC),
    "text": "godz. 8–16 & <b>",
    "html": mark_safe('<a href="/2020–2021/" title="e-mail">e-mail, 8–16</a>'),
}


def test_what_belongs_to_a_dash_stays_together_in_html():
    page = plain(Template(TEMPLATE).render(Context(MOMENTS)))

    assert page.split("\n") == [
        f"{kept('22–23')} września 2026, godz. {kept('9.00–15.00')}",
        f"{kept('9.00–15.00')} godz. 8–16 &amp; &lt;b&gt;"
        f' <a href="/2020–2021/" title="e-mail">{kept("e-mail")}, {kept("8–16")}</a>',
    ]


def kept(words):
    return f'<span class="together">{words}</span>'


def test_what_belongs_to_a_dash_is_plain_in_the_text_of_a_mail():
    mail = plain(Template(TEMPLATE).render(Context(MOMENTS, autoescape=False)))

    assert mail.split("\n") == [
        "22–23 września 2026, godz. 9.00–15.00",
        f"9.00–15.00 {MOMENTS['text']} {MOMENTS['html']}",
    ]


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("<p>Biuro: 8.00–16.00.</p>", f"<p>Biuro: {kept('8.00–16.00')}.</p>"),
        ("<p>E-mailem do 3–4 dni</p>", f"<p>{kept('E-mailem')} do {kept('3–4')} dni</p>"),
        ("<p>30 września – 2 maja</p>", "<p>30 września – 2 maja</p>"),
        ("<p>chełmsko-zamojski</p>", "<p>chełmsko-zamojski</p>"),
        ('<img alt="lata 2020–2021">', '<img alt="lata 2020–2021">'),
        ('<img alt="3–4 < 5 > 1–2">', '<img alt="3–4 < 5 > 1–2">'),
    ],
    ids=["hours", "e-mail", "two dates", "a long word", "an attribute", "an odd attribute"],
)
def test_rich_text_keeps_both_sides_of_a_dash_together(html, shown):
    assert plain(rich(html)) == shown


def test_a_long_text_of_many_dashes_takes_no_longer_for_each():
    """A hundred times what a page holds: looking for the end of the text from each took minutes."""
    assert together("1–2 " * 200_000).count("</span>") == 200_000


@given(st.text(alphabet="8.–e-E mail<>a\n"))
def test_together_adds_only_what_nobody_reads(text):
    escaped = escape(text)

    assert strip_tags(together(escaped)) == strip_tags(escaped)
