CREATE TABLE "forum_reports" (
	"id" uuid PRIMARY KEY NOT NULL,
	"post_id" uuid NOT NULL,
	"reporter_id" uuid,
	"reason" text NOT NULL,
	"details" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"decision" text,
	"decided_at" timestamp with time zone,
	"decided_by" uuid,
	CONSTRAINT "report_decision" CHECK (("forum_reports"."decision" is null) = ("forum_reports"."decided_at" is null))
);
--> statement-breakpoint
CREATE TABLE "near_misses" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"place" text NOT NULL,
	"path" text NOT NULL,
	"scope_id" uuid,
	"found" text[] NOT NULL,
	"writer_id" uuid,
	"at" timestamp with time zone NOT NULL,
	"looked_at" timestamp with time zone,
	"looked_by" uuid,
	CONSTRAINT "near_miss_by_code" UNIQUE("code")
);
--> statement-breakpoint
ALTER TABLE "forum_moderations" DROP CONSTRAINT "moderation_kind";--> statement-breakpoint
ALTER TABLE "forum_moderations" ADD COLUMN "original_title" text;--> statement-breakpoint
ALTER TABLE "forum_post_revisions" ADD COLUMN "title" text;--> statement-breakpoint
ALTER TABLE "forum_posts" ADD COLUMN "hidden_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "forum_topics" ADD COLUMN "retitled_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "forum_topics" ADD COLUMN "retitled_by" text;--> statement-breakpoint
ALTER TABLE "forum_topics" ADD COLUMN "removed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "forum_topics" ADD COLUMN "removed_by" text;--> statement-breakpoint
ALTER TABLE "forum_topics" ADD COLUMN "hidden_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "forum_reports" ADD CONSTRAINT "forum_reports_post_id_forum_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."forum_posts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_reports" ADD CONSTRAINT "forum_reports_reporter_id_persons_id_fk" FOREIGN KEY ("reporter_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_reports" ADD CONSTRAINT "forum_reports_decided_by_persons_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "near_misses" ADD CONSTRAINT "near_misses_scope_id_scopes_id_fk" FOREIGN KEY ("scope_id") REFERENCES "public"."scopes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "near_misses" ADD CONSTRAINT "near_misses_writer_id_persons_id_fk" FOREIGN KEY ("writer_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "near_misses" ADD CONSTRAINT "near_misses_looked_by_persons_id_fk" FOREIGN KEY ("looked_by") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "report_open" ON "forum_reports" USING btree ("post_id","reporter_id") WHERE "forum_reports"."decided_at" is null;--> statement-breakpoint
CREATE INDEX "report_by_reporter" ON "forum_reports" USING btree ("reporter_id");--> statement-breakpoint
CREATE INDEX "report_by_post" ON "forum_reports" USING btree ("post_id","at");--> statement-breakpoint
CREATE INDEX "report_waiting" ON "forum_reports" USING btree ("at") WHERE "forum_reports"."decided_at" is null;--> statement-breakpoint
CREATE INDEX "report_age" ON "forum_reports" USING btree ("at");--> statement-breakpoint
CREATE INDEX "near_miss_waiting" ON "near_misses" USING btree ("at") WHERE "near_misses"."looked_at" is null;--> statement-breakpoint
CREATE INDEX "near_miss_age" ON "near_misses" USING btree ("at");--> statement-breakpoint
CREATE INDEX "near_miss_writer" ON "near_misses" USING btree ("writer_id");--> statement-breakpoint
CREATE INDEX "topic_removed" ON "forum_topics" USING btree ("removed_at") WHERE "forum_topics"."removed_at" is not null;--> statement-breakpoint
ALTER TABLE "forum_moderations" ADD CONSTRAINT "moderation_kind" CHECK ("forum_moderations"."kind" in ('removed','edited','retitled','topic-removed'));--> statement-breakpoint
ALTER TABLE "forum_topics" ADD CONSTRAINT "topic_retitle" CHECK (("forum_topics"."retitled_at" is null) = ("forum_topics"."retitled_by" is null));--> statement-breakpoint
ALTER TABLE "forum_topics" ADD CONSTRAINT "topic_removal" CHECK (("forum_topics"."removed_at" is null) = ("forum_topics"."removed_by" is null));--> statement-breakpoint
-- what was removed before left its title in lists and addresses
UPDATE "forum_moderations" m SET "original_title" = t."title" FROM "forum_posts" p JOIN "forum_topics" t ON t."id" = p."topic_id"
WHERE m."post_id" = p."id" AND m."kind" = 'removed' AND m."undone_at" IS NULL AND p."number" = 1 AND p."removed_by" = 'moderator' AND t."page_id" IS NULL;--> statement-breakpoint
UPDATE "forum_topics" t SET "title" = CASE p."removed_by" WHEN 'author' THEN '[removed by its author]' ELSE '[removed by a moderator]' END,
  "retitled_at" = p."removed_at", "retitled_by" = p."removed_by",
  "removed_at" = CASE WHEN p."removed_by" = 'author' AND t."last_post_number" = 1 THEN p."removed_at" END,
  "removed_by" = CASE WHEN p."removed_by" = 'author' AND t."last_post_number" = 1 THEN 'author' END
FROM "forum_posts" p WHERE p."topic_id" = t."id" AND p."number" = 1 AND p."removed_by" IS NOT NULL AND t."page_id" IS NULL;
