"""The first shape of the branch file."""

TABLES = (
    """
CREATE TABLE branch (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    uuid TEXT NOT NULL,
    name TEXT NOT NULL,
    language TEXT NOT NULL,
    time_zone TEXT NOT NULL,
    created_at TEXT NOT NULL,
    CHECK (id = 1)
) STRICT
""",
    """
CREATE TABLE setting (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    key TEXT NOT NULL UNIQUE,
    value TEXT NOT NULL
) STRICT
""",
    """
CREATE TABLE workday (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    day TEXT NOT NULL UNIQUE,
    working INTEGER NOT NULL CHECK (working IN (0, 1)),
    name TEXT NOT NULL
) STRICT
""",
    """
CREATE TABLE employee (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    phone TEXT NOT NULL,
    active INTEGER NOT NULL CHECK (active IN (0, 1))
) STRICT
""",
    """
CREATE TABLE customer (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    name TEXT NOT NULL,
    code TEXT NOT NULL,
    short_name TEXT NOT NULL,
    kind TEXT NOT NULL,
    group_id INTEGER REFERENCES customer (id) ON DELETE RESTRICT,
    grade TEXT NOT NULL,
    industry TEXT NOT NULL,
    status TEXT NOT NULL,
    tax_id TEXT NOT NULL,
    invoice_title TEXT NOT NULL,
    bank_account TEXT NOT NULL,
    address TEXT NOT NULL,
    phone TEXT NOT NULL,
    email TEXT NOT NULL,
    terms TEXT NOT NULL,
    head_office_pays INTEGER NOT NULL CHECK (head_office_pays IN (0, 1)),
    authorised_signers TEXT NOT NULL,
    price_free INTEGER NOT NULL CHECK (price_free IN (0, 1)),
    credit_limit_fen INTEGER CHECK (abs(credit_limit_fen) <= 9000000000000000),
    note TEXT NOT NULL,
    birthday TEXT,
    referred_by TEXT NOT NULL,
    since TEXT,
    lost_on TEXT,
    lost_reason TEXT NOT NULL
) STRICT
""",
    """
CREATE TABLE site (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    customer_id INTEGER NOT NULL REFERENCES customer (id) ON DELETE RESTRICT,
    name TEXT NOT NULL,
    address TEXT NOT NULL,
    access TEXT NOT NULL,
    sensitive_places TEXT NOT NULL,
    prep_items TEXT NOT NULL,
    technician_id INTEGER REFERENCES employee (id) ON DELETE RESTRICT,
    logbook_place TEXT NOT NULL,
    note TEXT NOT NULL,
    active INTEGER NOT NULL CHECK (active IN (0, 1)),
    UNIQUE (customer_id, name)
) STRICT
""",
    """
CREATE TABLE contact (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    customer_id INTEGER NOT NULL REFERENCES customer (id) ON DELETE RESTRICT,
    site_id INTEGER REFERENCES site (id) ON DELETE RESTRICT,
    name TEXT NOT NULL,
    title TEXT NOT NULL,
    roles TEXT NOT NULL,
    phone TEXT NOT NULL,
    mobile TEXT NOT NULL,
    email TEXT NOT NULL,
    wechat TEXT NOT NULL,
    birthday TEXT,
    birthday_lunar INTEGER NOT NULL CHECK (birthday_lunar IN (0, 1)),
    call_hours TEXT NOT NULL,
    expects TEXT NOT NULL,
    from_on TEXT,
    to_on TEXT,
    successor_id INTEGER REFERENCES contact (id) ON DELETE RESTRICT,
    note TEXT NOT NULL
) STRICT
""",
    """
CREATE TABLE contract (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    customer_id INTEGER NOT NULL REFERENCES customer (id) ON DELETE RESTRICT,
    site_id INTEGER REFERENCES site (id) ON DELETE RESTRICT,
    number TEXT NOT NULL UNIQUE,
    status TEXT NOT NULL,
    start_on TEXT NOT NULL,
    end_on TEXT,
    service TEXT NOT NULL,
    rule TEXT NOT NULL,
    start_at TEXT NOT NULL,
    minutes_on_site INTEGER NOT NULL,
    minutes_cleaning INTEGER NOT NULL,
    minutes_preparation INTEGER NOT NULL,
    minutes_after INTEGER NOT NULL,
    holiday_policy TEXT NOT NULL,
    may_leave_month INTEGER NOT NULL CHECK (may_leave_month IN (0, 1)),
    technician_id INTEGER REFERENCES employee (id) ON DELETE RESTRICT,
    fee_fen INTEGER NOT NULL CHECK (abs(fee_fen) <= 9000000000000000),
    billing TEXT NOT NULL,
    terms TEXT NOT NULL,
    promises TEXT NOT NULL,
    exclusions TEXT NOT NULL,
    scope TEXT NOT NULL,
    agreed_by TEXT NOT NULL,
    agreed_on TEXT,
    read_by TEXT NOT NULL,
    read_on TEXT,
    explained_to TEXT NOT NULL,
    explained_on TEXT,
    sales TEXT NOT NULL,
    note TEXT NOT NULL
) STRICT
""",
    """
CREATE TABLE plan_slot (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    contract_id INTEGER NOT NULL REFERENCES contract (id) ON DELETE RESTRICT,
    site_id INTEGER NOT NULL REFERENCES site (id) ON DELETE RESTRICT,
    anchor_on TEXT NOT NULL,
    planned_on TEXT NOT NULL,
    moved_why TEXT NOT NULL,
    waived_why TEXT NOT NULL,
    UNIQUE (contract_id, site_id, anchor_on)
) STRICT
""",
    """
CREATE TABLE visit (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    site_id INTEGER NOT NULL REFERENCES site (id) ON DELETE RESTRICT,
    contract_id INTEGER REFERENCES contract (id) ON DELETE RESTRICT,
    slot_id INTEGER UNIQUE REFERENCES plan_slot (id) ON DELETE RESTRICT,
    kind TEXT NOT NULL,
    status TEXT NOT NULL,
    date_on TEXT NOT NULL,
    start_at TEXT NOT NULL,
    minutes INTEGER NOT NULL,
    technician_id INTEGER REFERENCES employee (id) ON DELETE RESTRICT,
    original_on TEXT,
    moved_why TEXT NOT NULL,
    moved_cause TEXT,
    cancelled_why TEXT NOT NULL,
    cancelled_cause TEXT,
    arrived_at TEXT NOT NULL,
    told_whom TEXT NOT NULL,
    preparation_missing TEXT NOT NULL,
    findings TEXT NOT NULL,
    actions TEXT NOT NULL,
    recommendations TEXT NOT NULL,
    handed_to TEXT NOT NULL,
    left_without_hand_over TEXT NOT NULL,
    difficulty TEXT NOT NULL,
    next_on TEXT,
    done_at TEXT,
    note TEXT NOT NULL
) STRICT
""",
    """
CREATE TABLE service_report (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    visit_id INTEGER NOT NULL UNIQUE REFERENCES visit (id) ON DELETE RESTRICT,
    number TEXT NOT NULL,
    status TEXT NOT NULL,
    findings TEXT NOT NULL,
    actions TEXT NOT NULL,
    recommendations TEXT NOT NULL,
    signed_by TEXT NOT NULL,
    signed_on TEXT,
    company_copy TEXT NOT NULL,
    issued_at TEXT
) STRICT
""",
    """
CREATE TABLE interaction (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    customer_id INTEGER NOT NULL REFERENCES customer (id) ON DELETE RESTRICT,
    site_id INTEGER REFERENCES site (id) ON DELETE RESTRICT,
    contact_id INTEGER REFERENCES contact (id) ON DELETE RESTRICT,
    visit_id INTEGER REFERENCES visit (id) ON DELETE RESTRICT,
    complaint_id INTEGER REFERENCES complaint (id) ON DELETE RESTRICT,
    invoice_id INTEGER REFERENCES invoice (id) ON DELETE RESTRICT,
    for_on TEXT,
    kind TEXT NOT NULL,
    purpose TEXT NOT NULL,
    result TEXT NOT NULL,
    happened_at TEXT NOT NULL,
    employee TEXT NOT NULL,
    spoke_with TEXT NOT NULL,
    agenda TEXT NOT NULL,
    text TEXT NOT NULL,
    next_step TEXT NOT NULL,
    next_on TEXT
) STRICT
""",
    """
CREATE TABLE complaint (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    number TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    customer_id INTEGER NOT NULL REFERENCES customer (id) ON DELETE RESTRICT,
    site_id INTEGER REFERENCES site (id) ON DELETE RESTRICT,
    contact_id INTEGER REFERENCES contact (id) ON DELETE RESTRICT,
    visit_id INTEGER REFERENCES visit (id) ON DELETE RESTRICT,
    reporter TEXT NOT NULL,
    phone TEXT NOT NULL,
    channel TEXT NOT NULL,
    received_at TEXT NOT NULL,
    registered_at TEXT NOT NULL,
    text TEXT NOT NULL,
    category TEXT NOT NULL,
    severity TEXT NOT NULL,
    needs_department INTEGER NOT NULL CHECK (needs_department IN (0, 1)),
    demand TEXT NOT NULL,
    need TEXT NOT NULL,
    owner TEXT NOT NULL,
    stage TEXT NOT NULL,
    answered_at TEXT,
    answer TEXT NOT NULL,
    valid INTEGER CHECK (valid IN (0, 1)),
    valid_by TEXT NOT NULL,
    valid_why TEXT NOT NULL,
    responsibility TEXT,
    root_cause TEXT NOT NULL,
    corrective_action TEXT NOT NULL,
    corrective_owner TEXT NOT NULL,
    corrective_due_on TEXT,
    verified_on TEXT,
    told_at TEXT,
    told_how TEXT NOT NULL,
    satisfied INTEGER,
    follow_up_on TEXT,
    closed_at TEXT,
    reopened INTEGER NOT NULL,
    note TEXT NOT NULL,
    CHECK (satisfied BETWEEN 1 AND 5)
) STRICT
""",
    """
CREATE TABLE complaint_event (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    complaint_id INTEGER NOT NULL REFERENCES complaint (id) ON DELETE RESTRICT,
    kind TEXT NOT NULL,
    stage TEXT,
    happened_at TEXT NOT NULL,
    employee TEXT NOT NULL,
    text TEXT NOT NULL
) STRICT
""",
    """
CREATE TABLE complaint_pause (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    complaint_id INTEGER NOT NULL REFERENCES complaint (id) ON DELETE RESTRICT,
    from_at TEXT NOT NULL,
    to_at TEXT,
    reason TEXT NOT NULL
) STRICT
""",
    """
CREATE TABLE invoice (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    number TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    customer_id INTEGER NOT NULL REFERENCES customer (id) ON DELETE RESTRICT,
    contract_id INTEGER REFERENCES contract (id) ON DELETE RESTRICT,
    visit_id INTEGER REFERENCES visit (id) ON DELETE RESTRICT,
    reverses_id INTEGER REFERENCES invoice (id) ON DELETE RESTRICT,
    issued_on TEXT NOT NULL,
    amount_fen INTEGER NOT NULL CHECK (abs(amount_fen) <= 9000000000000000),
    tax_fen INTEGER NOT NULL CHECK (abs(tax_fen) <= 9000000000000000),
    currency TEXT NOT NULL,
    terms TEXT NOT NULL,
    service_on TEXT,
    sent_on TEXT,
    sent_how TEXT,
    courier TEXT NOT NULL,
    tracking TEXT NOT NULL,
    delivered_on TEXT,
    signed_on TEXT,
    signed_by TEXT NOT NULL,
    signature_confirmed INTEGER NOT NULL CHECK (signature_confirmed IN (0, 1)),
    due_given_on TEXT,
    disputed_fen INTEGER NOT NULL CHECK (abs(disputed_fen) <= 9000000000000000),
    disputed_why TEXT NOT NULL,
    dunning_level INTEGER NOT NULL,
    dunned_on TEXT,
    note TEXT NOT NULL,
    due_on TEXT,
    due_provisional INTEGER NOT NULL CHECK (due_provisional IN (0, 1)),
    paid_fen INTEGER NOT NULL CHECK (abs(paid_fen) <= 9000000000000000),
    settled_on TEXT,
    CHECK ((kind = 'invoice') = (amount_fen > 0)),
    CHECK (disputed_fen >= 0),
    CHECK (paid_fen BETWEEN min(0, amount_fen) AND max(0, amount_fen))
) STRICT
""",
    """
CREATE TABLE payment (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    customer_id INTEGER NOT NULL REFERENCES customer (id) ON DELETE RESTRICT,
    payer TEXT NOT NULL,
    paid_on TEXT NOT NULL,
    amount_fen INTEGER NOT NULL CHECK (abs(amount_fen) <= 9000000000000000),
    method TEXT NOT NULL,
    reference TEXT NOT NULL,
    note TEXT NOT NULL,
    reverses_id INTEGER UNIQUE REFERENCES payment (id) ON DELETE RESTRICT,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    CHECK (amount_fen <> 0),
    CHECK ((reverses_id IS NULL) = (amount_fen > 0))
) STRICT
""",
    """
CREATE TABLE allocation (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    payment_id INTEGER REFERENCES payment (id) ON DELETE RESTRICT,
    credit_id INTEGER REFERENCES invoice (id) ON DELETE RESTRICT,
    invoice_id INTEGER NOT NULL REFERENCES invoice (id) ON DELETE RESTRICT,
    allocated_on TEXT NOT NULL,
    amount_fen INTEGER NOT NULL CHECK (abs(amount_fen) <= 9000000000000000),
    reverses_id INTEGER UNIQUE REFERENCES allocation (id) ON DELETE RESTRICT,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    CHECK ((payment_id IS NULL) <> (credit_id IS NULL)),
    CHECK (amount_fen <> 0)
) STRICT
""",
    """
CREATE TABLE promise (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    kind TEXT NOT NULL,
    customer_id INTEGER NOT NULL REFERENCES customer (id) ON DELETE RESTRICT,
    invoice_id INTEGER REFERENCES invoice (id) ON DELETE RESTRICT,
    complaint_id INTEGER REFERENCES complaint (id) ON DELETE RESTRICT,
    visit_id INTEGER REFERENCES visit (id) ON DELETE RESTRICT,
    contact_id INTEGER REFERENCES contact (id) ON DELETE RESTRICT,
    text TEXT NOT NULL,
    amount_fen INTEGER CHECK (abs(amount_fen) <= 9000000000000000),
    due_on TEXT NOT NULL,
    made_at TEXT NOT NULL,
    made_by TEXT NOT NULL,
    kept_on TEXT,
    withdrawn_why TEXT NOT NULL
) STRICT
""",
    """
CREATE TABLE audit (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    unit TEXT NOT NULL,
    at TEXT NOT NULL,
    by TEXT NOT NULL,
    origin TEXT NOT NULL,
    action TEXT NOT NULL,
    entity TEXT NOT NULL,
    entity_id INTEGER NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL,
    reason TEXT NOT NULL
) STRICT
""",
    """
CREATE TABLE import_batch (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    kind TEXT NOT NULL,
    file_name TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    imported_at TEXT NOT NULL,
    imported_by TEXT NOT NULL,
    rows_read INTEGER NOT NULL,
    rows_added INTEGER NOT NULL,
    rows_changed INTEGER NOT NULL,
    rows_refused INTEGER NOT NULL
) STRICT
""",
    """
CREATE TABLE month_lock (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    month TEXT NOT NULL UNIQUE,
    locked_at TEXT NOT NULL,
    locked_by TEXT NOT NULL,
    summary TEXT NOT NULL
) STRICT
""",
)

