"""Likely delays, and whether the customer was told before noticing (R137)."""

TABLE = """
CREATE TABLE delay (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    customer_id INTEGER NOT NULL REFERENCES customer (id) ON DELETE RESTRICT,
    visit_id INTEGER REFERENCES visit (id) ON DELETE RESTRICT,
    complaint_id INTEGER REFERENCES complaint (id) ON DELETE RESTRICT,
    entered_at TEXT NOT NULL,
    expected TEXT NOT NULL CHECK (expected <> ''),
    told_at TEXT,
    told_before INTEGER NOT NULL CHECK (told_before IN (0, 1)),
    CHECK (told_before = 0 OR told_at IS NOT NULL)
) STRICT
"""

INDEXES = (
    "CREATE INDEX delay_customer ON delay (customer_id)",
    "CREATE INDEX delay_entered ON delay (entered_at)",
    "CREATE INDEX delay_untold ON delay (entered_at) WHERE told_at IS NULL",
    "CREATE INDEX delay_visit ON delay (visit_id) WHERE visit_id IS NOT NULL",
    "CREATE INDEX delay_complaint ON delay (complaint_id) WHERE complaint_id IS NOT NULL",
)


def up(migrator, db):
    """Add the table; the version is written in the same transaction."""
    for statement in (TABLE, *INDEXES):
        db.execute_sql(statement)
    db.execute_sql("PRAGMA user_version = 6")
