"""Logs hold no secrets and nothing that a person typed: both are cut before a line is written."""

import logging
import re

SECRET_LINK = re.compile(r"(/(?:zgloszenie|miejsce|zaproszenie|podglad)/)[^/\s\"']+")
# PostgreSQL quotes the row that it refused, line breaks and all.
QUOTED_ROW = re.compile(
    r"(DETAIL: ).*?(?=\n(?:The above|During handling|Traceback|CONTEXT)|\Z)", re.DOTALL
)


class DiscreetFormatter(logging.Formatter):
    def format(self, record):
        text = SECRET_LINK.sub(r"\1…", super().format(record))
        return QUOTED_ROW.sub(r"\1…", text)
