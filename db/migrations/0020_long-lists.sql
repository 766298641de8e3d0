ALTER TABLE "mailings" ADD CONSTRAINT "mailing_of_list" UNIQUE("id","list_id");--> statement-breakpoint
ALTER TABLE "messages" DROP CONSTRAINT "message_mailing";--> statement-breakpoint
ALTER TABLE "messages" DROP CONSTRAINT "messages_mailing_id_mailings_id_fk";--> statement-breakpoint
ALTER TABLE "messages" DROP CONSTRAINT "messages_list_id_lists_id_fk";--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "message_mailing_of_list" FOREIGN KEY ("mailing_id","list_id") REFERENCES "public"."mailings"("id","list_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "message_mailing" CHECK (("messages"."mailing_id" is null) = ("messages"."class" <> 'list'));