INDEXES = (
    # The code may be empty; where it is given it names one customer.
    "CREATE UNIQUE INDEX customer_code ON customer (code) WHERE code <> ''",
    "CREATE INDEX customer_group ON customer (group_id) WHERE group_id IS NOT NULL",
    "CREATE INDEX contact_customer ON contact (customer_id)",
    "CREATE INDEX contract_customer ON contract (customer_id)",
    "CREATE INDEX visit_date ON visit (date_on, status)",
    "CREATE INDEX visit_site ON visit (site_id, date_on)",
    "CREATE UNIQUE INDEX service_report_number ON service_report (number) WHERE number <> ''",
    "CREATE INDEX interaction_customer ON interaction (customer_id, happened_at)",
    "CREATE INDEX interaction_visit ON interaction (visit_id, purpose) WHERE visit_id IS NOT NULL",
    "CREATE INDEX interaction_invoice ON interaction (invoice_id, happened_at) WHERE invoice_id IS NOT NULL",
    "CREATE INDEX interaction_complaint ON interaction (complaint_id) WHERE complaint_id IS NOT NULL",
    "CREATE INDEX interaction_next ON interaction (next_on) WHERE next_on IS NOT NULL",
    "CREATE INDEX complaint_received ON complaint (received_at)",
    "CREATE INDEX complaint_customer ON complaint (customer_id)",
    "CREATE INDEX complaint_open ON complaint (received_at) WHERE closed_at IS NULL",
    "CREATE INDEX complaint_event_of ON complaint_event (complaint_id, happened_at)",
    "CREATE INDEX complaint_pause_of ON complaint_pause (complaint_id)",
    "CREATE INDEX invoice_customer ON invoice (customer_id, issued_on)",
    "CREATE INDEX invoice_issued ON invoice (issued_on)",
    "CREATE INDEX invoice_open ON invoice (due_on, customer_id) WHERE settled_on IS NULL",
    "CREATE INDEX payment_customer ON payment (customer_id, paid_on)",
    "CREATE INDEX payment_date ON payment (paid_on)",
    "CREATE INDEX allocation_invoice ON allocation (invoice_id, allocated_on)",
    "CREATE INDEX allocation_payment ON allocation (payment_id) WHERE payment_id IS NOT NULL",
    "CREATE INDEX allocation_credit ON allocation (credit_id) WHERE credit_id IS NOT NULL",
    "CREATE INDEX promise_open ON promise (due_on) WHERE kept_on IS NULL",
    "CREATE INDEX promise_customer ON promise (customer_id)",
    "CREATE INDEX audit_entity ON audit (entity, entity_id)",
)

