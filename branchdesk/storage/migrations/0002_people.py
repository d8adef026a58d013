"""The second step: what the branch keeps about the people at its customers."""

TABLES = (
    """
CREATE TABLE briefing_tick (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    site_id INTEGER NOT NULL REFERENCES site (id) ON DELETE RESTRICT,
    contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE RESTRICT,
    item TEXT NOT NULL,
    told_on TEXT NOT NULL,
    told_by TEXT NOT NULL,
    UNIQUE (site_id, contact_id, item)
) STRICT
""",
    """
CREATE TABLE training (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE RESTRICT,
    topic TEXT NOT NULL,
    offered_on TEXT,
    held_on TEXT,
    note TEXT NOT NULL,
    CHECK (offered_on IS NOT NULL OR held_on IS NOT NULL)
) STRICT
""",
    """
CREATE TABLE first_call (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    customer_id INTEGER NOT NULL REFERENCES customer (id) ON DELETE RESTRICT,
    employee_id INTEGER NOT NULL REFERENCES employee (id) ON DELETE RESTRICT,
    place INTEGER NOT NULL CHECK (place >= 1),
    hours TEXT NOT NULL,
    UNIQUE (customer_id, employee_id)
) STRICT
""",
    """
CREATE TABLE change_request (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    customer_id INTEGER NOT NULL REFERENCES customer (id) ON DELETE RESTRICT,
    contract_id INTEGER REFERENCES contract (id) ON DELETE RESTRICT,
    asked_by TEXT NOT NULL CHECK (asked_by <> ''),
    wish TEXT NOT NULL,
    proof TEXT NOT NULL,
    noted_on TEXT NOT NULL,
    noted_by TEXT NOT NULL
) STRICT
""",
    """
CREATE TABLE merged_customer (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    customer_id INTEGER NOT NULL UNIQUE REFERENCES customer (id) ON DELETE RESTRICT,
    into_id INTEGER NOT NULL REFERENCES customer (id) ON DELETE RESTRICT,
    merged_on TEXT NOT NULL,
    CHECK (customer_id <> into_id)
) STRICT
""",
)

INDEXES = (
    "CREATE INDEX briefing_tick_contact ON briefing_tick (contact_id)",
    "CREATE INDEX training_contact ON training (contact_id)",
    "CREATE INDEX change_request_customer ON change_request (customer_id)",
    "CREATE INDEX change_request_contract ON change_request (contract_id)",
    "CREATE INDEX first_call_employee ON first_call (employee_id)",
    "CREATE INDEX merged_customer_into ON merged_customer (into_id)",
)


def up(migrator, db):
    """Add the tables; the version is written in the same transaction."""
    for statement in (*TABLES, *INDEXES):
        db.execute_sql(statement)
    # A payment stays what it was; only whose it is may change, when two entries of one customer are merged.
    db.execute_sql("DROP TRIGGER payment_no_update")
    fixed = ", ".join(
        row[1] for row in db.execute_sql("PRAGMA table_info(payment)") if row[1] != "customer_id"
    )
    db.execute_sql(
        f"CREATE TRIGGER payment_no_update BEFORE UPDATE OF {fixed} ON payment "
        "BEGIN SELECT raise(ABORT, 'payment rows are never changed: add a reversing row'); END"
    )
    db.execute_sql("PRAGMA user_version = 2")
