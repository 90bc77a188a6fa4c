"""What every PDF of ours must be, by two checkers that know nothing of us and by the file itself."""

import ctypes
import re
from dataclasses import dataclass, field
from io import BytesIO
from itertools import pairwise
from tempfile import NamedTemporaryFile

import outloud
import pdfua
import pikepdf
import pypdfium2
from django.conf import settings
from django.core.files.base import ContentFile
from pypdfium2 import raw

from owes_portal.pdf_reading import validate_pdf

CELLS = ("TH", "TD")
FOOT = re.compile(r"\b(strona|page) \d+ (z|of) \d+")
SCHEMES = ("https:", "http:", "mailto:", "tel:")
MARGIN_BELOW = 16 * 72 / 25.4  # where the foot of the page stands
HYPHEN = "\x02"  # what pdfium makes of one at the end of a line
# Rules that are wrong about us, and why.
FALSE_ALARMS = {
    "PAG-001": "rows of equal words at the end of the pages are no foot; ours is looked for below",
    "TAG-002": "long heads of tables that are repeated are no prose; what is hidden is checked below",
    "TBL-010": "of two columns one heads the rows, so there are more headings than other cells",
    "TBL-012": "the cells to sign in are empty",
    "TBL-014": "a table that goes on is sought on the page where it begins only",
}


def assert_accessible(content, *, language="pl"):
    """The one line for a test of a paper."""
    assert faults(content, language=language) == []


def faults(content, *, language="pl"):
    """Everything that is wrong with the PDF, in words."""
    validate_pdf(ContentFile(content, "paper.pdf"))  # no script and no file inside
    with pikepdf.open(BytesIO(content)) as document:
        return [
            *_faults_by_checkers(content),
            *_faults_of_metadata(document, language),
            *_faults_of_tags(document),
            *_faults_of_links(document),
            *_faults_of_reading(content),
            *_faults_of_what_is_hidden(content),
        ]


def _faults_by_checkers(content):
    """Both rule books: not an error and not a warning."""
    with NamedTemporaryFile(suffix=".pdf") as file:
        file.write(content)
        file.flush()
        told, validated = outloud.check(file.name), pdfua.validate(file.name)
    if told.error:
        yield f"outloud cannot read it: {told.error}"
    for finding in told.findings:
        if finding.severity != "info" and finding.rule not in FALSE_ALARMS:
            yield f"outloud {finding.rule}: {finding.message} ({finding.evidence})"
    for finding in validated.findings:
        yield f"pdfua: {finding}"


def _faults_of_metadata(document, language):
    root, title = document.Root, str(document.docinfo.get("/Title", ""))
    if root.get("/Lang") != language:
        yield f"the language is {root.get('/Lang')}"
    if not title or document.open_metadata().get("dc:title") != title:
        yield "the title is missing, or told twice in different words"
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle"):
        yield "the title is not shown"
    if {"/CreationDate", "/ModDate"} & document.docinfo.keys():
        yield "the file tells when it was made, so it is another file each time"
    if "/Outlines" not in root:
        yield "there are no bookmarks"
    if any(page.get("/Tabs") != "/S" for page in document.pages):
        yield "the tab key does not follow the tags"


def _faults_of_tags(document):
    """Each marked text hangs in the tree exactly once, where the tree of parents says."""
    parents = _tree_of_parents(document)
    marked = [_marked(page) for page in document.pages]
    hanging = [set() for _ in document.pages]
    for element in elements(document):
        if element.kind == "TH" and element.attributes.get("/Scope") not in ("/Column", "/Row"):
            yield f"a heading of a table without its scope: {element.attributes}"
        for page, number in element.marks:
            if number in hanging[page]:
                yield f"mark {number} of page {page} hangs twice"
            hanging[page].add(number)
            if parents[page][number] != element.objgen:
                yield f"mark {number} of page {page} has another parent"
    for page, (drawn, hung) in enumerate(zip(marked, hanging, strict=True)):
        if drawn != hung:
            yield f"marks of page {page} that do not hang: {drawn ^ hung}"


def _faults_of_links(document):
    for page in document.pages:
        for note in page.get("/Annots", []):
            # A link that somebody follows may lead anywhere: whoever wrote the programme set it.
            address = str(note.get("/A", {}).get("/URI", settings.SITE_URL))
            if note.get("/Subtype") != "/Link" or not address.startswith(SCHEMES):
                yield f"it does more than lead to an address: {address}"


