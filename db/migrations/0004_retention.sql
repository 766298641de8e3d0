ALTER TABLE "consent_records" DROP CONSTRAINT "consent_action";--> statement-breakpoint
ALTER TABLE "subscriptions" ADD COLUMN "asked_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "persons" ADD COLUMN "ending_told_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "ledger_seal_kept" ON "ledger_seals" USING btree ("ledger","seal") WHERE "ledger_seals"."purged_at" is null;--> statement-breakpoint
ALTER TABLE "consent_records" ADD CONSTRAINT "consent_action" CHECK ("consent_records"."action" in ('given','imported','held','kept','withdrawn','lapsed','objected','complained','paused','resumed','reconfirmed','expired','erased'));