-- What the table builder cannot say: guards, owner functions, reach.

-- One live grant of a kind per person.
CREATE UNIQUE INDEX "grant_live" ON "grants" ("person_id", "role", "group_id", "organisation_id") NULLS NOT DISTINCT WHERE "revoked_at" IS NULL;--> statement-breakpoint

-- A scope is never wider than its parent; checked at commit, so that a tree can be narrowed in any order.
CREATE FUNCTION scope_rank(audience text) RETURNS int LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE audience WHEN 'open' THEN 0 WHEN 'members' THEN 1 ELSE 2 END $$;--> statement-breakpoint
CREATE FUNCTION scope_guard() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF EXISTS (
    SELECT FROM scopes child JOIN scopes parent ON parent.id = child.parent_id
    WHERE (child.id = NEW.id OR parent.id = NEW.id)
      AND (scope_rank(child.audience) < scope_rank(parent.audience)
           OR (child.audience = 'groups' AND parent.audience = 'groups' AND NOT child.group_ids <@ parent.group_ids)))
  THEN RAISE EXCEPTION 'scope % would be wider than its parent', NEW.id USING ERRCODE = 'check_violation'; END IF;
  RETURN NULL; END $$;--> statement-breakpoint
CREATE CONSTRAINT TRIGGER scope_never_wider AFTER INSERT OR UPDATE ON "scopes" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION scope_guard();--> statement-breakpoint

-- The one answer to “may this reach them”: the audience panel, the filling of a mailing and the lease of each message all ask it.
-- Pass plain parameters, never a sub-select: only then is it inlined.
CREATE FUNCTION reach(list_ uuid, at_ timestamptz) RETURNS TABLE (subscription_id uuid, person_id uuid, address_id uuid, blocker text)
LANGUAGE sql STABLE AS $$
  SELECT s.id, s.person_id, s.address_id, CASE
    WHEN p.erased_at IS NOT NULL OR p.merged_into IS NOT NULL THEN 'gone'
    WHEN p.restricted_at IS NOT NULL THEN 'restricted'
    WHEN s.state <> 'active' THEN s.state
    WHEN s.paused_until > at_ THEN 'paused'
    WHEN a.released_at IS NOT NULL THEN 'address-released'
    WHEN a.verified_at IS NULL THEN 'address-unproven'
    WHEN a.undeliverable_at IS NOT NULL THEN 'undeliverable'
    WHEN EXISTS (SELECT FROM suppressions u WHERE u.hash = ANY (a.hashes) AND u.lifted_at IS NULL
                 AND (u.reach IN ('everything','marketing') OR u.list_id = s.list_id)) THEN 'suppressed'
    WHEN sc.audience = 'members' AND NOT EXISTS (SELECT FROM grants g WHERE g.person_id = p.id AND g.role = 'member'
                 AND g.revoked_at IS NULL AND g.starts_at <= at_ AND (g.ends_at IS NULL OR g.ends_at > at_)) THEN 'not-in-audience'
    WHEN sc.audience = 'groups' AND NOT EXISTS (SELECT FROM grants g WHERE g.person_id = p.id AND g.group_id = ANY (sc.group_ids)
                 AND g.revoked_at IS NULL AND g.starts_at <= at_ AND (g.ends_at IS NULL OR g.ends_at > at_)) THEN 'not-in-audience'
  END
  FROM subscriptions s JOIN persons p ON p.id = s.person_id JOIN addresses a ON a.id = s.address_id
  JOIN lists l ON l.id = s.list_id LEFT JOIN scopes sc ON sc.id = l.scope_id
  WHERE s.list_id = list_ AND s.state <> 'ended' $$;--> statement-breakpoint

-- Ledgers are append-only, also for the owner outside of the functions below.
CREATE FUNCTION ledger_guard() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF current_user = (SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = tg_relid) AND current_setting('portal.ledger_act', true) = 'yes' THEN
    IF tg_op = 'DELETE' THEN RETURN old; END IF;
    IF tg_op = 'UPDATE' AND new.detail IS NULL AND new.salt IS NULL
       AND (to_jsonb(new) - 'detail' - 'salt') = (to_jsonb(old) - 'detail' - 'salt') THEN RETURN new; END IF;
  END IF;
  RAISE EXCEPTION '% is append-only', tg_table_name USING ERRCODE = 'insufficient_privilege'; END $$;--> statement-breakpoint
CREATE TRIGGER guard BEFORE UPDATE OR DELETE ON "audit_entries" FOR EACH ROW EXECUTE FUNCTION ledger_guard();--> statement-breakpoint
CREATE TRIGGER guard BEFORE UPDATE OR DELETE ON "consent_records" FOR EACH ROW EXECUTE FUNCTION ledger_guard();--> statement-breakpoint
CREATE TRIGGER guard_all BEFORE TRUNCATE ON "audit_entries" FOR EACH STATEMENT EXECUTE FUNCTION ledger_guard();--> statement-breakpoint
CREATE TRIGGER guard_all BEFORE TRUNCATE ON "consent_records" FOR EACH STATEMENT EXECUTE FUNCTION ledger_guard();--> statement-breakpoint

CREATE FUNCTION wording_guard() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  RAISE EXCEPTION 'wordings is append-only' USING ERRCODE = 'insufficient_privilege'; END $$;--> statement-breakpoint
CREATE TRIGGER guard BEFORE UPDATE OR DELETE ON "wordings" FOR EACH ROW EXECUTE FUNCTION wording_guard();--> statement-breakpoint

-- The highest id of a ledger below which no earlier id can still commit. Call it in a transaction of its own: the lock ends with it.
CREATE FUNCTION ledger_horizon(ledger text) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET lock_timeout = '2s' AS $$
DECLARE horizon bigint; BEGIN
  IF ledger = 'consent' THEN
    LOCK TABLE consent_records IN SHARE ROW EXCLUSIVE MODE;
    SELECT coalesce(max(id), 0) INTO horizon FROM consent_records;
  ELSIF ledger LIKE 'audit:%' THEN
    LOCK TABLE audit_entries IN SHARE ROW EXCLUSIVE MODE;
    SELECT coalesce(max(id), 0) INTO horizon FROM audit_entries;
  ELSE RAISE EXCEPTION 'no ledger called %', ledger; END IF;
  RETURN horizon; END $$;--> statement-breakpoint

CREATE FUNCTION ledger_note(action_ text, subject_ uuid, detail_ jsonb) RETURNS void LANGUAGE sql AS $$
  WITH seal AS (SELECT uuid_send(gen_random_uuid()) AS salt)
  INSERT INTO audit_entries (at, class, actor_kind, action, subject_id, detail, salt, commitment)
  SELECT now(), 'act', 'system', action_, subject_, detail_, salt, sha256(salt || convert_to(detail_::text, 'UTF8')) FROM seal $$;--> statement-breakpoint

-- Takes the erasable detail of an erased person out of both ledgers; the rows, their commitments and so the seals stay.
CREATE FUNCTION tombstone_person(person uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
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
END $$;--> statement-breakpoint

-- Drops whole sealed ranges that ended before `before_`, and leaves their roots. Retention: consent 6 years, security 90 days, all else 1 year.
CREATE FUNCTION purge_ledger(ledger_ text, before_ timestamptz) RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
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
  RETURN gone; END $$;--> statement-breakpoint

REVOKE EXECUTE ON FUNCTION ledger_horizon(text), tombstone_person(uuid), purge_ledger(text, timestamptz), ledger_note(text, uuid, jsonb) FROM PUBLIC;
