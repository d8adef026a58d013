"""Chasing money: results of calls, the reminder ladder, exemptions, payment on the spot (D24-D28)."""

TABLES = (
    """
CREATE TABLE chase_call (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    interaction_id INTEGER NOT NULL UNIQUE REFERENCES interaction (id) ON DELETE RESTRICT,
    outcome TEXT NOT NULL CHECK (outcome IN (
        'voicemail', 'unreachable', 'not_received', 'waiting_approval', 'disputed', 'promised', 'paid')),
    promise_id INTEGER REFERENCES promise (id) ON DELETE RESTRICT,
    step_id INTEGER REFERENCES dunning_step (id) ON DELETE RESTRICT
) STRICT
""",
    """
CREATE TABLE dunning_step (
    id INTEGER PRIMARY KEY,
    level INTEGER NOT NULL CHECK (level BETWEEN 1 AND 9),
    name TEXT NOT NULL,
    way TEXT NOT NULL CHECK (way IN ('call', 'message', 'email', 'hand', 'courier', 'visit')),
    done_on TEXT NOT NULL CHECK (done_on > '1990'),
    given_to TEXT NOT NULL,
    courier TEXT NOT NULL,
    tracking TEXT NOT NULL,
    amount_fen INTEGER NOT NULL CHECK (amount_fen > 0),
    note TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL
) STRICT
""",
    """
CREATE TABLE dunning_item (
    id INTEGER PRIMARY KEY,
    step_id INTEGER NOT NULL REFERENCES dunning_step (id) ON DELETE RESTRICT,
    invoice_id INTEGER NOT NULL REFERENCES invoice (id) ON DELETE RESTRICT,
    amount_fen INTEGER NOT NULL CHECK (amount_fen > 0),
    disputed_fen INTEGER NOT NULL CHECK (disputed_fen >= 0),
    UNIQUE (step_id, invoice_id)
) STRICT
""",
    """
CREATE TABLE dunning_mark (
    id INTEGER PRIMARY KEY,
    step_id INTEGER NOT NULL REFERENCES dunning_step (id) ON DELETE RESTRICT,
    kind TEXT NOT NULL CHECK (kind IN ('received', 'withdrawn')),
    marked_on TEXT NOT NULL,
    by_whom TEXT NOT NULL,
    note TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL
) STRICT
""",
    """
CREATE TABLE pay_exemption (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    customer_id INTEGER NOT NULL REFERENCES customer (id) ON DELETE RESTRICT,
    reason TEXT NOT NULL CHECK (reason <> ''),
    from_on TEXT NOT NULL,
    until_on TEXT NOT NULL CHECK (until_on >= from_on),
    approved_by TEXT NOT NULL
) STRICT
""",
    """
CREATE TABLE spot_payment (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    visit_id INTEGER NOT NULL UNIQUE REFERENCES visit (id) ON DELETE RESTRICT,
    amount_fen INTEGER NOT NULL CHECK (amount_fen >= 0),
    receipt TEXT NOT NULL,
    why_not TEXT NOT NULL,
    approved_by TEXT NOT NULL,
    CHECK (receipt <> '' OR (why_not <> '' AND approved_by <> ''))
) STRICT
""",
)
INDEXES = (
    "CREATE INDEX chase_call_promise ON chase_call (promise_id) WHERE promise_id IS NOT NULL",
    "CREATE INDEX chase_call_step ON chase_call (step_id) WHERE step_id IS NOT NULL",
    "CREATE INDEX dunning_item_invoice ON dunning_item (invoice_id)",
    "CREATE INDEX dunning_mark_step ON dunning_mark (step_id)",
    "CREATE INDEX pay_exemption_customer ON pay_exemption (customer_id, until_on)",
    "CREATE INDEX pay_exemption_until ON pay_exemption (until_on)",
)
INSERT_ONLY = ("dunning_step", "dunning_item", "dunning_mark")


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
    db.execute_sql("PRAGMA user_version = 18")
