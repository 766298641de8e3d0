ALTER TABLE "forum_moderations" DROP CONSTRAINT "moderation_kind";--> statement-breakpoint
DROP INDEX "topic_unanswered";--> statement-breakpoint
ALTER TABLE "forum_moderations" ADD COLUMN "from_category_id" uuid;--> statement-breakpoint
ALTER TABLE "forum_posts" ADD COLUMN "moved_to_id" uuid;--> statement-breakpoint
ALTER TABLE "forum_posts" ADD COLUMN "moved_with" uuid;--> statement-breakpoint
ALTER TABLE "forum_topics" ADD COLUMN "closes_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "forum_topics" ADD COLUMN "opens_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "forum_topics" ADD COLUMN "pinned_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "forum_topics" ADD COLUMN "announced_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "forum_topics" ADD COLUMN "merged_into_id" uuid;--> statement-breakpoint
ALTER TABLE "forum_moderations" ADD CONSTRAINT "forum_moderations_from_category_id_forum_categories_id_fk" FOREIGN KEY ("from_category_id") REFERENCES "public"."forum_categories"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_posts" ADD CONSTRAINT "forum_posts_moved_to_id_forum_posts_id_fk" FOREIGN KEY ("moved_to_id") REFERENCES "public"."forum_posts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_topics" ADD CONSTRAINT "forum_topics_merged_into_id_forum_topics_id_fk" FOREIGN KEY ("merged_into_id") REFERENCES "public"."forum_topics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "post_moved_to" ON "forum_posts" USING btree ("moved_to_id") WHERE "forum_posts"."moved_to_id" is not null;--> statement-breakpoint
CREATE INDEX "post_moved_with" ON "forum_posts" USING btree ("moved_with") WHERE "forum_posts"."moved_with" is not null;--> statement-breakpoint
CREATE INDEX "topic_merged_into" ON "forum_topics" USING btree ("merged_into_id") WHERE "forum_topics"."merged_into_id" is not null;--> statement-breakpoint
CREATE INDEX "topic_announced" ON "forum_topics" USING btree ("announced_until") WHERE "forum_topics"."announced_until" is not null;--> statement-breakpoint
CREATE INDEX "topic_pinned_until" ON "forum_topics" USING btree ("pinned_until") WHERE "forum_topics"."pinned_until" is not null;--> statement-breakpoint
CREATE INDEX "topic_closes" ON "forum_topics" USING btree ("closes_at") WHERE "forum_topics"."closes_at" is not null;--> statement-breakpoint
CREATE INDEX "topic_opens" ON "forum_topics" USING btree ("opens_at") WHERE "forum_topics"."opens_at" is not null;--> statement-breakpoint
CREATE INDEX "topic_unanswered" ON "forum_topics" USING btree ("category_id","last_post_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE "forum_topics"."last_post_at" = "forum_topics"."created_at" and "forum_topics"."removed_at" is null;--> statement-breakpoint
ALTER TABLE "forum_moderations" ADD CONSTRAINT "moderation_from" CHECK (("forum_moderations"."kind" = 'topic-moved') = ("forum_moderations"."from_category_id" is not null));--> statement-breakpoint
ALTER TABLE "forum_moderations" ADD CONSTRAINT "moderation_kind" CHECK ("forum_moderations"."kind" in ('removed','edited','retitled','topic-removed','topic-moved','posts-split','topic-merged'));--> statement-breakpoint
ALTER TABLE "forum_posts" ADD CONSTRAINT "post_moved" CHECK (("forum_posts"."removed_by" is not distinct from 'moved') = ("forum_posts"."moved_to_id" is not null));--> statement-breakpoint
ALTER TABLE "forum_topics" ADD CONSTRAINT "topic_merged" CHECK (("forum_topics"."removed_by" is not distinct from 'merged') = ("forum_topics"."merged_into_id" is not null));