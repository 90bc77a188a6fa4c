"""Whatever a template asks for, a PDF fetches nothing of the disk and nothing of the network."""

import base64
import contextlib
import itertools
import logging
import socket
import threading

import pytest

from owes_portal import documents, pdf, tasks

ELSEWHERE = [
    "file:///etc/hostname",
    "/etc/hostname",
    "../owes_portal/settings.py",
    "https://portal.example/x.png",
    "http://169.254.169.254/latest/meta-data/",
    "ftp://127.0.0.1:{port}/x.png",
    "http://127.0.0.1:{port}/x.png",
    "//127.0.0.1:{port}/x.png",
    "http://[::ffff:127.0.0.1]:{port}/x.png",
    "http://localhost:{port}/redirect",
]
DISK_AND_NETWORK = ["file:///etc/hostname", "http://127.0.0.1:{port}/x.png"]
WAYS = {
    "image": '<img src="{address}" alt="x">',
    "sheet": '<link rel="stylesheet" href="{address}">',
    "attachment of the file": '<link rel="attachment" href="{address}">',
    "attachment of a link": '<a rel="attachment" href="{address}">x</a>',
    "import": "<style>@import url({address});</style>",
    "typeface": "<style>@font-face {{ font-family: x; src: url({address}) }} p {{ font-family: x }}</style><p>x",
    "background": '<p style="background: url({address})">x</p>',
    "content": "<style>p::before {{ content: url({address}) }}</style><p>x</p>",
    "point of a list": '<li style="display: list-item; list-style-image: url({address})">x</li>',
    "picture in a drawing": '<svg><image href="{address}" width="9" height="9"/></svg>',
    "sheet in a drawing": "<svg><style>@import url({address});</style><rect width='9' height='9'/></svg>",
    "object": '<object data="{address}">x</object>',
    "embedded": '<embed src="{address}">',
}
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{part}</svg>'
PARTS = [
    '<image href="{address}" width="9" height="9"/>',
    "<style>@import url({address});</style><rect width='9' height='9'/>",
]


@pytest.fixture
def port():
    """Of a server that sends everybody on to a file; it must be asked by nobody."""
    callers = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=send_on, args=(server, callers), daemon=True).start()
        yield server.getsockname()[1]
    assert callers == []


def send_on(server, callers):
    with contextlib.suppress(OSError):  # closed
        while True:
            connection, caller = server.accept()
            callers.append(caller)
            connection.sendall(b"HTTP/1.1 302 Found\r\nLocation: file:///etc/hostname\r\n\r\n")
            connection.close()


@pytest.mark.parametrize(
    ("way", "address"),
    [*itertools.product(WAYS, DISK_AND_NETWORK), *itertools.product(["image"], ELSEWHERE)],
)
def test_render_fetches_nothing(paper, port, way, address):
    body = WAYS[way].format(address=address.format(port=port))

    with pytest.raises(pdf.PdfRefused):
        paper(body)


@pytest.mark.parametrize("part", PARTS, ids=["picture", "sheet"])
@pytest.mark.parametrize("address", DISK_AND_NETWORK)
def test_render_fetches_nothing_for_a_drawing_that_it_was_given(paper, port, part, address):
    drawing = DRAWING.format(part=part.format(address=address.format(port=port)))

    with pytest.raises(pdf.PdfRefused):
        paper(f'<img src="{as_data(drawing)}" alt="x">')


@pytest.mark.parametrize("address", DISK_AND_NETWORK)
def test_render_leaves_out_what_a_drawing_borrows_from_elsewhere(paper, port, address):
    part = f'<use href="{address.format(port=port)}#a" width="9" height="9"/>'
    drawing = DRAWING.format(part=part)

    content = paper(f'<p>{drawing}</p><img src="{as_data(drawing)}" alt="x">')

    assert b"hostname" not in content


def as_data(drawing):
    return f"data:image/svg+xml;base64,{base64.b64encode(drawing.encode()).decode()}"


@pytest.mark.parametrize("address", ["style:../owes_portal/settings.py", "style:css/base.css"])
def test_render_takes_only_our_style_sheets(paper, address):
    with pytest.raises(pdf.PdfRefused):
        paper(f'<link rel="stylesheet" href="{address}">')


def test_render_takes_only_our_typefaces(paper):
    with pytest.raises(pdf.PdfRefused):
        paper("<style>@font-face { font-family: x; src: url(font:../x.ttf) }</style>")


@pytest.mark.parametrize(
    "body",
    ['<img src="data:image/png;base64,AAAA" alt="x">', '<a href="#nowhere">dalej</a>'],
    ids=["a picture that is none", "a link to nowhere"],
)
def test_render_does_not_go_on_without_what_is_missing(paper, body):
    with pytest.raises(pdf.PdfRefused):
        paper(body)


PERSON = "Anna Znacznikowska"


def build(subject_id, file, report):
    raise pdf.PdfRefused("http://127.0.0.1:9/x.png may not be fetched")


def fail(subject_id, file, report):
    raise ValueError(PERSON)


@pytest.mark.parametrize(
    ("name", "told"),
    [("build", "http://127.0.0.1:9/x.png may not be fetched"), ("fail", "ValueError")],
)
def test_refusal_is_told_to_staff_and_to_the_log(settings, caplog, bobs_client, bob, name, told):
    settings.DOCUMENT_BUILDERS = {"participant_list": f"{__name__}.{name}"}
    document = documents.request("participant_list", subject_id=7, by=bob)

    with caplog.at_level(logging.ERROR):
        tasks.build_document(document.pk)

    document.refresh_from_db()
    assert document.is_failed()
    page = bobs_client.get("/panel/poczta/").content.decode()
    assert str(document.reason()) in page
    log = "\n".join(caplog.messages)
    assert told in log
    assert f"in {name}" in log
    assert PERSON not in caplog.text
