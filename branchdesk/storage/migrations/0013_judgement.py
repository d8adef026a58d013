"""Attachments for every record, and the judgement of complaints: evidence, verdict, claims, closing."""

_ROW = "id INTEGER PRIMARY KEY,\n    version INTEGER NOT NULL"
_OF_CASE = "complaint_id INTEGER NOT NULL REFERENCES complaint (id) ON DELETE RESTRICT"
_MONEY = "CHECK (abs({0}) <= 9000000000000000)"


def _fen(name, null=True):
    return f"{name} INTEGER{'' if null else ' NOT NULL'} {_MONEY.format(name)}"


def _flag(name):
    return f"{name} INTEGER CHECK ({name} IN (0, 1))"


TABLES = (
    # Apart from what is said about it: lists and the audit never load the bytes.
    """
CREATE TABLE attachment_content (
    sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64),
    data BLOB NOT NULL
) STRICT
""",
    """
CREATE TABLE attachment (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    owner_kind TEXT NOT NULL CHECK (owner_kind <> ''),
    owner_id INTEGER NOT NULL,
    file_name TEXT NOT NULL CHECK (file_name <> ''),
    media_type TEXT NOT NULL,
    size INTEGER NOT NULL CHECK (size > 0),
    sha256 TEXT NOT NULL REFERENCES attachment_content (sha256) ON DELETE RESTRICT,
    remark TEXT NOT NULL,
    taken_on TEXT,
    added_by TEXT NOT NULL,
    added_at TEXT NOT NULL,
    removed_by TEXT NOT NULL,
    removed_at TEXT
) STRICT
""",
    f"""
CREATE TABLE evidence (
    {_ROW},
    {_OF_CASE},
    what TEXT NOT NULL CHECK (what <> ''),
    shows TEXT NOT NULL,
    found_on TEXT,
    {_flag("confirmed")},
    confirmed_by TEXT NOT NULL,
    confirmed_on TEXT,
    noted_at TEXT NOT NULL,
    noted_by TEXT NOT NULL
) STRICT
""",
    f"""
CREATE TABLE case_verdict (
    {_ROW},
    {_OF_CASE},
    valid INTEGER NOT NULL CHECK (valid IN (0, 1)),
    responsibility TEXT NOT NULL,
    why TEXT NOT NULL CHECK (why <> ''),
    decided_by TEXT NOT NULL CHECK (decided_by <> ''),
    decided_at TEXT NOT NULL,
    second_by TEXT NOT NULL,
    second_at TEXT,
    {_flag("second_agrees")},
    second_note TEXT NOT NULL,
    CHECK (second_by = '' OR second_by <> decided_by),
    CHECK ((second_by = '') = (second_at IS NULL)),
    CHECK ((second_at IS NULL) = (second_agrees IS NULL))
) STRICT
""",
    f"""
CREATE TABLE demand (
    {_ROW},
    {_OF_CASE},
    text TEXT NOT NULL CHECK (text <> ''),
    remedy TEXT NOT NULL,
    {_fen("amount_fen")},
    judged TEXT,
    why TEXT NOT NULL,
    granted TEXT NOT NULL,
    due_on TEXT,
    done_on TEXT
) STRICT
""",
    f"""
CREATE TABLE corrective_action (
    {_ROW},
    {_OF_CASE},
    cause TEXT NOT NULL,
    action TEXT NOT NULL CHECK (action <> ''),
    owner TEXT NOT NULL,
    due_on TEXT,
    done_on TEXT,
    check_on TEXT,
    verified_on TEXT,
    verified_by TEXT NOT NULL,
    {_flag("effective")},
    effect_note TEXT NOT NULL,
    CHECK (verified_on IS NULL OR effective IS NOT NULL)
) STRICT
""",
    f"""
CREATE TABLE assessment (
    {_ROW},
    complaint_id INTEGER NOT NULL UNIQUE REFERENCES complaint (id) ON DELETE RESTRICT,
    problem_on TEXT,
    {_flag("recurring")},
    category TEXT,
    detail TEXT NOT NULL,
    complexity TEXT,
    impact TEXT,
    {_flag("act_now")},
    {_flag("can_act_now")},
    compensation_likely TEXT,
    remedies TEXT NOT NULL,
    reference TEXT NOT NULL,
    referred_by TEXT NOT NULL,
    cause_kind TEXT,
    assessed_at TEXT,
    assessed_by TEXT NOT NULL
) STRICT
""",
    f"""
CREATE TABLE case_closing (
    {_ROW},
    {_OF_CASE},
    round INTEGER NOT NULL CHECK (round >= 0),
    told_at TEXT,
    told_how TEXT NOT NULL,
    told_whom TEXT NOT NULL,
    told_by TEXT NOT NULL,
    satisfied INTEGER CHECK (satisfied BETWEEN 1 AND 5),
    not_asked_why TEXT NOT NULL,
    standards TEXT NOT NULL,
    standards_note TEXT NOT NULL,
    no_action_why TEXT NOT NULL,
    follow_up_on TEXT,
    followed_on TEXT,
    follow_up_result TEXT NOT NULL,
    watch_until TEXT,
    UNIQUE (complaint_id, round)
) STRICT
""",
    f"""
CREATE TABLE good_word (
    {_ROW},
    complaint_id INTEGER NOT NULL UNIQUE REFERENCES complaint (id) ON DELETE RESTRICT,
    {_flag("adopted")},
    decided_on TEXT,
    why TEXT NOT NULL,
    change TEXT NOT NULL,
    changed_on TEXT,
    passed_to TEXT NOT NULL,
    passed_on TEXT,
    told_on TEXT,
    told_how TEXT NOT NULL
) STRICT
""",
    f"""
CREATE TABLE claim (
    {_ROW},
    {_OF_CASE},
    number TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft', 'approved', 'refused', 'settled')),
    what TEXT NOT NULL CHECK (what <> ''),
    quantity TEXT NOT NULL,
    {_fen("asked_fen")},
    signed_by_customer TEXT NOT NULL,
    customer_signed_on TEXT,
    signed_by_us TEXT NOT NULL,
    we_signed_on TEXT,
    {_fen("granted_fen")},
    wording TEXT NOT NULL,
    approved_by TEXT NOT NULL,
    approved_at TEXT,
    refused_why TEXT NOT NULL,
    invoice_id INTEGER REFERENCES invoice (id) ON DELETE RESTRICT,
    credit_id INTEGER UNIQUE REFERENCES invoice (id) ON DELETE RESTRICT,
    settled_on TEXT,
    note TEXT NOT NULL,
    CHECK (state NOT IN ('approved', 'settled') OR
        (granted_fen > 0 AND wording <> '' AND approved_by <> '' AND approved_at IS NOT NULL)),
    CHECK ((state = 'settled') = (credit_id IS NOT NULL)),
    CHECK ((state = 'settled') = (settled_on IS NOT NULL))
) STRICT
""",
    f"""
CREATE TABLE third_party_claim (
    {_ROW},
    {_OF_CASE},
    against TEXT NOT NULL CHECK (against <> ''),
    what TEXT NOT NULL,
    {_fen("amount_fen")},
    sent_on TEXT,
    sent_how TEXT NOT NULL,
    answered_on TEXT,
    {_flag("accepted")},
    answer TEXT NOT NULL,
    paid_on TEXT,
    {_fen("paid_fen")},
    note TEXT NOT NULL
) STRICT
""",
    f"""
CREATE TABLE case_cost (
    {_ROW},
    {_OF_CASE},
    kind TEXT NOT NULL,
    spent_on TEXT NOT NULL,
    visit_id INTEGER REFERENCES visit (id) ON DELETE RESTRICT,
    minutes INTEGER NOT NULL CHECK (minutes >= 0),
    {_fen("amount_fen", null=False)},
    what TEXT NOT NULL,
    employee TEXT NOT NULL
) STRICT
""",
)

