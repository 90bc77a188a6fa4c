"""Catches the portal's mails on this machine and shows them on a small page."""

import os
import time
from email import message_from_bytes, policy
from email.message import EmailMessage
from html import escape
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote

from aiosmtpd.controller import Controller

FOLDER = Path(os.environ.get("MAIL_FOLDER", "var/mail"))
HOST = "127.0.0.1"

# A mail is untrusted: no scripts, no forms, no request to anywhere.
PAGE_POLICY = "default-src 'none'; frame-src 'self'; style-src 'unsafe-inline'"
SANDBOX = "allow-popups allow-popups-to-escape-sandbox"
MAIL_POLICY = f"sandbox {SANDBOX}; default-src 'none'; style-src 'unsafe-inline'; img-src data:"

PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
  body {{ font: 1rem/1.5 sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem }}
  td, th {{ padding: .3rem 1rem .3rem 0; text-align: start; vertical-align: top }}
  pre {{ background: #f4f4f4; padding: 1rem; white-space: pre-wrap }}
  iframe {{ block-size: 40rem; border: 1px solid #888; inline-size: 100% }}
</style>
<h1>{title}</h1>
{body}
"""


class Catcher:
    """Keeps every mail as a file, whoever it is for."""

    async def handle_DATA(self, server, session, envelope):
        """Write the mail under a name that sorts by time."""
        name = f"{time.strftime('%Y%m%d-%H%M%S')}-{time.time_ns()}"
        unfinished = FOLDER / f"{name}.unfinished"
        unfinished.write_bytes(envelope.content)
        unfinished.rename(FOLDER / f"{name}.eml")
        return "250 Kept"


class Mailbox(BaseHTTPRequestHandler):
    """The page: `/` lists the mails, `/<name>` shows one, `/<name>/<number>` one of its parts."""

    def do_GET(self):
        name, _, number = self.path.strip("/").partition("/")
        known = {path.stem: path for path in mails()}
        if not name:
            self.answer(list_page())
        elif name not in known:
            self.send_error(HTTPStatus.NOT_FOUND)
        elif not number:
            self.answer(mail_page(name, read(known[name])))
        else:
            self.answer_part(read(known[name]), number)

    def answer(self, page):
        self.send(page.encode(), "text/html; charset=utf-8", PAGE_POLICY)

    def answer_part(self, mail, number):
        part = parts(mail).get(number)
        if part is None:
            self.send_error(HTTPStatus.NOT_FOUND)
        elif part.get_content_type() == "text/html" and not part.is_attachment():
            self.send(part_as_page(part), "text/html; charset=utf-8", MAIL_POLICY)
        else:
            self.send(part.get_payload(decode=True), "application/octet-stream", MAIL_POLICY, part)

    def send(self, content, content_type, csp, attachment=None):
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Content-Security-Policy", csp)
        self.send_header("X-Content-Type-Options", "nosniff")
        if attachment:
            name = quote(file_name(attachment))
            self.send_header("Content-Disposition", f"attachment; filename*=utf-8''{name}")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_):
        """Keep the terminal for the portal."""


def mails() -> list[Path]:
    """Return the caught mails, newest first."""
    return sorted(FOLDER.glob("*.eml"), reverse=True)


def read(path: Path) -> EmailMessage:
    return message_from_bytes(path.read_bytes(), policy=policy.default)


def parts(mail: EmailMessage) -> dict[str, EmailMessage]:
    """Number whatever is not a mere container."""
    leaves = [part for part in mail.walk() if not part.is_multipart()]
    return {str(number): part for number, part in enumerate(leaves)}


def part_as_page(part: EmailMessage) -> bytes:
    """The HTML of a mail; its links leave the locked frame for a window of their own."""
    return part.get_content().replace("<head>", '<head><base target="_blank">', 1).encode()


def file_name(part: EmailMessage) -> str:
    return part.get_filename() or part.get_content_type().replace("/", ".")


def list_page() -> str:
    rows = [list_row(path.stem, read(path)) for path in mails()]
    table = f"<table><tr><th>When<th>To<th>Subject</tr>{''.join(rows)}</table>"
    return PAGE.format(title="Mailbox", body=table if rows else "<p>No mail yet.")


def list_row(name: str, mail: EmailMessage) -> str:
    when, to, subject = (escape(str(mail[field] or "")) for field in ("date", "to", "subject"))
    return (
        f'<tr><td>{when}<td>{to}<td><a href="/{quote(name)}">{subject or "(no subject)"}</a></tr>'
    )


def mail_page(name: str, mail: EmailMessage) -> str:
    headers = "".join(f"<tr><th>{escape(k)}<td>{escape(str(v))}</tr>" for k, v in mail.items())
    shown = "".join(part_block(f"/{quote(name)}/{n}", part) for n, part in parts(mail).items())
    body = f'<p><a href="/">All mails</a><table>{headers}</table>{shown}'
    return PAGE.format(title=escape(str(mail["subject"] or "(no subject)")), body=body)


def part_block(address: str, part: EmailMessage) -> str:
    """Show text as text and HTML in a locked frame; offer the rest for download."""
    label = escape(file_name(part))
    if part.is_attachment() or part.get_content_maintype() != "text":
        return f'<p><a href="{address}">{label}</a>'
    if part.get_content_type() == "text/html":
        return f'<iframe sandbox="{SANDBOX}" title="{label}" src="{address}"></iframe>'
    return f"<pre>{escape(part.get_content())}</pre>"


def main() -> None:
    """Catch mails on MAIL_PORT and show them on MAILBOX_PORT until told to stop."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    catcher = Controller(Catcher(), hostname=HOST, port=int(os.environ.get("MAIL_PORT", "8025")))
    catcher.start()
    page = ThreadingHTTPServer((HOST, int(os.environ.get("MAILBOX_PORT", "8026"))), Mailbox)
    try:
        page.serve_forever()
    except KeyboardInterrupt:
        catcher.stop()


if __name__ == "__main__":
    main()
