"""Rich text as lines of plain text, for what must not change when the rich text does."""

from html.parser import HTMLParser

BULLET = "• "
BLOCKS = {"p", "h2", "h3", "h4", "li", "blockquote", "tr", "br"}
CELLS = {"td", "th"}


def in_lines(rich: str) -> str:
    """A line for each paragraph, heading, point and row; points begin with a bullet."""
    reader = _Reader()
    reader.feed(rich)
    reader.close()
    lines = (" ".join(line.split()) for line in reader.text.splitlines())
    return "\n".join(line for line in lines if line.strip(BULLET))


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.text = ""

    def handle_starttag(self, tag, attrs):
        if tag in BLOCKS and not self.text.endswith(BULLET):  # a paragraph within a point
            self.text += "\n"
        if tag == "li":
            self.text += BULLET
        elif tag in CELLS:
            self.text += " "

    def handle_endtag(self, tag):
        if tag in BLOCKS:
            self.text += "\n"

    def handle_data(self, data):
        self.text += data.replace("\n", " ")