# Tables that no record stands for: what was asked once (a double click pays once), numbers without gaps,
# and the text by which people find things.
HELPERS = (
    "CREATE TABLE request (key TEXT PRIMARY KEY, made_at TEXT NOT NULL) STRICT",
    "CREATE TABLE counter (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT",
    """
CREATE TABLE search_key (
    entity TEXT NOT NULL,
    entity_id INTEGER NOT NULL,
    customer_id INTEGER NOT NULL,
    title TEXT NOT NULL,
    folded TEXT NOT NULL,
    PRIMARY KEY (entity, entity_id)
) STRICT, WITHOUT ROWID
""",
)

INSERT_ONLY = ("payment", "allocation", "complaint_event", "audit")


def up(migrator, db):
    """Create everything; the version is written in the same transaction."""
    for statement in (*TABLES, *INDEXES, *HELPERS, *_guards()):
        db.execute_sql(statement)
    db.execute_sql("PRAGMA user_version = 1")


def _guards():
    """Refuse in the file itself what the program never does (faults 51, 89)."""
    for table in INSERT_ONLY:
        for act in ("UPDATE", "DELETE"):
            yield (
                f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
                f"BEGIN SELECT raise(ABORT, '{table} rows are never changed: add a reversing row'); END"
            )
    yield (
        "CREATE TRIGGER service_report_issued BEFORE UPDATE ON service_report WHEN old.status = 'issued' "
        "BEGIN SELECT raise(ABORT, 'an issued report is never changed: write an addendum'); END"
    )
