"""The plan: further visits of a slot, reasons and causes, collection visits, busy times, exceptions."""

TABLES = (
    # A further visit for a slot whose first one did not take place; the slot itself stays as it is.
    """
CREATE TABLE rebooking (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    slot_id INTEGER NOT NULL REFERENCES plan_slot (id) ON DELETE RESTRICT,
    visit_id INTEGER NOT NULL UNIQUE REFERENCES visit (id) ON DELETE RESTRICT
) STRICT
""",
    """
CREATE TABLE visit_change (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    visit_id INTEGER NOT NULL REFERENCES visit (id) ON DELETE RESTRICT,
    kind TEXT NOT NULL,
    from_on TEXT NOT NULL,
    from_at TEXT NOT NULL,
    to_on TEXT,
    to_at TEXT NOT NULL,
    why TEXT NOT NULL,
    cause TEXT,
    noted_at TEXT NOT NULL,
    noted_by TEXT NOT NULL,
    CHECK ((kind = 'moved') = (to_on IS NOT NULL))
) STRICT
""",
    """
CREATE TABLE visit_reason (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    cause TEXT NOT NULL,
    text TEXT NOT NULL CHECK (text <> ''),
    place INTEGER NOT NULL,
    UNIQUE (cause, text)
) STRICT
""",
    """
CREATE TABLE collection_item (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    visit_id INTEGER NOT NULL REFERENCES visit (id) ON DELETE RESTRICT,
    invoice_id INTEGER NOT NULL REFERENCES invoice (id) ON DELETE RESTRICT,
    amount_fen INTEGER NOT NULL CHECK (amount_fen BETWEEN 1 AND 9000000000000000),
    UNIQUE (visit_id, invoice_id)
) STRICT
""",
    """
CREATE TABLE schedule_release (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    contract_id INTEGER REFERENCES contract (id) ON DELETE RESTRICT,
    visit_id INTEGER REFERENCES visit (id) ON DELETE RESTRICT,
    amount_fen INTEGER NOT NULL CHECK (amount_fen BETWEEN 0 AND 9000000000000000),
    why TEXT NOT NULL CHECK (why <> ''),
    approved_by TEXT NOT NULL CHECK (approved_by <> ''),
    approved_at TEXT NOT NULL,
    CHECK ((contract_id IS NULL) <> (visit_id IS NULL))
) STRICT
""",
    """
CREATE TABLE busy_time (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    technician_id INTEGER NOT NULL REFERENCES employee (id) ON DELETE RESTRICT,
    uid TEXT NOT NULL,
    starts_at TEXT NOT NULL,
    ends_at TEXT NOT NULL,
    title TEXT NOT NULL,
    source TEXT NOT NULL,
    UNIQUE (technician_id, uid, starts_at),
    CHECK (ends_at > starts_at)
) STRICT
""",
)

# What one job is worth that no contract prices (R080).
AMOUNT = (
    "ALTER TABLE visit ADD COLUMN amount_fen INTEGER NOT NULL DEFAULT 0 "
    "CHECK (amount_fen BETWEEN 0 AND 9000000000000000)"
)
COLUMNS = (AMOUNT,)

INDEXES = (
    "CREATE INDEX rebooking_slot ON rebooking (slot_id)",
    "CREATE INDEX visit_change_of ON visit_change (visit_id)",
    "CREATE INDEX collection_item_invoice ON collection_item (invoice_id)",
    "CREATE INDEX schedule_release_contract ON schedule_release (contract_id) WHERE contract_id IS NOT NULL",
    "CREATE INDEX schedule_release_visit ON schedule_release (visit_id) WHERE visit_id IS NOT NULL",
    "CREATE INDEX busy_time_when ON busy_time (starts_at, ends_at)",
    "CREATE INDEX plan_slot_site ON plan_slot (site_id, anchor_on)",
    "CREATE INDEX visit_collection ON visit (date_on, status) WHERE kind = 'collection'",
    "CREATE INDEX visit_technician ON visit (technician_id, date_on) WHERE technician_id IS NOT NULL",
)


def up(migrator, db):
    """Add the tables and the price of a job; the version is written in the same transaction."""
    for statement in (*TABLES, *COLUMNS, *INDEXES):
        db.execute_sql(statement)
    db.execute_sql("PRAGMA user_version = 7")
