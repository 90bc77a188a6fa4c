"""How much a page takes that takes files."""

from io import BytesIO

import pytest
from django.core.exceptions import TooManyFilesSent
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import JsonResponse

from registrations.quota import MOST_FILES, takes_files

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

MEGABYTE = 2**20


@takes_files
def page(request):
    """Says what has come to it."""
    files = {name: [file.size, len(file.read())] for name, file in request.FILES.items()}
    return JsonResponse({"typed": request.POST.get("first_name"), "files": files})


@pytest.fixture
def send(rf, settings):
    settings.MAX_UPLOAD_MEGABYTES, settings.MAX_FORM_MEGABYTES = 1, 3

    def post(data, **meta):
        request = rf.post("/", data, **meta)
        request._dont_enforce_csrf_checks = True
        return page(request)

    return post


def file(size):
    return SimpleUploadedFile("zgoda.pdf", b"x" * size)


def test_takes_files_keeps_files_up_to_the_limit(send):
    answer = send({"first_name": "Anna", "a": file(MEGABYTE), "b": file(7)})

    assert answer.content == (b'{"typed": "Anna", "files": {"a": [1048576, 1048576], "b": [7, 7]}}')


def test_takes_files_keeps_what_was_typed_beside_a_file_that_is_too_large(send):
    answer = send({"a": file(2 * MEGABYTE), "first_name": "Anna"})

    assert answer.content == b'{"typed": "Anna", "files": {"a": [2097152, 0]}}'


def test_takes_files_leaves_nothing_on_the_disk(send, settings, tmp_path):
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path / "missing"

    assert send({"a": file(MEGABYTE)}).status_code == 200


def test_takes_files_refuses_a_form_that_is_too_large_before_it_is_read(send):
    body = BytesIO(b"x" * 100)

    answer = send({}, CONTENT_LENGTH=2 * 2**30, **{"wsgi.input": body})

    assert (answer.status_code, body.tell()) == (413, 0)
    assert "One file may have 1 MB at most, the whole form 3 MB." in answer.text


def test_takes_files_refuses_more_files_than_a_form_has(send):
    with pytest.raises(TooManyFilesSent):
        send({f"file{number}": file(1) for number in range(MOST_FILES + 1)})


def test_takes_files_still_asks_for_the_token_of_the_form(rf, operator):
    assert page(rf.post("/", {"a": file(1)})).status_code == 403
