"""The tree of tags of a PDF: what a screen reader says, in its order. Used by pdf.py alone.

WeasyPrint's own tree begins a table anew on each page and reads its head and the foot of the page
aloud there, measures pictures from the wrong corner, and takes a tenth of the time of a long list.
"""

from typing import Any

import pydyf
from weasyprint.document import Document
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

SVG = "{http://www.w3.org/2000/svg}"
# What HTML calls it and what PDF does. Anything else is only a way to draw and has no tag.
KINDS = {name: name.upper() for name in ("h1", "h2", "h3", "h4", "h5", "p", "td", "th", "tr")} | {
    "a": "Link",
    "blockquote": "BlockQuote",
    "caption": "Caption",
    "img": "Figure",
    "li": "LI",
    "li::marker": "Lbl",
    "ol": "L",
    "section": "Sect",
    f"{SVG}svg": "Figure",
    "table": "Table",
    "tbody": "TBody",
    "thead": "THead",
    "ul": "L",
}
CELLS = {"TD", "TH"}
# What may hold text by itself; anywhere else the text gets a paragraph of its own.
HOLDERS = CELLS | {"Caption", "Figure", "H1", "H2", "H3", "H4", "H5", "LBody", "Lbl", "Link", "P"}
TO_BE_PRINTED = 4
POINTS = 0.75  # in a pixel


class Element(pydyf.Object):
    """One element of the tree, with its parts in the order in which they are read."""

    def __init__(self, kind: str, parent: "Element | None", page: bytes):
        super().__init__()
        self.kind, self.parent, self.page = kind, parent, page
        self.parts: list[Element | bytes] = []
        self.attributes = b""
        self.is_read = parent is None

    def begin(self) -> None:
        """There is something to say, so it takes its place among the parts of its parent."""
        if not self.is_read:
            self.is_read = True
            self.parent.begin()
            # The number of a point is drawn after its text.
            place = 0 if self.kind == "Lbl" else len(self.parent.parts)
            self.parent.parts.insert(place, self)

    def write(self, pdf: pydyf.PDF, parent: pydyf.Object) -> None:
        """Add it to the PDF, and all that it holds."""
        pdf.add_object(self)
        self.attributes += b"/P " + parent.reference
        for part in self.parts:
            if isinstance(part, Element):
                part.write(pdf, self)

    @property
    def data(self) -> bytes:
        parts = (part.reference if isinstance(part, Element) else part for part in self.parts)
        told = (self.kind.encode(), self.page, self.attributes, b" ".join(parts))
        return b"<</Type/StructElem/S/%b/Pg %b%b/K[%b]>>" % told


def add_tags(pdf: pydyf.PDF, document: Document, _version: str, streams: list) -> None:
    """Put the tree into the PDF; stands in for the function of that name in WeasyPrint."""
    tree = Tree(pdf.page_references)
    for page, stream in zip(document.pages, streams, strict=True):
        tree.add_page(page._page_box, stream)
    tree.write(pdf)
    pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})
    pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})


