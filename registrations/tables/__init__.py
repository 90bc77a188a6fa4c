"""The tables of an event and the register's: columns, rows one by one, as XLSX or CSV."""

from registrations.tables.attendance import ATTENDANCE
from registrations.tables.catering import CATERING
from registrations.tables.needs import NEEDS
from registrations.tables.register import REGISTER
from registrations.tables.signups import SIGNUPS
from registrations.tables.table import FORMATS, Table

# Those of an event that one right opens; what people need wants another one, a reason and a password.
TABLES = (SIGNUPS, ATTENDANCE, CATERING)

__all__ = ["ATTENDANCE", "CATERING", "FORMATS", "NEEDS", "REGISTER", "SIGNUPS", "TABLES", "Table"]
