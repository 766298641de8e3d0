-- wording_guard(): what people were shown is never changed or deleted; raises insufficient_privilege, also for the owner.
-- Called by its trigger. Volatile, as a trigger is.
CREATE OR REPLACE FUNCTION wording_guard() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  RAISE EXCEPTION 'wordings is append-only' USING ERRCODE = 'insufficient_privilege'; END $$;

CREATE OR REPLACE TRIGGER guard BEFORE UPDATE OR DELETE ON wordings FOR EACH ROW EXECUTE FUNCTION wording_guard();
