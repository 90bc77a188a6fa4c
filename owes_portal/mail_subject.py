"""The subject of a mail, folded so that no space is lost."""

from email.header import Header
from email.message import EmailMessage
from email.policy import Policy

NAME = "Subject"


class Subject(str):
    """A subject that folds itself: a mail takes a value with a name as it is.

    Danger: Python's own folding (3.12) may lose the space between two encoded words, which say
    nothing of a space between them: „ekonomiispołecznej”.
    """

    __slots__ = ()
    name = NAME

    def fold(self, *, policy: Policy) -> str:
        """The whole subject encoded, spaces too, if any letter of it has to be."""
        encoded = Header(self, header_name=NAME).encode(linesep=policy.linesep)
        return f"{NAME}: {encoded}{policy.linesep}"


def keep_spaces(message: EmailMessage) -> None:
    """Let the subject be written by the way above; what it says stays."""
    message.replace_header(NAME, Subject(message[NAME]))
