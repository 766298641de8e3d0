-- purge_ledger(ledger, before) → how many rows it dropped: those of whole sealed ranges that ended before that moment; their roots stay.
-- Retention: consent 6 years, security 90 days, all else 1 year; sooner raises insufficient_privilege. Called by the owner by hand: no role of
-- the site may. Volatile.
CREATE OR REPLACE FUNCTION purge_ledger(ledger_ text, before_ timestamptz) RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE kept interval; gone int := 0; part int; range_ record; BEGIN
  kept := CASE ledger_ WHEN 'consent' THEN interval '6 years' WHEN 'audit:security' THEN interval '90 days' ELSE interval '1 year' END;
  IF before_ > now() - kept THEN RAISE EXCEPTION 'the % ledger is kept for %', ledger_, kept USING ERRCODE = 'insufficient_privilege'; END IF;
  PERFORM set_config('portal.ledger_act', 'yes', true);
  FOR range_ IN SELECT * FROM ledger_seals WHERE ledger = ledger_ AND purged_at IS NULL AND at < before_ ORDER BY seal LOOP
    IF ledger_ = 'consent' THEN DELETE FROM consent_records WHERE id BETWEEN range_.first_id AND range_.last_id;
    ELSE DELETE FROM audit_entries WHERE id BETWEEN range_.first_id AND range_.last_id AND class = substr(ledger_, 7); END IF;
    GET DIAGNOSTICS part = ROW_COUNT;
    gone := gone + part;
    UPDATE ledger_seals SET purged_at = now() WHERE ledger = ledger_ AND seal = range_.seal;
  END LOOP;
  PERFORM set_config('portal.ledger_act', '', true);
  IF gone > 0 THEN PERFORM ledger_note('ledger.purged', NULL, jsonb_build_object('ledger', ledger_, 'before', before_, 'rows', gone)); END IF;
  RETURN gone; END $$;

REVOKE EXECUTE ON FUNCTION purge_ledger(text, timestamptz) FROM PUBLIC;
