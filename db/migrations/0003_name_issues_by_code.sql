ALTER TABLE "newsletter_issues" DROP CONSTRAINT "issue_sent";--> statement-breakpoint
ALTER TABLE "newsletter_issues" ALTER COLUMN "slug" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "newsletter_issues" ADD COLUMN "code" text NOT NULL;--> statement-breakpoint
ALTER TABLE "newsletter_issues" ADD CONSTRAINT "issue_code" UNIQUE("code");--> statement-breakpoint
ALTER TABLE "newsletter_issues" ADD CONSTRAINT "issue_sent" CHECK (("newsletter_issues"."state" = 'sent') = ("newsletter_issues"."mailing_id" is not null) and ("newsletter_issues"."state" = 'sent') = ("newsletter_issues"."sent_at" is not null) and ("newsletter_issues"."state" = 'sent') = ("newsletter_issues"."slug" is not null));