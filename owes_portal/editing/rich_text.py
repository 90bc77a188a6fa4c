"""What stands in rich text, for those who check it: its headings, its links and its words."""

from html.parser import HTMLParser

HEADINGS = {"h2": 2, "h3": 3, "h4": 4}


class RichText(HTMLParser):
    """Reads the text at once; what is found stands in its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.levels: list[int] = []
        self.links: list[str] = []  # what each says
        self.words = ""
        self._is_in_link = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.words += " "
        if tag in HEADINGS:
            self.levels.append(HEADINGS[tag])
        if tag == "a":
            self._is_in_link = True
            self.links.append("")

    def handle_endtag(self, tag):
        self.words += " "
        if tag == "a":
            self._is_in_link = False

    def handle_data(self, data):
        self.words += data
        if self._is_in_link:
            self.links[-1] += data

    def skips_a_level(self) -> bool:
        """Whether a heading is deeper than one step below the one before; the title is the first."""
        before = [1, *self.levels]
        return any(now - last > 1 for last, now in zip(before, self.levels, strict=False))