_BY_CASE = (
    "evidence",
    "case_verdict",
    "demand",
    "corrective_action",
    "claim",
    "third_party_claim",
    "case_cost",
)
INDEXES = (
    "CREATE INDEX attachment_of ON attachment (owner_kind, owner_id)",
    "CREATE INDEX attachment_content_of ON attachment (sha256)",
    *(f"CREATE INDEX {table}_of ON {table} (complaint_id)" for table in _BY_CASE),
    "CREATE INDEX evidence_open ON evidence (noted_at) WHERE confirmed IS NULL",
    "CREATE INDEX case_verdict_open ON case_verdict (decided_at) WHERE valid = 0 AND second_at IS NULL",
    "CREATE INDEX corrective_action_open ON corrective_action (due_on) WHERE verified_on IS NULL",
    "CREATE INDEX case_closing_call ON case_closing (follow_up_on) WHERE followed_on IS NULL",
    "CREATE INDEX case_closing_watch ON case_closing (watch_until) WHERE watch_until IS NOT NULL",
    "CREATE INDEX claim_open ON claim (state) WHERE state IN ('draft', 'approved')",
    "CREATE INDEX claim_invoice ON claim (invoice_id) WHERE invoice_id IS NOT NULL",
    "CREATE INDEX case_cost_day ON case_cost (spent_on)",
)

