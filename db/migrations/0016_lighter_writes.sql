ALTER TABLE "messages" DROP CONSTRAINT "message_message_id";--> statement-breakpoint
-- counted at each form and search: nothing waits for the disk. What a crash of the database forgets was counted for minutes
ALTER TABLE "rate_limits" SET UNLOGGED;
