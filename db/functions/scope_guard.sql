-- scope_guard(): raises check_violation when a scope would be wider than its parent, or than one of its children allows.
-- Called by its trigger at commit, so that a tree can be narrowed in any order. Volatile, as a trigger is.

-- scope_rank(audience) → int: how narrow an audience is, 0 (open) to 2 (groups). Immutable. Called by scope_guard().
CREATE OR REPLACE FUNCTION scope_rank(audience text) RETURNS int LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE audience WHEN 'open' THEN 0 WHEN 'members' THEN 1 ELSE 2 END $$;

CREATE OR REPLACE FUNCTION scope_guard() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF EXISTS (
    SELECT FROM scopes child JOIN scopes parent ON parent.id = child.parent_id
    WHERE (child.id = NEW.id OR parent.id = NEW.id)
      AND (scope_rank(child.audience) < scope_rank(parent.audience)
           OR (child.audience = 'groups' AND parent.audience = 'groups' AND NOT child.group_ids <@ parent.group_ids)))
  THEN RAISE EXCEPTION 'scope % would be wider than its parent', NEW.id USING ERRCODE = 'check_violation'; END IF;
  RETURN NULL; END $$;

-- A constraint trigger cannot be replaced; its table is locked until the new one stands.
DROP TRIGGER IF EXISTS scope_never_wider ON scopes;
CREATE CONSTRAINT TRIGGER scope_never_wider AFTER INSERT OR UPDATE ON scopes DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION scope_guard();
