ALTER TABLE "newsletter_issues" ADD COLUMN "taken_out_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "newsletter_issues" ADD COLUMN "taken_out_by" uuid;--> statement-breakpoint
ALTER TABLE "newsletter_issues" ADD COLUMN "taken_out_why" text;--> statement-breakpoint
ALTER TABLE "newsletter_issues" ADD CONSTRAINT "newsletter_issues_taken_out_by_persons_id_fk" FOREIGN KEY ("taken_out_by") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;