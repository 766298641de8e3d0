ALTER TABLE "forum_moderations" DROP CONSTRAINT "moderation_kind";--> statement-breakpoint
ALTER TABLE "forum_answers" ALTER COLUMN "marked_by" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "forum_posts" ADD COLUMN "nameless_by" uuid;--> statement-breakpoint
ALTER TABLE "forum_posts" ADD COLUMN "nameless_as" text;--> statement-breakpoint
ALTER TABLE "forum_thanks" ADD COLUMN "nameless_as" text;--> statement-breakpoint
ALTER TABLE "forum_categories" ADD COLUMN "nameless_as" text;--> statement-breakpoint
ALTER TABLE "forum_topics" ADD COLUMN "nameless_by" uuid;--> statement-breakpoint
ALTER TABLE "forum_topics" ADD COLUMN "nameless_as" text;--> statement-breakpoint
ALTER TABLE "forum_topics" ADD COLUMN "last_nameless_as" text;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "is_veiled" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "forum_posts" ADD CONSTRAINT "forum_posts_nameless_by_persons_id_fk" FOREIGN KEY ("nameless_by") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_topics" ADD CONSTRAINT "forum_topics_nameless_by_persons_id_fk" FOREIGN KEY ("nameless_by") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "post_by_nameless" ON "forum_posts" USING btree ("nameless_by","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE "forum_posts"."nameless_by" is not null;--> statement-breakpoint
CREATE INDEX "post_nameless" ON "forum_posts" USING btree ("topic_id") WHERE "forum_posts"."nameless_as" is not null;--> statement-breakpoint
CREATE INDEX "topic_by_nameless" ON "forum_topics" USING btree ("nameless_by") WHERE "forum_topics"."nameless_by" is not null;--> statement-breakpoint
ALTER TABLE "forum_moderations" ADD CONSTRAINT "moderation_kind" CHECK ("forum_moderations"."kind" in ('removed','edited','retitled','topic-removed','topic-moved','posts-split','topic-merged','writer-learned'));--> statement-breakpoint
ALTER TABLE "forum_posts" ADD CONSTRAINT "post_nameless" CHECK (("forum_posts"."nameless_by" is null or "forum_posts"."nameless_as" is not null) and ("forum_posts"."nameless_as" is null or "forum_posts"."author_id" is null));--> statement-breakpoint
ALTER TABLE "forum_topics" ADD CONSTRAINT "topic_nameless" CHECK (("forum_topics"."nameless_by" is null or "forum_topics"."nameless_as" is not null) and ("forum_topics"."nameless_as" is null or "forum_topics"."author_id" is null));