# Evidence is never changed: what may change is what we say about it.
_KEPT = ("owner_kind", "file_name", "media_type", "size", "sha256", "added_by", "added_at")
_DECIDED = ("complaint_id", "valid", "responsibility", "why", "decided_by", "decided_at")


def _guards():
    for act in ("UPDATE", "DELETE"):
        yield (
            f"CREATE TRIGGER attachment_content_no_{act.lower()} BEFORE {act} ON attachment_content "
            "BEGIN SELECT raise(ABORT, 'the content of an attachment is never changed'); END"
        )
    for table, kept in (("attachment", _KEPT), ("case_verdict", _DECIDED)):
        yield (
            f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} "
            f"BEGIN SELECT raise(ABORT, '{table} rows are never deleted'); END"
        )
        changed = " OR ".join(f"old.{name} IS NOT new.{name}" for name in kept)
        yield (
            f"CREATE TRIGGER {table}_kept BEFORE UPDATE ON {table} WHEN {changed} "
            f"BEGIN SELECT raise(ABORT, 'what {table} rows say is never changed'); END"
        )


_ACTIONS = """
INSERT INTO corrective_action (version, complaint_id, cause, action, owner, due_on, done_on, check_on,
    verified_on, verified_by, effective, effect_note)
SELECT 1, id, root_cause, corrective_action, corrective_owner, corrective_due_on, verified_on, verified_on,
    verified_on, '', CASE WHEN verified_on IS NULL THEN NULL ELSE 1 END, ''
FROM complaint WHERE corrective_action <> ''
"""
_VERDICTS = """
INSERT INTO case_verdict (version, complaint_id, valid, responsibility, why, decided_by, decided_at,
    second_by, second_at, second_agrees, second_note)
SELECT 1, id, valid, coalesce(responsibility, CASE valid WHEN 1 THEN 'ours' ELSE 'unfounded' END),
    CASE WHEN valid_why <> '' THEN valid_why WHEN root_cause <> '' THEN root_cause ELSE number END,
    CASE WHEN valid_by <> '' THEN valid_by ELSE owner END,
    coalesce(closed_at, registered_at), '', NULL, NULL, ''
FROM complaint WHERE valid IS NOT NULL AND (valid_by <> '' OR owner <> '')
"""
# Several actions a case now stand in their own table.
MOVED = ("corrective_action", "corrective_owner", "corrective_due_on", "verified_on")


def up(migrator, db):
    """Add the tables and move what cases knew of their remedy; the version is written with it."""
    for statement in (*TABLES, *INDEXES, *_guards(), _ACTIONS, _VERDICTS):
        db.execute_sql(statement)
    for column in MOVED:
        db.execute_sql(f"ALTER TABLE complaint DROP COLUMN {column}")
    db.execute_sql("PRAGMA user_version = 13")
