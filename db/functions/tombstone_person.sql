-- tombstone_person(person): takes the erasable detail of an erased person out of both ledgers, and notes how much it was; the rows, their
-- commitments and so the seals stay. Raises insufficient_privilege for a person who is not erased. Called by erasure, as the site's role. Volatile.
CREATE OR REPLACE FUNCTION tombstone_person(person uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE acts int; consents int; BEGIN
  IF NOT EXISTS (SELECT FROM persons WHERE id = person AND erased_at IS NOT NULL) THEN
    RAISE EXCEPTION 'person % is not erased', person USING ERRCODE = 'insufficient_privilege'; END IF;
  PERFORM set_config('portal.ledger_act', 'yes', true);
  UPDATE audit_entries SET detail = NULL, salt = NULL
    WHERE (subject_id = person OR (actor_id = person AND subject_id IS NULL)) AND salt IS NOT NULL;
  GET DIAGNOSTICS acts = ROW_COUNT;
  UPDATE consent_records SET detail = NULL, salt = NULL WHERE person_id = person AND salt IS NOT NULL;
  GET DIAGNOSTICS consents = ROW_COUNT;
  PERFORM set_config('portal.ledger_act', '', true);
  PERFORM ledger_note('person.tombstoned', person, jsonb_build_object('acts', acts, 'consents', consents));
END $$;

REVOKE EXECUTE ON FUNCTION tombstone_person(uuid) FROM PUBLIC;
