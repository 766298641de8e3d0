ALTER TABLE "content_revisions" ADD COLUMN "taken_out_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "content_revisions" ADD COLUMN "taken_out_by" uuid;--> statement-breakpoint
ALTER TABLE "content_revisions" ADD COLUMN "taken_out_why" text;--> statement-breakpoint
ALTER TABLE "enquiry_messages" ADD COLUMN "taken_out_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "enquiry_messages" ADD COLUMN "taken_out_by" uuid;--> statement-breakpoint
ALTER TABLE "enquiry_messages" ADD COLUMN "taken_out_why" text;--> statement-breakpoint
ALTER TABLE "content_revisions" ADD CONSTRAINT "content_revisions_taken_out_by_persons_id_fk" FOREIGN KEY ("taken_out_by") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enquiry_messages" ADD CONSTRAINT "enquiry_messages_taken_out_by_persons_id_fk" FOREIGN KEY ("taken_out_by") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;