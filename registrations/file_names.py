"""Names of files as people gave them, made harmless to show and to save."""

import re
import unicodedata

LONGEST = 100
NAMELESS = "plik"

# Letters that are not seen, or that turn the direction of writing; broken and private ones.
UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
# Windows takes no file with these letters, and none that is called like a device.
FORBIDDEN = re.compile(r'[<>:"|?*]')
DEVICE = re.compile(r"(con|prn|aux|nul|(com|lpt)[0-9¹²³]) *(\.|$)", re.IGNORECASE)
PARTS = re.compile(r"(.*?)(\.[a-z0-9]{1,10})?", re.IGNORECASE | re.ASCII)


def clean_name(typed: str) -> str:
    """The name without its path and without what deceives the eye; the ending in small letters."""
    stem, ending = PARTS.fullmatch(_last_part(typed)).groups(default="")
    stem = stem.strip(" .")
    if DEVICE.match(stem):
        stem = f"{NAMELESS}-{stem}"
    return (stem[: LONGEST - len(ending)].rstrip(" .") or NAMELESS) + ending.lower()


def _last_part(typed):
    seen = "".join(letter for letter in typed if unicodedata.category(letter) not in UNSEEN)
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", seen))[-1]
    return " ".join(FORBIDDEN.sub("-", last).split())
