"""For migrations: tables whose rows are content, and move the content stamp when they change."""

from django.db import migrations

CREATE = """
CREATE TABLE content_stamp (only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row), number bigint NOT NULL);
CREATE SEQUENCE content_stamp_number;
CREATE FUNCTION move_content_stamp() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO content_stamp (number) VALUES (nextval('content_stamp_number'))
    ON CONFLICT (only_row) DO UPDATE SET number = excluded.number;
    RETURN NULL;
END $$;
"""
DROP = "DROP FUNCTION move_content_stamp; DROP SEQUENCE content_stamp_number; DROP TABLE content_stamp;"


def create_stamp() -> migrations.RunSQL:
    """The stamp itself: one row, whose number is never used twice, even after TRUNCATE."""
    return migrations.RunSQL(CREATE, DROP)


def content(table: str, *, besides: str = "") -> migrations.RunSQL:
    """Let every change of the table move the stamp, except changes of the column `besides`."""
    return migrations.RunSQL(_triggers(table, besides), _drop(table))


def _triggers(table: str, besides: str) -> str:
    statement = "EXECUTE FUNCTION move_content_stamp();"
    whole = f"CREATE TRIGGER content_comes AFTER {{}} ON {table} FOR EACH STATEMENT {statement}"
    if not besides:
        return whole.format("INSERT OR UPDATE OR DELETE OR TRUNCATE")
    return (
        whole.format("INSERT OR DELETE OR TRUNCATE")
        + f"""
        CREATE TRIGGER content_changes AFTER UPDATE ON {table} FOR EACH ROW
        WHEN (to_jsonb(OLD) - '{besides}' IS DISTINCT FROM to_jsonb(NEW) - '{besides}') {statement}
    """
    )


def _drop(table: str) -> str:
    return f"""
        DROP TRIGGER IF EXISTS content_comes ON {table};
        DROP TRIGGER IF EXISTS content_changes ON {table};
    """
