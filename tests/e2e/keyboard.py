"""A person without a mouse: everything is reached by Tab, done by Space, Enter and arrows."""

import re

from playwright.sync_api import expect

STEPS = 200


class Keyboard:
    """Finds controls by walking forward through the page, as a person does."""

    def __init__(self, page):
        self.page, self.file = page, None
        # From the start: a chooser that opens before somebody waits for it is lost.
        page.on("filechooser", lambda chooser: chooser.set_files(self.file))

    def press(self, key, times=1):
        for _ in range(times):
            self.page.keyboard.press(key)

    def to(self, name, *, which=0):
        """Go to the control of that label, words or name; of several alike to the one so far on."""
        for _step in range(STEPS):
            self.press("Tab")
            focused = self._focused()
            if not focused["in_sight"]:  # The browser may still be moving it there.
                self.page.wait_for_timeout(300)
                assert self._focused()["in_sight"], f"out of sight: {focused['words']}"
            if name in focused["words"]:
                if not which:
                    return
                which -= 1
        raise AssertionError(f"Tab never reaches {name}")

    def write(self, name, text, **options):
        """Write into a field, in place of what stands there."""
        self.to(name, **options)
        self.write_here(text)

    def write_here(self, text):
        self.press("Control+a")
        self.page.keyboard.type(text)

    def tick(self, name, **options):
        """Mark a check box."""
        self.to(name, **options)
        self.press("Space")

    def choose(self, group, place, **options):
        """Of a group of radio buttons the one at that place, counted from 1."""
        self.to(group, **options)
        self.press("Space")
        self.press("ArrowDown", place - 1)

    def follow(self, name, **options):
        """Go to a link or a button and press it."""
        self.to(name, **options)
        with self.page.expect_navigation():
            self.press("Enter")

    def attach_here(self, file):
        """Choose a file: `{"name", "mimeType", "buffer"}`."""
        self.file = file
        self.press("Space")
        expect(self.page.locator(":focus")).to_have_value(re.compile(file["name"]))

    def submit(self):
        """Enter in a text field sends the form."""
        with self.page.expect_navigation():
            self.press("Enter")

    def _focused(self):
        """Label, group and words of what has the focus, and whether one sees it."""
        return self.page.evaluate(
            """() => {
                const it = document.activeElement;
                const labels = [...(it.labels || [])].map(one => one.innerText);
                const group = it.closest("fieldset")?.querySelector("legend")?.innerText || "";
                const grouped = it.type === "radio" ? group : "";
                const own = it.matches("a, button, summary") ? it.textContent : "";
                const place = it.getBoundingClientRect();
                return {
                    words: [it.name, ...labels, grouped, own].join(" | ").replaceAll("\u00a0", " "),
                    in_sight: place.bottom >= 0 && place.top <= innerHeight,
                };
            }"""
        )
