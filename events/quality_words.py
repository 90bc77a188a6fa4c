"""Words that are right for a day."""

import re

# True on the day of writing only; in news, so „dzisiaj” in a programme is nobody's fault.
RELATIVE = re.compile(
    r"\b(wczoraj\w*|przedwczoraj\w*|jutro|jutrzejsz\w+|pojutrze|dzisiaj|dziś|dzisiejsz\w+)\b",
    re.IGNORECASE,
)
