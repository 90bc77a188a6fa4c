"""Texts compared word by word, rich texts with what their words are."""

from owes_portal.editing.wording import Piece, compare, words_of, words_of_html


def between(before, after):
    return compare(words_of(before), words_of(after))


def between_html(before, after):
    return compare(words_of_html(before), words_of_html(after))


def test_words_that_came_and_went_stand_where_they_were():
    assert between("Spotkanie w środę o 9.00", "Spotkanie w piątek o 9.00") == [
        Piece("", "Spotkanie w"),
        Piece("-", "środę"),
        Piece("+", "piątek"),
        Piece("", "o 9.00"),
    ]


def test_a_text_that_was_empty_is_all_new():
    assert between("", "Dwa słowa") == [Piece("+", "Dwa słowa")]


def test_the_same_text_is_one_piece():
    assert between("Dwa słowa", "Dwa   słowa") == [Piece("", "Dwa słowa")]


def test_the_middle_of_a_long_unchanged_passage_is_left_out():
    long = " ".join(str(number) for number in range(100))

    (kept,) = between(long, long)

    assert kept.text == "0 1 2 3 4 5 6 7 8 9 10 11 […] 88 89 90 91 92 93 94 95 96 97 98 99"


def test_a_paragraph_that_became_a_heading_is_seen(in_english):
    pieces = between_html("<p>Program</p>", "<h2>Program</h2>")

    assert pieces == [
        Piece("-", "Paragraph", is_block=True, is_mark=True),
        Piece("+", "Heading", is_block=True, is_mark=True),
        Piece("", "Program"),
    ]


def test_a_link_that_leads_elsewhere_is_seen(in_english):
    pieces = between_html(
        '<p><a href="/stary/">Zapisy</a></p>', '<p><a href="/nowy/">Zapisy</a></p>'
    )

    assert [piece.text for piece in pieces if piece.sign] == ["link to /stary/", "link to /nowy/"]


def test_words_made_bold_are_seen(in_english):
    pieces = between_html("<p>To ważne</p>", "<p>To <strong>ważne</strong></p>")

    assert [piece for piece in pieces if piece.sign] == [Piece("+", "bold", is_mark=True)]


def test_the_paragraph_inside_an_item_is_no_paragraph_of_its_own(in_english):
    words = words_of_html("<ul><li><p>Pierwszy</p></li></ul>")

    assert [word.text for word in words] == ["Item of a list", "Pierwszy"]


def test_a_full_stop_after_a_link_belongs_to_the_word_before_it(in_english):
    words = words_of_html('<p>Przyjdź do <a href="/a/">Remizy</a>. Czekamy.</p>')

    assert [word.text for word in words][-3:] == ["link to /a/", "Remizy.", "Czekamy."]


def test_each_block_starts_a_line_of_its_own(in_english):
    pieces = between_html("<h2>A</h2><p>B</p>", "<h3>A</h3><p>B</p>")

    assert [piece.text for piece in pieces if piece.starts_line] == ["Paragraph"]


def test_entities_are_read_as_letters():
    assert [word.text for word in words_of_html("<p>A &amp; B</p>")][1:] == ["A", "&", "B"]
