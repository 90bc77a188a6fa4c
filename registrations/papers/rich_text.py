"""Rich text on paper: headings below those of the paper, heads of tables, links that can be read."""

from html.parser import HTMLParser
from xml.etree import ElementTree

import nh3
from django.utils.safestring import SafeString, mark_safe

TAGS = {"p", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "strong", "em", "br", "a"}
TAGS |= {"table", "tbody", "tr", "th", "td"}
ATTRIBUTES = {"a": {"href"}}
SCHEMES = ("https:", "http:", "mailto:", "tel:")
# The paper's own sections have headings of the second level.
LOWEST_HEADING_ABOVE = 2


class _Tree(HTMLParser):
    """A tree of what nh3 has cleaned: every tag is closed, but for <br>."""

    def __init__(self) -> None:
        super().__init__()
        self.builder = ElementTree.TreeBuilder()

    def handle_starttag(self, tag: str, attrs: list) -> None:
        self.builder.start(tag, dict(attrs))
        if tag == "br":
            self.builder.end(tag)

    def handle_endtag(self, tag: str) -> None:
        self.builder.end(tag)

    def handle_data(self, data: str) -> None:
        self.builder.data(data)


def on_paper(text: str) -> SafeString:
    """The text cleaned once more and given the structure that readers of PDFs rely on."""
    clean = nh3.clean(text, tags=TAGS, attributes=ATTRIBUTES, link_rel=None)
    parser = _Tree()
    parser.feed(f"<div>{clean}</div>")
    tree = parser.builder.close()
    _sink_headings(tree)
    for table in tree.iter("table"):
        _give_head(table)
    for link in tree.iter("a"):
        _spell_out(link)
    return mark_safe(ElementTree.tostring(tree, encoding="unicode", method="html"))


def _sink_headings(tree: ElementTree.Element) -> None:
    """One level down, and none is skipped on the way."""
    above = LOWEST_HEADING_ABOVE
    for element in tree.iter():
        if element.tag in ("h2", "h3", "h4"):
            above = min(int(element.tag[1]) + 1, above + 1)
            element.tag = f"h{above}"


def _give_head(table: ElementTree.Element) -> None:
    """The first row heads the columns, unless it holds names of rows beside other cells."""
    body = table.find("tbody")
    if body is None or not len(body):
        return
    first = body[0]
    heads_rows = {"th", "td"} == {cell.tag for cell in first}
    for cell in body.iter("th"):
        cell.set("scope", "row")
    if not heads_rows:
        body.remove(first)
        head = ElementTree.Element("thead")
        head.append(first)
        table.insert(0, head)
        for cell in first:
            cell.tag = "th"
            cell.set("scope", "col")


def _spell_out(link: ElementTree.Element) -> None:
    """Words alone, as tags in links break PDF/UA, with the address that nobody can click on paper."""
    words, address, tail = "".join(link.itertext()), link.get("href", ""), link.tail or ""
    link.clear()
    link.text, link.tail = words, tail
    if not address.startswith(SCHEMES):
        link.tag = "span"
        return
    link.set("href", address)
    told = address.removeprefix("mailto:").removeprefix("tel:")
    if told not in words:
        link.text = f"{words} ({told})"
