-- ledger_note(action, subject, detail): writes an act of the system into the audit ledger, with the commitment to its detail.
-- Called by tombstone_person() and purge_ledger(). Volatile.
CREATE OR REPLACE FUNCTION ledger_note(action_ text, subject_ uuid, detail_ jsonb) RETURNS void LANGUAGE sql AS $$
  WITH seal AS (SELECT uuid_send(gen_random_uuid()) AS salt)
  INSERT INTO audit_entries (at, class, actor_kind, action, subject_id, detail, salt, commitment)
  SELECT now(), 'act', 'system', action_, subject_, detail_, salt, sha256(salt || convert_to(detail_::text, 'UTF8')) FROM seal $$;

REVOKE EXECUTE ON FUNCTION ledger_note(text, uuid, jsonb) FROM PUBLIC;