class Tree:
    """What the pages say; each goes on with what the one before has begun."""

    def __init__(self, pages: tuple[bytes, ...]):
        self.pages = iter(pages)
        self.root = Element("Document", None, pages[0])
        self.begun: dict[tuple[Any, str], Element] = {}
        self.bodies: dict[Element, Element] = {}
        self.links: list[tuple[Element, pydyf.Dictionary]] = []
        # For each page, which element says what is marked by a number there.
        self.said: list[list[Element | None]] = []

    def add_page(self, box: boxes.PageBox, stream: pydyf.Stream) -> None:
        """Hang up what the page says; what is left over is decoration."""
        self.page, self.height, self.marks = next(self.pages), box.margin_height(), stream._tags
        self.said.append([None] * len(self.marks))
        for child in box.children:
            if not isinstance(child, boxes.MarginBox):
                self._read(child, self.root)
        _mark_decoration(stream, self.said[-1])

    def _read(self, box: boxes.Box, parent: Element) -> None:
        if isinstance(box, AbsolutePlaceholder):
            box = box._box
        element = self._element(box, parent)
        if not element:
            return
        if box.link_annotation:
            self._add_link(box.link_annotation, element)
        if box in self.marks:
            self._say(self.marks[box]["mcid"], element)
        for child in box.children:
            self._read(child, element)

    def _element(self, box: boxes.Box, parent: Element) -> Element | None:
        """The one that the box belongs to; None if it says nothing, or nothing new."""
        if isinstance(box, boxes.TextBox):
            return parent
        kind = KINDS.get(box.element_tag)
        if isinstance(box, boxes.LineBox) and (kind or parent.kind) not in HOLDERS:
            if parent.kind == "LI":
                return self._body_of(parent)
            kind = "P"
        elif not kind:
            return parent
        if parent.kind == "LI" and kind != "Lbl":
            parent = self._body_of(parent)
        element = self.begun.get((box.element, kind))
        if element:
            is_repeated = kind == "THead" and element.page != self.page
            return None if is_repeated else element
        if kind == "Figure" and box.element.get("alt") == "":
            return None
        return self._begin(kind, box, parent)

    def _body_of(self, item: Element) -> Element:
        """Where all of a list's item is but its point: words, paragraphs, lists."""
        return self.bodies.setdefault(item, Element("LBody", item, self.page))

    def _begin(self, kind: str, box: boxes.Box, parent: Element) -> Element:
        element = self.begun[box.element, kind] = Element(kind, parent, self.page)
        if kind in CELLS:
            element.attributes = _about_cell(kind, box)
            element.begin()  # A cell keeps its place even if nothing is in it.
        elif kind == "Figure":
            element.attributes = self._about_figure(box)
        return element

    def _about_figure(self, box: boxes.Box) -> bytes:
        title = box.element.find(f"{SVG}title")
        alt = box.element.get("alt") if title is None else title.text
        left, upper = box.content_box_x(), self.height - box.content_box_y()
        corners = (left, upper - box.height, left + box.width, upper)
        place = pydyf.Array(POINTS * length for length in corners)
        return b"/Alt %b/A<</O/Layout/BBox%b>>" % (pydyf.String(alt or "").data, place.data)

    def _add_link(self, annotation: pydyf.Dictionary, element: Element) -> None:
        element.begin()
        annotation["F"] = TO_BE_PRINTED
        told = (annotation.reference, self.page)
        element.parts.append(b"<</Type/OBJR/Obj %b/Pg %b>>" % told)
        self.links.append((element, annotation))

    def _say(self, number: int, element: Element) -> None:
        element.begin()
        self.said[-1][number] = element
        told = b"%d" % number
        if element.page != self.page:
            told = b"<</Type/MCR/Pg %b/MCID %b>>" % (self.page, told)
        element.parts.append(told)

    def write(self, pdf: pydyf.PDF) -> None:
        """Add all elements to the PDF, and how they are found from what is on the pages."""
        root = pydyf.Dictionary({"Type": "/StructTreeRoot"})
        pdf.add_object(root)
        self.root.write(pdf, root)
        numbers = pydyf.Array()
        for page, elements in enumerate(self.said):
            found = [element.reference if element else "null" for element in elements]
            numbers += [page, pydyf.Array(found)]
        for number, (element, annotation) in enumerate(self.links, start=len(self.said)):
            annotation["StructParent"] = number
            numbers += [number, element.reference]
        root["ParentTree"] = pydyf.Dictionary({"Nums": numbers})
        root["K"] = self.root.reference
        pdf.catalog["StructTreeRoot"] = root.reference


def _about_cell(kind: str, box: boxes.Box) -> bytes:
    told = b"".join(
        b"/%b %d" % (name, count)
        for name, count in ((b"ColSpan", box.colspan), (b"RowSpan", box.rowspan))
        if count > 1
    )
    if kind == "TH":
        heads_column = box.element.get("scope", "col") == "col"
        told += b"/Scope/Column" if heads_column else b"/Scope/Row"
    return b"/A<</O/Table%b>>" % told if told else b""


def _mark_decoration(stream: pydyf.Stream, said: list[Element | None]) -> None:
    """Turn the marks of what nobody says into those of an artifact."""
    for at, item in enumerate(stream.stream):
        if isinstance(item, pydyf.Dictionary) and "MCID" in item and not said[item["MCID"]]:
            stream.stream[at - 1] = "/Artifact"
            stream.stream[at] = pydyf.Dictionary({"Type": "/Pagination"})
