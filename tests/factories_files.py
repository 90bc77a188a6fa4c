"""Files as somebody sends them: one with a sign-up form, and one that means harm."""

import zlib

from registrations import services
from registrations.models import Upload
from registrations.uploads import CheckedFile
from tests import factories
from tests.factories_library import pdf


def sent_file(*, event=None, name="zgoda.pdf", content=None, **fields):
    checked = CheckedFile(name, "application/pdf", content or pdf())
    made = services.store_file(event or factories.event(), checked)
    Upload.objects.filter(pk=made.pk).update(**fields)
    made.refresh_from_db()
    return made


def packed_bomb(*, megabytes):
    """A small PDF whose one object stream unpacks to that many megabytes of spaces."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    megabyte = packer.compress(b" " * 2**20) + packer.flush(zlib.Z_FULL_FLUSH)
    spaces = b"\x78\xda" + megabyte * megabytes + b"\x03\x00" + bytes(4)
    bodies = [
        b"<</Type/Catalog/Pages 2 0 R/Script 5 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/Resources<<>>/MediaBox[0 0 10 10]>>",
        _stream(b"/Type/ObjStm/N 1/First 4/Filter/FlateDecode", spaces),
    ]
    content, rows = b"%PDF-1.5\n", [bytes(5) + b"\xff"]
    for number, body in enumerate(bodies, 1):
        rows.append(b"\1" + len(content).to_bytes(4) + b"\0")
        content += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    rows += [b"\2" + (4).to_bytes(4) + b"\0", b"\1" + len(content).to_bytes(4) + b"\0"]
    table = _stream(b"/Type/XRef/Size 7/W[1 4 1]/Root 1 0 R", b"".join(rows))
    end = b"6 0 obj\n%b\nendobj\nstartxref\n%d\n%%%%EOF\n" % (table, len(content))
    return content + end


def _stream(entries, data):
    return b"<<%b/Length %d>>stream\n%b\nendstream" % (entries, len(data), data)
