"""Sheets about the quality of calls, one for each person and month (R116)."""

TABLE = """
CREATE TABLE quality_sheet (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    employee_id INTEGER NOT NULL REFERENCES employee (id) ON DELETE RESTRICT,
    month TEXT NOT NULL CHECK (month GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]'),
    checked_on TEXT NOT NULL CHECK (checked_on > '1990'),
    checked_by TEXT NOT NULL,
    calls INTEGER NOT NULL CHECK (calls > 0),
    failed TEXT NOT NULL,
    remark TEXT NOT NULL,
    UNIQUE (employee_id, month)
) STRICT
"""


def up(migrator, db):
    """Make the table; the version is written in the same transaction."""
    db.execute_sql(TABLE)
    db.execute_sql("PRAGMA user_version = 20")
