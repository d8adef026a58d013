"""The one search box: names, pinyin, phones, addresses and numbers (R135)."""

from __future__ import annotations

from branchdesk.domain.findings import Found, FoundKind
from branchdesk.domain.textfold import fold_phone, fold_text
from branchdesk.storage.database import BranchDatabase
from branchdesk.storage.search_keys import SEPARATOR

_BY_TEXT = """
SELECT k.entity, k.entity_id, k.customer_id, k.title, c.name, k.folded
FROM search_key k JOIN customer c ON c.id = k.customer_id
WHERE k.folded LIKE :text ESCAPE '\\' OR (:phone <> '' AND k.folded LIKE '%' || :phone || '%')
ORDER BY c.status IN ('archived', 'lost'), k.entity <> 'customer', instr(k.folded, :plain) = 0,
    instr(k.folded, :plain), k.title
LIMIT :most
"""
_BY_NUMBER = """
SELECT * FROM (SELECT 'invoice', i.id, i.customer_id, i.number, c.name, ''
    FROM invoice i JOIN customer c ON c.id = i.customer_id WHERE i.number LIKE :text ESCAPE '\\'
    ORDER BY i.id DESC LIMIT :most)
UNION ALL SELECT * FROM (SELECT 'complaint', x.id, x.customer_id, x.number, c.name, ''
    FROM complaint x JOIN customer c ON c.id = x.customer_id WHERE x.number LIKE :text ESCAPE '\\'
    ORDER BY x.id DESC LIMIT :most)
UNION ALL SELECT * FROM (SELECT 'extra_request', x.id, x.customer_id, x.number, c.name, ''
    FROM extra_request x JOIN customer c ON c.id = x.customer_id WHERE x.number LIKE :text ESCAPE '\\'
    ORDER BY x.id DESC LIMIT :most)
UNION ALL SELECT * FROM (SELECT 'contract', x.id, x.customer_id, x.number, c.name, ''
    FROM contract x JOIN customer c ON c.id = x.customer_id WHERE x.number LIKE :text ESCAPE '\\'
    ORDER BY x.id DESC LIMIT :most)
"""
_BY_QUESTION = """
SELECT 'approved_answer', a.id, 0, a.question, 'FAQ ' || a.number, ''
FROM approved_answer a
WHERE 'faq' || a.number || char(10) || replace(lower(a.question || char(10) || a.answer), ' ', '')
    LIKE :text ESCAPE '\\'
    AND a.retired = 0
    AND NOT EXISTS (SELECT 1 FROM approved_answer b WHERE b.number = a.number AND b.edition > a.edition)
ORDER BY a.number
LIMIT :most
"""
PHONE_DIGITS = 3  # fewer digits are more likely part of a name or a number


def find(database: BranchDatabase, text: str, most: int = 30) -> list[Found]:
    """Return the best hits for what was typed, customers first; nothing for empty text."""
    plain = fold_text(text)
    if not plain:
        return []
    digits = fold_phone(text)
    phone = digits if len(digits) >= PHONE_DIGITS and _looks_like_phone(plain) else ""
    escaped = plain.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    values = {
        "plain": plain,
        "text": f"%{escaped}%",
        "phone": phone,
        "most": most,
    }
    rows = [row for sql in (_BY_TEXT, _BY_NUMBER, _BY_QUESTION) for row in database.rows(sql, values)]
    return [
        Found(FoundKind(row[0]), row[1], row[2], row[3], row[4], _matched(row[3], row[5], plain, phone))
        for row in rows[:most]
    ]


def search_texts(database: BranchDatabase) -> dict[int, str]:
    """Return by customer everything that finds it: names, pinyin, phones, of its sites and contacts too."""
    sql = "SELECT customer_id, group_concat(folded, char(10)) FROM search_key GROUP BY customer_id"
    return dict(database.rows(sql))


def _matched(title: str, folded: str, plain: str, phone: str) -> str:
    """Return the part that was found, nothing where the title shows it already."""
    if plain in fold_text(title):
        return ""
    parts = folded.split(SEPARATOR)
    return next((part for part in parts if plain in part or (phone and phone in part)), "")


def _looks_like_phone(plain: str) -> bool:
    return all(sign in "0123456789+-()（）" for sign in plain)
