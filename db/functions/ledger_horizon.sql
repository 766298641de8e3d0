-- ledger_horizon(ledger) → the highest id of a ledger (`consent`, `audit:CLASS`) below which no earlier id can still commit; 0 when it is empty.
-- Waits two seconds for those who are writing, then raises lock_not_available. Call it in a transaction of its own: the lock ends with it.
-- Called by the sealing of ledgers as the site's role, which may not lock them itself. Volatile.
CREATE OR REPLACE FUNCTION ledger_horizon(ledger text) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET lock_timeout = '2s' AS $$
DECLARE horizon bigint; BEGIN
  IF ledger = 'consent' THEN
    LOCK TABLE consent_records IN SHARE ROW EXCLUSIVE MODE;
    SELECT coalesce(max(id), 0) INTO horizon FROM consent_records;
  ELSIF ledger LIKE 'audit:%' THEN
    LOCK TABLE audit_entries IN SHARE ROW EXCLUSIVE MODE;
    SELECT coalesce(max(id), 0) INTO horizon FROM audit_entries;
  ELSE RAISE EXCEPTION 'no ledger called %', ledger; END IF;
  RETURN horizon; END $$;

REVOKE EXECUTE ON FUNCTION ledger_horizon(text) FROM PUBLIC;
