"""A mail on a page of staff, as its reader gets it: without its secret and without any rights."""

from django.utils.csp import CSP

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


def as_read(mail: OutgoingMail, nonce: str) -> dict[str, str]:
    """Subject, text and HTML with dots in place of the secret."""
    html = mail.html.replace(SECRET, "…").replace("<style>", f'<style nonce="{nonce}">')
    return {"subject_line": mail.subject, "text": mail.text.replace(SECRET, "…"), "html": html}
