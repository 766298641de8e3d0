DROP INDEX "post_by_author";--> statement-breakpoint
ALTER TABLE "persons" ADD COLUMN "show_job_title" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "persons" ADD COLUMN "show_organisation" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "persons" ADD COLUMN "show_interests" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "post_first_by_author" ON "forum_posts" USING btree ("author_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE "forum_posts"."number" = 1;--> statement-breakpoint
CREATE INDEX "post_by_author" ON "forum_posts" USING btree ("author_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);