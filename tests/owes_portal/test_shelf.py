"""Where pages are kept, there is room for so many bytes."""

from django.utils import timezone

from owes_portal.kept_pages import AT_MOST, HEAD, Kept, Shelf, Since


def page_of(size):
    return Kept(Since(1, timezone.now()), [], [], b"x" * size, {}, "")


def test_what_nobody_asks_for_makes_room():
    shelf, size = Shelf(), AT_MOST // 3 - HEAD
    for name in "abc":
        shelf.put(name, page_of(size))
    shelf.get("a")

    shelf.put("d", page_of(size))

    assert [name for name in "abcd" if shelf.get(name)] == ["a", "c", "d"]
    assert shelf.bytes <= AT_MOST


def test_a_page_that_is_kept_again_takes_its_room_once():
    shelf = Shelf()
    shelf.put("a", page_of(10))
    shelf.put("a", page_of(20))

    assert shelf.bytes == HEAD + 20
