"""A mail on a page of staff, as its reader gets it: without its secret and without any rights."""

from base64 import b64encode
from email.message import EmailMessage

from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _

from owes_portal.mail_marks import pictures_in
from owes_portal.models import OutgoingMail
from owes_portal.models.mail import SECRET

# The mail is shown in a frame without any rights; the nonce lets its own style sheet in.
PREVIEW_POLICY = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF, CSP.NONCE],
    "style-src": [CSP.SELF, CSP.NONCE],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}


HEADERS = {
    "From": _("Sender"),
    "To": _("To"),
    "Auto-Submitted": "Auto-Submitted",
    "List-Unsubscribe": "List-Unsubscribe",
    "List-Unsubscribe-Post": "List-Unsubscribe-Post",
}


def as_read(mail: OutgoingMail, nonce: str) -> dict[str, str]:
    """Subject, text and HTML with dots in place of the secret."""
    html = _framed(mail.html.replace(SECRET, "…"), dict(pictures_in(mail.html)), nonce)
    return {"subject_line": mail.subject, "text": mail.text.replace(SECRET, "…"), "html": html}


def message_as_read(message: EmailMessage, nonce: str) -> dict:
    """The same of a whole message, with its pictures, headers and attachments."""
    html = message.get_body(("html",)).get_content()
    parts = [part for part in message.walk() if part["Content-ID"]]
    pictures = {part["Content-ID"].strip("<>"): part.get_content() for part in parts}
    return {
        "headers": [(label, message[name]) for name, label in HEADERS.items() if message[name]],
        "subject_line": message["Subject"],
        "text": message.get_body(("plain",)).get_content(),
        "html": _framed(html, pictures, nonce),
        "files": [_file(part) for part in message.iter_attachments()],
    }


def _framed(html: str, pictures: dict[str, bytes], nonce: str) -> str:
    for cid, content in pictures.items():
        html = html.replace(f"cid:{cid}", f"data:image/png;base64,{b64encode(content).decode()}")
    return html.replace("<style>", f'<style nonce="{nonce}">')


def _file(part: EmailMessage) -> dict:
    """What can be read as text is shown; of the rest only name, kind and size."""
    content = part.get_content()
    is_text = isinstance(content, str)
    return {
        "name": part.get_filename(),
        "kind": part.get_content_type(),
        "size": len(content.encode() if is_text else content),
        "text": content if is_text else "",
    }
