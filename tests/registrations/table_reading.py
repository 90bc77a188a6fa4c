"""Tables as a spreadsheet program reads them."""

from io import BytesIO

import openpyxl

NBSP = "\u00a0"


def written(table, subject, format="xlsx", **options):
    """The name of the file and what is in it."""
    file = BytesIO()
    filename = table(
        getattr(subject, "pk", subject), file, lambda _: None, format=format, **options
    )
    return filename, file.getvalue()


def rows_of(table, subject):
    """Each row by the headings, empty cells left out."""
    workbook = openpyxl.load_workbook(BytesIO(written(table, subject)[1]))
    headings, *rows = workbook.active.iter_rows(values_only=True)
    return [
        {
            name.replace(NBSP, " "): value
            for name, value in zip(headings, row, strict=True)
            if value is not None
        }
        for row in rows
    ]


def headings_of(table, subject):
    workbook = openpyxl.load_workbook(BytesIO(written(table, subject)[1]))
    return [cell.value.replace(NBSP, " ") for cell in workbook.active[1]]
