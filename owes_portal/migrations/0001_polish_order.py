"""pl_key(text): the place of a text in the Polish order, the same on every server.

Each Polish letter becomes its Latin one followed by "~", which comes after "z" in ASCII;
ź and ż both stand after z, so ż has two.
"""

from django.db import migrations

CREATE = """
CREATE FUNCTION pl_key(value text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
SELECT
replace(replace(replace(replace(replace(replace(replace(replace(replace(
    lower(translate(value, 'ĄĆĘŁŃÓŚŹŻ', 'ąćęłńóśźż') COLLATE "C"),
'ą', 'a~'), 'ć', 'c~'), 'ę', 'e~'), 'ł', 'l~'), 'ń', 'n~'), 'ó', 'o~'), 'ś', 's~'),
'ź', 'z~'), 'ż', 'z~~')
$$
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [migrations.RunSQL(CREATE, "DROP FUNCTION pl_key(text)")]
