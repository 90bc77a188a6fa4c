"""The catalogues: merged with the texts that were found, written so that diffs stay small."""

from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from dev.messages import extraction, sources, visitors

HEADER = r"""# {name} texts of the portal.
msgid ""
msgstr ""
"Project-Id-Version: owes-portal\n"
"Language: {language}\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"
{plurals}

"""

# The plural rules are those of Django's own catalogues: two rules would be two catalogues.
HEADERS = {
    "pl": HEADER.format(
        name="Polish",
        language="pl",
        plurals=r"""
"Plural-Forms: nplurals=4; plural=(n==1 ? 0 : (n%10>=2 && n%10<=4) && "
"(n%100<12 || n%100>14) ? 1 : n!=1 && (n%10>=0 && n%10<=1) || (n%10>=5 && "
"n%10<=9) || (n%100>=12 && n%100<=14) ? 2 : 3);\n"
""".strip(),
    ),
    "uk": HEADER.format(
        name="Ukrainian",
        language="uk",
        plurals=r"""
"Plural-Forms: nplurals=4; plural=(n % 1 == 0 && n % 10 == 1 && n % 100 != "
"11 ? 0 : n % 1 == 0 && n % 10 >= 2 && n % 10 <= 4 && (n % 100 < 12 || n % "
"100 > 14) ? 1 : n % 1 == 0 && (n % 10 ==0 || (n % 10 >=5 && n % 10 <=9) || "
"(n % 100 >=11 && n % 100 <=14 )) ? 2: 3);\n"
""".strip(),
    ),
}
LANGUAGES = tuple(HEADERS)


def path_of(language: str) -> Path:
    return sources.ROOT / f"locale/{language}/LC_MESSAGES/django.po"


def read(path: Path) -> Catalog:
    """Read a catalogue as it stands."""
    with path.open("rb") as file:
        return read_po(file, ignore_obsolete=True)


def found(language: str, root: Path = sources.ROOT) -> Catalog:
    """Return a catalogue of every marked text that the language needs, none of them translated.

    Staff speak Polish; visitors read the other languages.
    """
    catalogue = read_po(BytesIO(HEADERS[language].encode()))
    needed = extraction.messages(root)
    for text, context, notes, name in needed if language == "pl" else visitors.only(needed, root):
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


def write(catalogue: Catalog, path: Path) -> None:
    """Write the texts in their own order, without line numbers and dates: diffs stay small."""
    buffer = BytesIO()
    write_po(buffer, catalogue, width=100, omit_header=True, include_lineno=False, sort_output=True)
    header = HEADERS[catalogue.locale.language]
    path.write_text(header + buffer.getvalue().decode().strip() + "\n")
