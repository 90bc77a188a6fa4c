"""The parts of the measurements that need no servers."""

import multiprocessing
import os
import socket
import time

import pytest

from bench import load, pages, queries, table, weight, window


@pytest.mark.parametrize(
    ("value", "goal", "shown"),
    [
        (3.0, {"at_most": 4}, "goal: at most 4  ✓"),
        (5.0, {"at_most": 4}, "goal: at most 4  ✗"),
        (3_100, {"at_least": 3_000}, "goal: at least 3,000  ✓"),
        (2_900, {"at_least": 3_000}, "goal: at least 3,000  ✗"),
        (1.0, {}, ""),
    ],
)
def test_line_ends_with_the_goal_and_whether_it_is_met(value, goal, shown, capsys):
    table.line("event page", [value], "ms", **goal)

    printed = capsys.readouterr().out.rstrip("\n")
    assert printed.startswith("event page")
    assert printed.endswith(shown)


def test_line_shows_least_median_and_most(capsys):
    table.line("event page", [3, 1, 9, 2, 4], "ms")

    assert "1 / 3 / 9 ms" in capsys.readouterr().out


def test_window_counts_the_time_of_children_that_have_ended():
    with window.Window({"us": os.getpid()}) as measured:
        child = multiprocessing.get_context("fork").Process(target=work, args=(0.2,))
        child.start()
        child.join()

    assert measured.cpu["us"] >= 0.15


def work(seconds):
    until = time.process_time() + seconds
    while time.process_time() < until:
        pass


def test_noise_is_told_only_above_a_tenth_of_a_processor():
    quiet, loud = window.Window({}), window.Window({})
    quiet.others, loud.others = 0.05, 0.5

    assert window.noise([quiet]) == ""
    assert "0.50 of a processor" in window.noise([quiet, loud])


def test_ask_reads_status_head_and_body():
    with socket.create_server(("127.0.0.1", 0)) as server:
        process = multiprocessing.get_context("fork").Process(target=answer_once, args=(server,))
        process.start()
        answer = load.ask(server.getsockname(), "GET", "/")
        process.join()

    assert (answer.status, answer.body) == (200, b"ok")
    assert "X-Kind: small" in answer.head


def test_etag_of_is_what_the_page_is_known_by():
    with socket.create_server(("127.0.0.1", 0)) as server:
        process = multiprocessing.get_context("fork").Process(target=answer_once, args=(server,))
        process.start()
        etag = load.etag_of(server.getsockname(), "/")
        process.join()

    assert etag == 'W/"abc"'


def test_pages_are_drawn_anew_each_time_or_given_out_again():
    counted = dict.fromkeys(queries.ANEW, 2)

    rows = list(pages.table_rows({"anew": counted, "kept": counted}))

    assert {"anew" in row.path for row in rows if row.name.endswith("anew")} == {True}
    assert {"anew" in row.path for row in rows if not row.name.endswith("anew")} == {False}
    assert {row.path for row in rows if row.has_it} == {
        "/wydarzenia/",
        "/wydarzenia/warsztaty-szycia/",
    }


def answer_once(server):
    connection, _address = server.accept()
    connection.recv(1000)
    connection.sendall(b'HTTP/1.1 200 OK\r\nX-Kind: small\r\nETag: W/"abc"\r\n\r\nok')
    connection.close()


def test_answers_carry_the_hidden_fields_and_all_days():
    page = (
        '<input type="hidden" name="key" value="a&amp;b">'
        '<input type="checkbox" name="p1-days" value="7"><input type="checkbox" name="p1-days" value="8">'
    )

    typed = queries.answers(page, "1")

    assert (typed["key"], typed["p1-days"]) == ("a&b", ["7", "8"])


def test_weight_finds_what_a_browser_would_fetch():
    page = (
        '<link rel="stylesheet" href="/static/a.css"><a href="/static/b.css">'
        '<script src="/static/c.js"></script><img class="mark" src="/znaki/3/">'
    )

    assert set(weight.IN_PAGE.findall(page)) == {"/static/a.css", "/static/c.js", "/znaki/3/"}
