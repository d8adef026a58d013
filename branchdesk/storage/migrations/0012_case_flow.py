"""The case from the first ring to the promise: talk, hand-overs, escalation, tasks, frozen clocks."""

TABLES = (
    """
CREATE TABLE case_talk (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    complaint_id INTEGER NOT NULL UNIQUE REFERENCES complaint (id) ON DELETE RESTRICT,
    problem TEXT NOT NULL,
    place TEXT NOT NULL,
    noticed TEXT NOT NULL,
    extent TEXT NOT NULL,
    wishes TEXT NOT NULL,
    facts TEXT,
    facts_at TEXT,
    facts_reply_at TEXT,
    course TEXT NOT NULL,
    apology TEXT NOT NULL,
    consent_by TEXT NOT NULL,
    consent_at TEXT,
    understood INTEGER CHECK (understood IN (0, 1)),
    explanations INTEGER NOT NULL CHECK (explanations >= 0),
    loan_offered INTEGER CHECK (loan_offered IN (0, 1)),
    loan_what TEXT NOT NULL,
    explanation TEXT NOT NULL
) STRICT
""",
    """
CREATE TABLE case_recap (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    complaint_id INTEGER NOT NULL REFERENCES complaint (id) ON DELETE RESTRICT,
    place INTEGER NOT NULL CHECK (place >= 1),
    text TEXT NOT NULL CHECK (text <> ''),
    corrected INTEGER NOT NULL CHECK (corrected IN (0, 1)),
    confirmed INTEGER NOT NULL CHECK (confirmed IN (0, 1)),
    said_at TEXT NOT NULL,
    said_by TEXT NOT NULL,
    UNIQUE (complaint_id, place)
) STRICT
""",
    """
CREATE TABLE case_option (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    complaint_id INTEGER NOT NULL REFERENCES complaint (id) ON DELETE RESTRICT,
    place INTEGER NOT NULL CHECK (place >= 1),
    text TEXT NOT NULL CHECK (text <> ''),
    why TEXT NOT NULL,
    chosen INTEGER NOT NULL CHECK (chosen IN (0, 1)),
    UNIQUE (complaint_id, place)
) STRICT
""",
    """
CREATE TABLE case_caller (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    complaint_id INTEGER NOT NULL REFERENCES complaint (id) ON DELETE RESTRICT,
    name TEXT NOT NULL,
    phone TEXT NOT NULL,
    text TEXT NOT NULL,
    called_at TEXT NOT NULL,
    taken_by TEXT NOT NULL,
    CHECK (name <> '' OR phone <> '')
) STRICT
""",
    """
CREATE TABLE case_task (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    complaint_id INTEGER NOT NULL REFERENCES complaint (id) ON DELETE RESTRICT,
    kind TEXT NOT NULL,
    whom TEXT NOT NULL,
    role TEXT,
    phone TEXT NOT NULL,
    text TEXT NOT NULL,
    amount_fen INTEGER CHECK (amount_fen >= 0),
    asked_at TEXT NOT NULL,
    asked_by TEXT NOT NULL,
    due_at TEXT,
    done_at TEXT,
    done_by TEXT NOT NULL,
    outcome TEXT NOT NULL,
    granted INTEGER CHECK (granted IN (0, 1)),
    CHECK (done_at IS NULL OR done_at >= asked_at),
    CHECK (kind = 'notice' OR due_at IS NOT NULL)
) STRICT
""",
    """
CREATE TABLE hand_over (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    complaint_id INTEGER NOT NULL REFERENCES complaint (id) ON DELETE RESTRICT,
    from_name TEXT NOT NULL CHECK (from_name <> ''),
    to_name TEXT NOT NULL CHECK (to_name <> '' AND to_name <> from_name),
    reason TEXT NOT NULL CHECK (reason <> ''),
    offered_at TEXT NOT NULL,
    minutes INTEGER NOT NULL CHECK (minutes > 0)
) STRICT
""",
    """
CREATE TABLE hand_over_answer (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    hand_over_id INTEGER NOT NULL UNIQUE REFERENCES hand_over (id) ON DELETE RESTRICT,
    kind TEXT NOT NULL,
    answered_at TEXT NOT NULL,
    answered_by TEXT NOT NULL,
    reason TEXT NOT NULL,
    CHECK (kind <> 'declined' OR reason <> '')
) STRICT
""",
    """
CREATE TABLE escalation_step (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    complaint_id INTEGER NOT NULL REFERENCES complaint (id) ON DELETE RESTRICT,
    kind TEXT NOT NULL,
    taken_at TEXT NOT NULL,
    taken_by TEXT NOT NULL,
    text TEXT NOT NULL,
    whom TEXT NOT NULL,
    clause TEXT NOT NULL,
    approver TEXT NOT NULL,
    amount_fen INTEGER CHECK (amount_fen >= 0),
    again_at TEXT,
    CHECK (kind <> 'put_aside' OR again_at IS NOT NULL),
    CHECK (kind <> 'other_person' OR whom <> ''),
    CHECK (kind <> 'principle' OR clause <> ''),
    CHECK (kind <> 'concession' OR approver <> '')
) STRICT
""",
    """
CREATE TABLE authority (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    role TEXT NOT NULL UNIQUE,
    limit_fen INTEGER CHECK (limit_fen >= 0),
    remedies TEXT NOT NULL,
    minutes INTEGER NOT NULL CHECK (minutes > 0)
) STRICT
""",
    """
CREATE TABLE clock_result (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    complaint_id INTEGER NOT NULL REFERENCES complaint (id) ON DELETE RESTRICT,
    run INTEGER NOT NULL CHECK (run >= 0),
    kind TEXT NOT NULL,
    received_at TEXT NOT NULL,
    deadline_at TEXT,
    done_at TEXT,
    state TEXT NOT NULL,
    calendar TEXT NOT NULL,
    frozen_at TEXT NOT NULL,
    UNIQUE (complaint_id, run, kind)
) STRICT
""",
)

INSERT_ONLY = (
    "case_recap",
    "hand_over",
    "hand_over_answer",
    "escalation_step",
    "clock_result",
)

INDEXES = (
    "CREATE INDEX case_caller_of ON case_caller (complaint_id)",
    "CREATE INDEX case_task_of ON case_task (complaint_id)",
    "CREATE INDEX case_task_open ON case_task (due_at) WHERE done_at IS NULL",
    "CREATE INDEX hand_over_of ON hand_over (complaint_id)",
    "CREATE INDEX escalation_step_of ON escalation_step (complaint_id)",
)

COLUMNS = (
    "ALTER TABLE complaint ADD COLUMN threats TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE complaint ADD COLUMN reopened_at TEXT",
    "ALTER TABLE complaint ADD COLUMN answered_again_at TEXT",
)


def up(migrator, db):
    """Add columns, tables and guards; the version is written in the same transaction."""
    for statement in (*COLUMNS, *TABLES, *INDEXES):
        db.execute_sql(statement)
    for table in INSERT_ONLY:
        for act in ("UPDATE", "DELETE"):
            db.execute_sql(
                f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
                f"BEGIN SELECT raise(ABORT, '{table} rows are never changed: add a further row'); END"
            )
    # Who may grant what, as it is usual; the branch changes it (R107).
    for role, limit in (("supervisor", "50000"), ("area_manager", "100000"), ("branch_manager", "NULL")):
        db.execute_sql(
            "INSERT INTO authority (version, role, limit_fen, remedies, minutes) "
            f"VALUES (1, '{role}', {limit}, '', 60)"
        )
    db.execute_sql("PRAGMA user_version = 12")
