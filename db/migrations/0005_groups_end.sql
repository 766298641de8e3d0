ALTER TABLE "groups" ADD COLUMN "description" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "groups" ADD COLUMN "ended_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "grant_by_group" ON "grants" USING btree ("group_id") WHERE "grants"."group_id" is not null;