"""Polish dates: 22.09.2026, and hours with a dot: 15.00."""

DATE_FORMAT = "j E Y"
TIME_FORMAT = "G.i"
DATETIME_FORMAT = "j E Y, \\g\\o\\d\\z. G.i"
SHORT_DATE_FORMAT = "d.m.Y"
SHORT_DATETIME_FORMAT = "d.m.Y G.i"
YEAR_MONTH_FORMAT = "F Y"
MONTH_DAY_FORMAT = "j E"
FIRST_DAY_OF_WEEK = 1

# Hours are typed with a colon, with a dot or alone; what is shown in an input has no seconds.
TIME_INPUT_FORMATS = ["%H:%M", "%H.%M", "%H:%M:%S", "%H"]
