"""Subjects as mail programs read them."""

from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from owes_portal.mail_subject import keep_spaces

LONG = "ABC ekonomii społecznej w Krasnymstawie"


def written(subject):
    message = EmailMessage(policy=policy.SMTP)
    message["Subject"] = subject
    message.set_content("Dzień dobry")
    keep_spaces(message)
    return message.as_bytes()


@pytest.mark.parametrize(
    "subject",
    [
        f"Potwierdzenie zgłoszenia W-2026-0126: {LONG}, 4–5 stycznia 2027",
        f"Wolne miejsce: {LONG}, w\xa0gminie i\xa0w\xa0mieście Żółkiewka",
        f"{LONG} " * 8 + "i koniec",
        "Zaproszenie",
        "W-2026-0126: plain words that fill more than one line of the head of a mail, all ASCII",
    ],
    ids=["of a confirmation", "tied words", "very long", "short", "ascii"],
)
def test_a_subject_keeps_every_space(subject):
    head, _blank, _body = written(subject).partition(b"\r\n\r\n")

    assert message_from_bytes(head, policy=policy.default)["Subject"] == subject
    assert max(len(line) for line in head.split(b"\r\n")) <= 78
