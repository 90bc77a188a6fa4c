"""Ukrainian dates: 22.09.2026; the hours as on all our pages, with a dot: 15.00."""

DATE_FORMAT = "j E Y"
TIME_FORMAT = "G.i"
DATETIME_FORMAT = "j E Y, G.i"
SHORT_DATE_FORMAT = "d.m.Y"
SHORT_DATETIME_FORMAT = "d.m.Y G.i"
YEAR_MONTH_FORMAT = "F Y"
MONTH_DAY_FORMAT = "j E"
FIRST_DAY_OF_WEEK = 1
