"""Count how often a day changed its time or place, whoever changed it.

Calendar programs take the entry with the higher SEQUENCE (RFC 5545, 3.8.7.4), so the number never
goes back: a day that somebody saves as it was read before keeps the newer number.
"""

from django.db import migrations

CREATE = """
CREATE FUNCTION count_revision_of_day() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.revision := greatest(NEW.revision, OLD.revision + (
        (NEW.starts_at, NEW.ends_at, NEW.place, NEW.address)
        IS DISTINCT FROM (OLD.starts_at, OLD.ends_at, OLD.place, OLD.address)
    )::int);
    RETURN NEW;
END $$;
CREATE TRIGGER day_changes BEFORE UPDATE ON events_eventday
    FOR EACH ROW EXECUTE FUNCTION count_revision_of_day();

CREATE FUNCTION count_revision_of_days() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE events_eventday SET revision = revision + 1 WHERE event_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER event_is_called_off AFTER UPDATE ON events_event FOR EACH ROW
    WHEN ((OLD.cancelled_at IS NULL) IS DISTINCT FROM (NEW.cancelled_at IS NULL))
    EXECUTE FUNCTION count_revision_of_days();
"""
DROP = """
DROP TRIGGER event_is_called_off ON events_event;
DROP TRIGGER day_changes ON events_eventday;
DROP FUNCTION count_revision_of_days;
DROP FUNCTION count_revision_of_day;
"""


class Migration(migrations.Migration):
    dependencies = [("events", "0005_revision_of_days_and_survey")]
    operations = [migrations.RunSQL(CREATE, DROP)]
