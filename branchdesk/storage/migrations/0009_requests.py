"""Extra service requests, service promises and calls for help (R033, R039-R049, R133, R147-R149)."""

TABLES = (
    """
CREATE TABLE extra_request (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    number TEXT NOT NULL,
    customer_id INTEGER NOT NULL REFERENCES customer (id) ON DELETE RESTRICT,
    site_id INTEGER NOT NULL REFERENCES site (id) ON DELETE RESTRICT,
    contact_id INTEGER REFERENCES contact (id) ON DELETE RESTRICT,
    caller TEXT NOT NULL,
    phone TEXT NOT NULL,
    channel TEXT NOT NULL,
    received_at TEXT NOT NULL,
    taken_by TEXT NOT NULL,
    pest TEXT NOT NULL,
    looks TEXT NOT NULL,
    room TEXT NOT NULL,
    place TEXT NOT NULL,
    seen INTEGER CHECK (seen BETWEEN 0 AND 1000000),
    seen_by TEXT NOT NULL,
    urgent INTEGER NOT NULL CHECK (urgent IN (0, 1)),
    confirmation TEXT NOT NULL,
    confirmed INTEGER NOT NULL CHECK (confirmed IN (0, 1)),
    plan TEXT NOT NULL,
    advice TEXT NOT NULL,
    distance_km INTEGER CHECK (distance_km BETWEEN 0 AND 100000),
    nobody_free INTEGER NOT NULL CHECK (nobody_free IN (0, 1)),
    earliest_on TEXT,
    earliest_time TEXT NOT NULL,
    told_at TEXT,
    acknowledged_at TEXT,
    replied_at TEXT,
    visit_id INTEGER REFERENCES visit (id) ON DELETE RESTRICT,
    company_copy TEXT NOT NULL,
    solved INTEGER CHECK (solved IN (0, 1)),
    asked_at TEXT,
    asked_by TEXT NOT NULL,
    reopened INTEGER NOT NULL CHECK (reopened >= 0),
    closed_at TEXT,
    called_off_why TEXT NOT NULL,
    complaint_id INTEGER REFERENCES complaint (id) ON DELETE RESTRICT,
    no_case_why TEXT NOT NULL,
    note TEXT NOT NULL
) STRICT
""",
    """
CREATE TABLE extra_visit (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    request_id INTEGER NOT NULL REFERENCES extra_request (id) ON DELETE RESTRICT,
    visit_id INTEGER NOT NULL UNIQUE REFERENCES visit (id) ON DELETE RESTRICT
) STRICT
""",
    """
CREATE TABLE commitment (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('service', 'update', 'arrival')),
    customer_id INTEGER NOT NULL REFERENCES customer (id) ON DELETE RESTRICT,
    contact_id INTEGER REFERENCES contact (id) ON DELETE RESTRICT,
    visit_id INTEGER REFERENCES visit (id) ON DELETE RESTRICT,
    complaint_id INTEGER REFERENCES complaint (id) ON DELETE RESTRICT,
    request_id INTEGER REFERENCES extra_request (id) ON DELETE RESTRICT,
    technician_id INTEGER REFERENCES employee (id) ON DELETE RESTRICT,
    text TEXT NOT NULL CHECK (text <> ''),
    given_to TEXT NOT NULL,
    due_on TEXT NOT NULL CHECK (due_on > '1990'),
    due_time TEXT NOT NULL CHECK (due_time = '' OR due_time GLOB '[0-2][0-9]:[0-5][0-9]'),
    every_minutes INTEGER CHECK (every_minutes > 0),
    estimate_minutes INTEGER CHECK (estimate_minutes > 0),
    given_at TEXT NOT NULL,
    given_by TEXT NOT NULL,
    confirmed_by TEXT NOT NULL,
    kept_at TEXT,
    outcome TEXT NOT NULL,
    broken_why TEXT NOT NULL,
    withdrawn_why TEXT NOT NULL
) STRICT
""",
    """
CREATE TABLE support_request (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('difficulty', 'support')),
    customer_id INTEGER NOT NULL REFERENCES customer (id) ON DELETE RESTRICT,
    visit_id INTEGER REFERENCES visit (id) ON DELETE RESTRICT,
    complaint_id INTEGER REFERENCES complaint (id) ON DELETE RESTRICT,
    request_id INTEGER REFERENCES extra_request (id) ON DELETE RESTRICT,
    text TEXT NOT NULL CHECK (text <> ''),
    raised_at TEXT NOT NULL,
    raised_by TEXT NOT NULL,
    told_at TEXT,
    told_by TEXT NOT NULL,
    told_to TEXT NOT NULL,
    answer TEXT NOT NULL,
    answered_at TEXT,
    CHECK (answered_at IS NULL OR told_at IS NOT NULL)
) STRICT
""",
)

INDEXES = (
    "CREATE UNIQUE INDEX extra_request_number ON extra_request (number) WHERE number <> ''",
    "CREATE INDEX extra_request_customer ON extra_request (customer_id, received_at)",
    "CREATE INDEX extra_request_site ON extra_request (site_id, received_at)",
    "CREATE INDEX extra_request_received ON extra_request (received_at)",
    "CREATE INDEX extra_request_open ON extra_request (received_at) WHERE closed_at IS NULL",
    "CREATE INDEX extra_request_contact ON extra_request (contact_id) WHERE contact_id IS NOT NULL",
    "CREATE INDEX extra_request_visit ON extra_request (visit_id) WHERE visit_id IS NOT NULL",
    "CREATE INDEX extra_request_complaint ON extra_request (complaint_id) WHERE complaint_id IS NOT NULL",
    "CREATE INDEX extra_visit_request ON extra_visit (request_id)",
    "CREATE INDEX commitment_customer ON commitment (customer_id, due_on)",
    "CREATE INDEX commitment_due ON commitment (due_on)",
    """CREATE INDEX commitment_open ON commitment (due_on)
    WHERE kept_at IS NULL AND broken_why = '' AND withdrawn_why = ''""",
    "CREATE INDEX commitment_contact ON commitment (contact_id) WHERE contact_id IS NOT NULL",
    "CREATE INDEX commitment_visit ON commitment (visit_id) WHERE visit_id IS NOT NULL",
    "CREATE INDEX commitment_complaint ON commitment (complaint_id) WHERE complaint_id IS NOT NULL",
    "CREATE INDEX commitment_request ON commitment (request_id) WHERE request_id IS NOT NULL",
    "CREATE INDEX commitment_technician ON commitment (technician_id) WHERE technician_id IS NOT NULL",
    "CREATE INDEX visit_difficulty ON visit (date_on) WHERE difficulty <> ''",
    "CREATE INDEX support_request_customer ON support_request (customer_id)",
    "CREATE INDEX support_request_raised ON support_request (raised_at)",
    "CREATE INDEX support_request_visit ON support_request (visit_id) WHERE visit_id IS NOT NULL",
    "CREATE INDEX support_request_complaint ON support_request (complaint_id) WHERE complaint_id IS NOT NULL",
    "CREATE INDEX support_request_request ON support_request (request_id) WHERE request_id IS NOT NULL",
)


def up(migrator, db):
    """Add the tables; the version is written in the same transaction."""
    for statement in (*TABLES, *INDEXES):
        db.execute_sql(statement)
    db.execute_sql("PRAGMA user_version = 9")
