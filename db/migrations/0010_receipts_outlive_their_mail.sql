ALTER TABLE "privacy_erasures" DROP CONSTRAINT "privacy_erasures_message_id_messages_id_fk";
--> statement-breakpoint
ALTER TABLE "privacy_erasures" ADD CONSTRAINT "privacy_erasures_message_id_messages_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."messages"("id") ON DELETE set null ON UPDATE no action;