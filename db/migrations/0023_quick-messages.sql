ALTER TABLE "messages" DROP CONSTRAINT "messages_person_id_persons_id_fk";--> statement-breakpoint
ALTER TABLE "messages" DROP CONSTRAINT "message_mailing_of_list";--> statement-breakpoint
ALTER TABLE "mailings" DROP CONSTRAINT "mailing_of_list";
