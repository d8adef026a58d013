"""Money in: adjustments, write-offs, bounced payments, invoices in instalments (R077, R084)."""

TABLES = (
    """
CREATE TABLE adjustment (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('price', 'write_off')),
    invoice_id INTEGER NOT NULL REFERENCES invoice (id) ON DELETE RESTRICT,
    credit_id INTEGER NOT NULL UNIQUE REFERENCES invoice (id) ON DELETE RESTRICT,
    amount_fen INTEGER NOT NULL CHECK (amount_fen > 0),
    rule TEXT NOT NULL CHECK (rule <> ''),
    service TEXT NOT NULL,
    reason TEXT NOT NULL,
    approved_by TEXT NOT NULL CHECK (approved_by <> ''),
    approved_on TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL
) STRICT
""",
    """
CREATE TABLE bounce (
    id INTEGER PRIMARY KEY,
    payment_id INTEGER NOT NULL UNIQUE REFERENCES payment (id) ON DELETE RESTRICT,
    reversal_id INTEGER NOT NULL UNIQUE REFERENCES payment (id) ON DELETE RESTRICT,
    bounced_on TEXT NOT NULL,
    reason TEXT NOT NULL CHECK (reason IN ('no_cover', 'wrong_details', 'signature', 'recalled', 'other')),
    note TEXT NOT NULL,
    fee_fen INTEGER NOT NULL CHECK (fee_fen >= 0),
    next_on TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL
) STRICT
""",
    """
CREATE TABLE instalment (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    invoice_id INTEGER NOT NULL REFERENCES invoice (id) ON DELETE RESTRICT,
    nth INTEGER NOT NULL CHECK (nth > 0),
    due_on TEXT NOT NULL,
    amount_fen INTEGER NOT NULL CHECK (amount_fen > 0),
    given_before_on TEXT,
    UNIQUE (invoice_id, nth)
) STRICT
""",
)
INDEXES = ("CREATE INDEX adjustment_invoice ON adjustment (invoice_id)",)
INSERT_ONLY = ("adjustment", "bounce")


def up(migrator, db):
    """Make the tables; the version is written in the same transaction."""
    for statement in (*TABLES, *INDEXES):
        db.execute_sql(statement)
    for table in INSERT_ONLY:
        for act in ("UPDATE", "DELETE"):
            db.execute_sql(
                f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} rows are never changed'); END"
            )
    db.execute_sql("PRAGMA user_version = 16")
