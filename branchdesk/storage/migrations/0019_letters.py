"""Statements of account that are sent for a stamp (D29)."""

TABLE = """
CREATE TABLE account_statement (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    customer_id INTEGER NOT NULL REFERENCES customer (id) ON DELETE RESTRICT,
    since_on TEXT NOT NULL,
    as_of TEXT NOT NULL CHECK (as_of >= since_on),
    amount_fen INTEGER NOT NULL,
    sent_on TEXT,
    sent_how TEXT,
    tracking TEXT NOT NULL,
    returned_on TEXT,
    agrees INTEGER CHECK (agrees IN (0, 1)),
    stated_fen INTEGER,
    note TEXT NOT NULL,
    CHECK (returned_on IS NULL OR (sent_on IS NOT NULL AND agrees IS NOT NULL))
) STRICT
"""
WAITED_FOR = (
    "CREATE INDEX account_statement_out ON account_statement (sent_on) "
    "WHERE sent_on IS NOT NULL AND returned_on IS NULL"
)
INDEXES = (
    "CREATE INDEX account_statement_customer ON account_statement (customer_id, as_of)",
    WAITED_FOR,
)


def up(migrator, db):
    """Make the table; the version is written in the same transaction."""
    for statement in (TABLE, *INDEXES):
        db.execute_sql(statement)
    db.execute_sql("PRAGMA user_version = 19")
