"""What of a payment can still be allocated, in SQL; lists and sums share it and nothing else."""

# In fen, of the payment `t`; money that went back, and its reversal, have nothing.
FREE = (
    "CASE WHEN t.reverses_id IS NOT NULL OR EXISTS (SELECT 1 FROM payment r WHERE r.reverses_id = t.id) "
    "THEN 0 ELSE t.amount_fen - (SELECT coalesce(sum(a.amount_fen), 0) FROM allocation a "
    "WHERE a.payment_id = t.id) END"
)
