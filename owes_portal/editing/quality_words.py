"""What links, pictures and files are called by those who were in a hurry."""

import re

# Words that say nothing by themselves: a screen reader lists the links of a page without the rest.
EMPTY_LINKS = {
    *("tu", "tutaj", "kliknij", "kliknij tu", "kliknij tutaj", "link", "pod tym linkiem"),
    *("więcej", "czytaj więcej", "zobacz", "zobacz więcej", "pobierz", "strona", "here", "more"),
}
RAW_ADDRESS = re.compile(r"(https?://|www\.)\S+$", re.IGNORECASE)
# Of a camera, a scanner, a telephone, or of somebody who saves again and again.
FILE_NAME = re.compile(
    r"\.(pdf|docx?|odt|xlsx?|jpe?g|png|webp|gif|heic)$"
    r"|^(img|dsc|dscn|pict?|p|scan|skan|image|obraz|zdj[eę]cie|foto)[\W_]*\d[\W_\d]*$"
    r"|(^|[\W_])(final|finalna|finalny|ostateczn[aye]|poprawion[aye]|kopia|nowy?a?)[\W_]*v?\d*$"
    r"|[\W_](v|ver|wersja)[\W_]?\d+$|\w_\w+_\w",
    re.IGNORECASE,
)
