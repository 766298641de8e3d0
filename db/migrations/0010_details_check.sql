ALTER TABLE "accounts" ADD COLUMN "details_checked_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "details_asked_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "account_details_due" ON "accounts" USING btree (coalesce("details_checked_at", "created_at")) WHERE "accounts"."details_asked_at" is null;