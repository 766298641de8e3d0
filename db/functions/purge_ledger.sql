-- purge_ledger(ledger, before, most) → how many rows it dropped: those of the oldest sealed ranges that ended before that moment, range by
-- range until there are `most`; their roots stay. What is younger than a year stays, whatever moment is given: the site's role may call it.
-- The ledger of consents is kept: naming it raises insufficient_privilege. Called by purgeLedgers, as the site’s role. Volatile.
DROP FUNCTION IF EXISTS purge_ledger(text, timestamptz);
CREATE OR REPLACE FUNCTION purge_ledger(ledger_ text, before_ timestamptz, most int) RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE gone int := 0; part int; range_ record; BEGIN
  IF ledger_ NOT LIKE 'audit:%' THEN RAISE EXCEPTION 'the % ledger is kept', ledger_ USING ERRCODE = 'insufficient_privilege'; END IF;
  before_ := least(before_, now() - interval '1 year');
  PERFORM set_config('portal.ledger_act', 'yes', true);
  FOR range_ IN SELECT * FROM ledger_seals WHERE ledger = ledger_ AND purged_at IS NULL ORDER BY seal FOR UPDATE LOOP
    EXIT WHEN range_.at >= before_;
    -- by the entries' own time too, whatever a seal says of itself
    DELETE FROM audit_entries WHERE id BETWEEN range_.first_id AND range_.last_id AND class = substr(ledger_, 7) AND at < before_;
    GET DIAGNOSTICS part = ROW_COUNT;
    gone := gone + part;
    UPDATE ledger_seals SET purged_at = now() WHERE ledger = ledger_ AND seal = range_.seal;
    EXIT WHEN gone >= most;
  END LOOP;
  PERFORM set_config('portal.ledger_act', '', true);
  IF gone > 0 THEN PERFORM ledger_note('ledger.purged', NULL, jsonb_build_object('ledger', ledger_, 'before', before_, 'rows', gone)); END IF;
  RETURN gone; END $$;

REVOKE EXECUTE ON FUNCTION purge_ledger(text, timestamptz, int) FROM PUBLIC;
