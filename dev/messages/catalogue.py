"""The Polish catalogue: merged with the texts that were found, written so that diffs stay small."""

from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from dev.messages import extraction, sources

PATH = sources.ROOT / "locale/pl/LC_MESSAGES/django.po"

# The plural rule is that of Django's own Polish catalogue: two rules would be two catalogues.
HEADER = r"""# Polish texts of the portal.
msgid ""
msgstr ""
"Project-Id-Version: owes-portal\n"
"Language: pl\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: nplurals=4; plural=(n==1 ? 0 : (n%10>=2 && n%10<=4) && "
"(n%100<12 || n%100>14) ? 1 : n!=1 && (n%10>=0 && n%10<=1) || (n%10>=5 && "
"n%10<=9) || (n%100>=12 && n%100<=14) ? 2 : 3);\n"

"""


def read(path: Path = PATH) -> Catalog:
    """Read the catalogue as it stands; a missing one is empty."""
    with BytesIO(path.read_bytes() if path.exists() else HEADER.encode()) as file:
        return read_po(file, ignore_obsolete=True)


def found(root: Path = sources.ROOT) -> Catalog:
    """Return a catalogue of every marked text, none of them translated."""
    catalogue = read_po(BytesIO(HEADER.encode()))
    for text, context, notes, name in extraction.messages(root):
        catalogue.add(text, locations=[(name, 0)], auto_comments=notes, context=context)
    return catalogue


def merge(translated: Catalog, wanted: Catalog) -> Catalog:
    """Give the wanted texts their known translations; what is wanted no more is dropped."""
    for message in wanted:
        known = translated.get(message.id, context=message.context)
        if message.id and known:
            message.string = known.string
            message.user_comments = known.user_comments
            message.flags |= known.flags & {"fuzzy"}
    return wanted


def write(catalogue: Catalog, path: Path = PATH) -> None:
    """Write the texts in their own order, without line numbers and dates: diffs stay small."""
    buffer = BytesIO()
    write_po(buffer, catalogue, width=100, omit_header=True, include_lineno=False, sort_output=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(HEADER + buffer.getvalue().decode().strip() + "\n")
