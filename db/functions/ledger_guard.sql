-- ledger_guard(): keeps the ledgers append-only, also for their owner. What tombstone_person() and purge_ledger() announce by the setting
-- `portal.ledger_act` passes: deleting, and emptying `detail` and `salt`. All else raises insufficient_privilege.
-- Called by its triggers on both ledgers. Volatile, as a trigger is.
CREATE OR REPLACE FUNCTION ledger_guard() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF current_user = (SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = tg_relid) AND current_setting('portal.ledger_act', true) = 'yes' THEN
    IF tg_op = 'DELETE' THEN RETURN old; END IF;
    IF tg_op = 'UPDATE' AND new.detail IS NULL AND new.salt IS NULL
       AND (to_jsonb(new) - 'detail' - 'salt') = (to_jsonb(old) - 'detail' - 'salt') THEN RETURN new; END IF;
  END IF;
  RAISE EXCEPTION '% is append-only', tg_table_name USING ERRCODE = 'insufficient_privilege'; END $$;

CREATE OR REPLACE TRIGGER guard BEFORE UPDATE OR DELETE ON audit_entries FOR EACH ROW EXECUTE FUNCTION ledger_guard();
CREATE OR REPLACE TRIGGER guard BEFORE UPDATE OR DELETE ON consent_records FOR EACH ROW EXECUTE FUNCTION ledger_guard();
CREATE OR REPLACE TRIGGER guard_all BEFORE TRUNCATE ON audit_entries FOR EACH STATEMENT EXECUTE FUNCTION ledger_guard();
CREATE OR REPLACE TRIGGER guard_all BEFORE TRUNCATE ON consent_records FOR EACH STATEMENT EXECUTE FUNCTION ledger_guard();
