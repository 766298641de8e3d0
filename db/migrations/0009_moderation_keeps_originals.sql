DROP INDEX "notification_inbox";--> statement-breakpoint
CREATE INDEX "notification_inbox" ON "notifications" USING btree ("person_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
ALTER TABLE "forum_posts" ADD COLUMN "edited_by" text;--> statement-breakpoint
UPDATE "forum_posts" SET "edited_by" = 'author' WHERE "edited_at" IS NOT NULL;--> statement-breakpoint
-- what moderators removed before was kept in the post itself
INSERT INTO "forum_moderations" ("id", "code", "post_id", "kind", "reason", "original_markdown", "at")
SELECT gen_random_uuid(), substr(md5(random()::text || "id"::text), 1, 10), "id", 'removed', coalesce("removed_why", ''), "body_markdown", "removed_at"
FROM "forum_posts" WHERE "removed_by" = 'moderator';--> statement-breakpoint
UPDATE "forum_posts" SET "body_markdown" = '', "body_html" = '' WHERE "removed_by" = 'moderator';--> statement-breakpoint
ALTER TABLE "forum_posts" DROP COLUMN "removed_why";--> statement-breakpoint
ALTER TABLE "forum_moderations" ADD CONSTRAINT "moderation_decided_by_another" CHECK ("forum_moderations"."decided_by" <> "forum_moderations"."moderator_id");--> statement-breakpoint
ALTER TABLE "forum_posts" ADD CONSTRAINT "post_edit" CHECK (("forum_posts"."edited_at" is null) = ("forum_posts"."edited_by" is null));
