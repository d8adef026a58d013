"""Calls and sales: opportunities, objections, competitors, targets, and what was said on the telephone."""

TABLES = (
    """
CREATE TABLE opportunity (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    customer_id INTEGER NOT NULL REFERENCES customer (id) ON DELETE RESTRICT,
    contact_id INTEGER REFERENCES contact (id) ON DELETE RESTRICT,
    need TEXT NOT NULL CHECK (need <> ''),
    worth_fen INTEGER CHECK (worth_fen BETWEEN 0 AND 9000000000000000),
    opened_on TEXT NOT NULL,
    stage TEXT NOT NULL CHECK (stage IN ('open', 'won', 'lost')),
    next_step TEXT NOT NULL,
    next_on TEXT,
    closed_on TEXT,
    closed_why TEXT NOT NULL,
    employee TEXT NOT NULL,
    CHECK ((stage = 'open') = (closed_on IS NULL))
) STRICT
""",
    """
CREATE TABLE objection (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    customer_id INTEGER NOT NULL REFERENCES customer (id) ON DELETE RESTRICT,
    raised_on TEXT NOT NULL,
    kind TEXT NOT NULL,
    said TEXT NOT NULL CHECK (said <> ''),
    answer TEXT NOT NULL,
    offered_first TEXT NOT NULL,
    offered_second TEXT NOT NULL,
    result TEXT NOT NULL CHECK (result IN ('open', 'overcome', 'stayed')),
    employee TEXT NOT NULL
) STRICT
""",
    """
CREATE TABLE competitor (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    customer_id INTEGER REFERENCES customer (id) ON DELETE RESTRICT,
    name TEXT NOT NULL CHECK (name <> ''),
    offers TEXT NOT NULL CHECK (offers <> ''),
    source TEXT NOT NULL,
    seen_on TEXT NOT NULL
) STRICT
""",
    """
CREATE TABLE talk_invoice (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    interaction_id INTEGER NOT NULL REFERENCES interaction (id) ON DELETE RESTRICT,
    invoice_id INTEGER NOT NULL REFERENCES invoice (id) ON DELETE RESTRICT,
    UNIQUE (interaction_id, invoice_id)
) STRICT
""",
    """
CREATE TABLE month_focus (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    month TEXT NOT NULL UNIQUE CHECK (length(month) = 7),
    customer_id INTEGER NOT NULL REFERENCES customer (id) ON DELETE RESTRICT,
    why TEXT NOT NULL
) STRICT
""",
)

INDEXES = (
    "CREATE INDEX opportunity_customer ON opportunity (customer_id)",
    "CREATE INDEX opportunity_next ON opportunity (next_on) WHERE stage = 'open'",
    "CREATE INDEX opportunity_closed ON opportunity (closed_on) WHERE stage = 'won'",
    "CREATE INDEX objection_customer ON objection (customer_id)",
    "CREATE INDEX competitor_customer ON competitor (customer_id) WHERE customer_id IS NOT NULL",
    "CREATE INDEX talk_invoice_of ON talk_invoice (invoice_id)",
)

COLUMNS = (
    # What belongs to a call on the telephone (R029).
    (
        "ALTER TABLE interaction ADD COLUMN asked_convenient INTEGER NOT NULL DEFAULT 0 "
        "CHECK (asked_convenient IN (0, 1))"
    ),
    "ALTER TABLE interaction ADD COLUMN key_words TEXT NOT NULL DEFAULT ''",
    (
        "ALTER TABLE interaction ADD COLUMN asked_suggestions INTEGER NOT NULL DEFAULT 0 "
        "CHECK (asked_suggestions IN (0, 1))"
    ),
    "ALTER TABLE interaction ADD COLUMN suggestions TEXT NOT NULL DEFAULT ''",
    # The language in which one writes to a contact; empty is the branch's own (D33).
    "ALTER TABLE contact ADD COLUMN language TEXT NOT NULL DEFAULT ''",
    # What a lost customer was worth a year; empty is worked out from the invoices (R158).
    (
        "ALTER TABLE customer ADD COLUMN lost_yearly_fen INTEGER "
        "CHECK (lost_yearly_fen BETWEEN 0 AND 9000000000000000)"
    ),
)


def up(migrator, db):
    """Add the tables and columns; the version is written in the same transaction."""
    for statement in (*TABLES, *INDEXES, *COLUMNS):
        db.execute_sql(statement)
    db.execute_sql("PRAGMA user_version = 4")
