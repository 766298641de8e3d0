ALTER TABLE "messages" DROP CONSTRAINT "message_message_id";--> statement-breakpoint
DROP INDEX "session_by_person";--> statement-breakpoint
CREATE INDEX "session_by_person" ON "sessions" USING btree ("person_id") WHERE "sessions"."person_id" is not null;--> statement-breakpoint
-- counted at each form and search: nothing waits for the disk. What a crash of the database forgets was counted for minutes
ALTER TABLE "rate_limits" SET UNLOGGED;
