"""Meetings with their decisions, and what is noted beside the duties (R018, R019, R024, D04, D09, D10)."""

TABLES = (
    """
CREATE TABLE meeting (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    customer_id INTEGER NOT NULL REFERENCES customer (id) ON DELETE RESTRICT,
    site_id INTEGER REFERENCES site (id) ON DELETE RESTRICT,
    planned_on TEXT NOT NULL,
    start_at TEXT NOT NULL,
    place TEXT NOT NULL,
    ours TEXT NOT NULL,
    theirs TEXT NOT NULL,
    topics TEXT NOT NULL,
    held_on TEXT,
    minutes TEXT NOT NULL,
    cancelled_why TEXT NOT NULL,
    employee TEXT NOT NULL,
    CHECK (held_on IS NULL OR cancelled_why = '')
) STRICT
""",
    """
CREATE TABLE meeting_task (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    meeting_id INTEGER NOT NULL REFERENCES meeting (id) ON DELETE RESTRICT,
    customer_id INTEGER NOT NULL REFERENCES customer (id) ON DELETE RESTRICT,
    what TEXT NOT NULL CHECK (what <> ''),
    by_customer INTEGER NOT NULL CHECK (by_customer IN (0, 1)),
    owner TEXT NOT NULL,
    due_on TEXT NOT NULL,
    done_on TEXT,
    outcome TEXT NOT NULL
) STRICT
""",
    """
CREATE TABLE seen_day (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    day TEXT NOT NULL UNIQUE,
    employee TEXT NOT NULL
) STRICT
""",
    """
CREATE TABLE next_attempt (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    duty_key TEXT NOT NULL UNIQUE,
    customer_id INTEGER NOT NULL REFERENCES customer (id) ON DELETE RESTRICT,
    try_on TEXT NOT NULL,
    try_at TEXT NOT NULL,
    why TEXT NOT NULL CHECK (why <> ''),
    employee TEXT NOT NULL,
    noted_at TEXT NOT NULL
) STRICT
""",
    """
CREATE TABLE report_waiver (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    visit_id INTEGER NOT NULL UNIQUE REFERENCES visit (id) ON DELETE RESTRICT,
    why TEXT NOT NULL CHECK (why <> ''),
    employee TEXT NOT NULL,
    decided_on TEXT NOT NULL
) STRICT
""",
)

INDEXES = (
    "CREATE INDEX meeting_customer ON meeting (customer_id, held_on)",
    "CREATE INDEX meeting_planned ON meeting (planned_on) WHERE held_on IS NULL AND cancelled_why = ''",
    "CREATE INDEX meeting_site ON meeting (site_id) WHERE site_id IS NOT NULL",
    "CREATE INDEX meeting_task_of ON meeting_task (meeting_id)",
    "CREATE INDEX meeting_task_customer ON meeting_task (customer_id)",
    "CREATE INDEX meeting_task_open ON meeting_task (due_on) WHERE done_on IS NULL",
    (
        "CREATE INDEX interaction_in_vain ON interaction (happened_at) "
        "WHERE result IN ('unreachable', 'voicemail', 'call_back')"
    ),
    "CREATE INDEX visit_unprepared ON visit (site_id, date_on) WHERE preparation_missing <> ''",
    "CREATE INDEX visit_first ON visit (date_on) WHERE kind = 'first'",
    "CREATE INDEX next_attempt_customer ON next_attempt (customer_id)",
)

COLUMNS = (
    # What was talked about in the calls around a visit (R018, R019).
    "ALTER TABLE interaction ADD COLUMN reminded INTEGER NOT NULL DEFAULT 0 CHECK (reminded IN (0, 1))",
    (
        "ALTER TABLE interaction ADD COLUMN asked_special INTEGER NOT NULL DEFAULT 0 "
        "CHECK (asked_special IN (0, 1))"
    ),
    "ALTER TABLE interaction ADD COLUMN site_ready INTEGER CHECK (site_ready IN (0, 1))",
)


def up(migrator, db):
    """Add the tables and columns; the version is written in the same transaction."""
    for statement in (*TABLES, *INDEXES, *COLUMNS):
        db.execute_sql(statement)
    db.execute_sql("PRAGMA user_version = 11")