def _faults_of_reading(content):
    """The foot of the page is not read, and no table begins anew on the next page."""
    for kind, text in spoken(content):
        if FOOT.search(text):
            yield f"{kind} reads the foot of the page: {text}"
    words = _words(content)
    with pikepdf.open(BytesIO(content)) as document:
        for element in elements(document):
            heads = [_rows(one, words)[:1] for one in element.children if one.kind == "Table"]
            if any(head == following for head, following in pairwise(heads)):
                yield f"a table begins anew: {heads[0]}"


def _faults_of_what_is_hidden(content):
    """What is drawn but not read is the foot of the page, or a head of a table on its next page."""
    heads = {word for table in tables(content) for cell in table[0] for word in cell.split()}
    for page in pypdfium2.PdfDocument(content):
        letters = page.get_textpage()
        for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
            is_read = raw.FPDFPageObj_GetMarkedContentID(item.raw) >= 0
            if is_read or item.get_bounds()[3] < MARGIN_BELOW:
                continue
            hidden = [word for word in _letters(item, letters).split() if word not in heads]
            if hidden:
                yield f"nobody is read what stands there: {' '.join(hidden)}"


# The tree of tags


@dataclass
class Element:
    """One element of the tree: its kind, and its parts in the order in which they are read.

    A part is another element or the (page, number) of a marked piece of the page.
    """

    kind: str
    objgen: tuple[int, int]
    attributes: dict
    alt: str
    parts: list = field(default_factory=list)

    @property
    def marks(self):
        return [part for part in self.parts if isinstance(part, tuple)]

    @property
    def children(self):
        return [part for part in self.parts if isinstance(part, Element)]

    def below(self):
        """Itself and all that it holds, as read."""
        yield self
        for child in self.children:
            yield from child.below()


def elements(document):
    """All elements of the tree, as read."""
    return list(tree(document).below())


def tree(document):
    pages = {page.objgen: number for number, page in enumerate(document.pages)}
    return _element(document.Root.StructTreeRoot.K, pages)


def _element(item, pages):
    attributes = {key: str(value) for key, value in item.get("/A", {}).items()}
    alt = str(item.get("/Alt", ""))
    made = Element(str(item.S).lstrip("/"), item.objgen, attributes, alt)
    kids = item.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, int):
            made.parts.append((pages[item.Pg.objgen], kid))
        elif kid.get("/Type") == "/MCR":
            made.parts.append((pages[kid.Pg.objgen], kid.MCID))
        elif "/S" in kid:
            made.parts.append(_element(kid, pages))
    return made


def _tree_of_parents(document):
    """For each page, the element of each marked piece."""
    numbers = list(document.Root.StructTreeRoot.ParentTree.Nums)
    of_key = dict(zip(numbers[::2], numbers[1::2], strict=True))
    return [
        [parent.objgen if parent else None for parent in of_key[page.StructParents]]
        for page in document.pages
    ]


def _marked(page):
    """The numbers of the pieces that are drawn on the page."""
    found = set()
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "BDC" and "/MCID" in operands[1]:
            found.add(int(operands[1].MCID))
    return found


# What is read aloud


def spoken(content):
    """The text as a screen reader says it: (kind of element, its own words), nothing twice."""
    with pikepdf.open(BytesIO(content)) as document:
        words = _words(content)
        said = []
        for element in elements(document):
            if text := element.alt or _say(element.marks, words):
                said.append((element.kind, text))
        return said


def tables(content):
    """Each table as rows of texts of its cells, in the order in which they are read."""
    with pikepdf.open(BytesIO(content)) as document:
        words = _words(content)
        return [_rows(one, words) for one in elements(document) if one.kind == "Table"]


def _rows(table, words):
    return [
        [_say(_all_marks(cell), words) for cell in row.children if cell.kind in CELLS]
        for row in table.below()
        if row.kind == "TR"
    ]


def _all_marks(element):
    return [mark for one in element.below() for mark in one.marks]


def _say(marks, words):
    """Lines of the same thing are one text, with plain spaces."""
    said = " ".join(" ".join(words.get(mark, "") for mark in marks).split())
    return said.replace(f"{HYPHEN} ", "-")


def _words(content):
    """(page, number of the marked piece) to its text."""
    said = {}
    for number, page in enumerate(pypdfium2.PdfDocument(content)):
        letters = page.get_textpage()
        for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
            mark = (number, raw.FPDFPageObj_GetMarkedContentID(item.raw))
            said[mark] = said.get(mark, "") + _letters(item, letters)
    return said


def _letters(item, letters):
    length = raw.FPDFTextObj_GetText(item.raw, letters.raw, None, 0)
    room = ctypes.create_string_buffer(length)
    raw.FPDFTextObj_GetText(
        item.raw, letters.raw, ctypes.cast(room, ctypes.POINTER(raw.FPDF_WCHAR)), length
    )
    return room.raw[:-2].decode("utf-16-le")
