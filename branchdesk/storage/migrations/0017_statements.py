"""Bank statements: files, their lines, and whose money a payer's name stands for (R177, D27)."""

TABLES = (
    """
CREATE TABLE statement_file (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    name TEXT NOT NULL,
    layout TEXT NOT NULL,
    digest TEXT NOT NULL,
    imported_at TEXT NOT NULL,
    first_on TEXT,
    last_on TEXT,
    lines INTEGER NOT NULL CHECK (lines >= 0),
    in_fen INTEGER NOT NULL CHECK (in_fen >= 0),
    out_fen INTEGER NOT NULL CHECK (out_fen >= 0)
) STRICT
""",
    """
CREATE TABLE bank_line (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    file_id INTEGER NOT NULL REFERENCES statement_file (id) ON DELETE RESTRICT,
    row_number INTEGER NOT NULL,
    fingerprint TEXT NOT NULL UNIQUE,
    booked_on TEXT NOT NULL,
    at TEXT NOT NULL,
    amount_fen INTEGER NOT NULL CHECK (amount_fen <> 0),
    payer TEXT NOT NULL,
    account TEXT NOT NULL,
    text TEXT NOT NULL,
    reference TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('new', 'posted', 'known', 'ignored', 'outgoing')),
    payment_id INTEGER REFERENCES payment (id) ON DELETE RESTRICT,
    note TEXT NOT NULL,
    CHECK ((payment_id IS NOT NULL) = (state IN ('posted', 'known'))),
    CHECK ((state = 'outgoing') = (amount_fen < 0))
) STRICT
""",
    """
CREATE TABLE payer_memory (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    payer TEXT NOT NULL CHECK (payer <> ''),
    customer_id INTEGER NOT NULL REFERENCES customer (id) ON DELETE RESTRICT,
    times INTEGER NOT NULL CHECK (times > 0),
    last_on TEXT NOT NULL,
    UNIQUE (payer, customer_id)
) STRICT
""",
)
INDEXES = (
    "CREATE INDEX bank_line_file ON bank_line (file_id)",
    "CREATE INDEX bank_line_new ON bank_line (id) WHERE state = 'new'",
    "CREATE INDEX bank_line_payment ON bank_line (payment_id) WHERE payment_id IS NOT NULL",
    "CREATE INDEX payer_memory_customer ON payer_memory (customer_id)",
)


def up(migrator, db):
    """Make the tables; the version is written in the same transaction."""
    for statement in (*TABLES, *INDEXES):
        db.execute_sql(statement)
    db.execute_sql("PRAGMA user_version = 17")
