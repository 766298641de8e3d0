DROP INDEX "proof_expiry";--> statement-breakpoint
CREATE INDEX "proof_expiry" ON "proofs" USING btree ("expires_at");