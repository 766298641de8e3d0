ALTER TABLE "forum_moderations" DROP CONSTRAINT "moderation_kind";--> statement-breakpoint
ALTER TABLE "forum_moderations" ADD COLUMN "from_category_id" uuid;--> statement-breakpoint
ALTER TABLE "forum_moderations" ADD CONSTRAINT "forum_moderations_from_category_id_forum_categories_id_fk" FOREIGN KEY ("from_category_id") REFERENCES "public"."forum_categories"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_moderations" ADD CONSTRAINT "moderation_from" CHECK (("forum_moderations"."kind" = 'topic-moved') = ("forum_moderations"."from_category_id" is not null));--> statement-breakpoint
ALTER TABLE "forum_moderations" ADD CONSTRAINT "moderation_kind" CHECK ("forum_moderations"."kind" in ('removed','edited','retitled','topic-removed','topic-moved'));