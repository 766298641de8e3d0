DROP INDEX "proof_expiry";--> statement-breakpoint
CREATE INDEX "audit_by_class" ON "audit_entries" USING btree ("class","id");--> statement-breakpoint
CREATE INDEX "grant_by_organisation" ON "grants" USING btree ("organisation_id") WHERE "grants"."organisation_id" is not null;--> statement-breakpoint
CREATE INDEX "organisation_by_name" ON "organisations" USING btree (lower("name"));--> statement-breakpoint
CREATE INDEX "proof_expiry" ON "proofs" USING btree ("expires_at");