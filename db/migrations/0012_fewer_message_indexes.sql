ALTER TABLE "messages" DROP CONSTRAINT "message_verp";--> statement-breakpoint
DROP INDEX "message_by_person";--> statement-breakpoint
DROP INDEX "message_by_address";--> statement-breakpoint
DROP INDEX "message_once_person";--> statement-breakpoint
DROP INDEX "message_once_address";--> statement-breakpoint
CREATE UNIQUE INDEX "message_once_person" ON "messages" USING btree ("person_id","mailing_id");--> statement-breakpoint
CREATE UNIQUE INDEX "message_once_address" ON "messages" USING btree ("address_id","mailing_id");