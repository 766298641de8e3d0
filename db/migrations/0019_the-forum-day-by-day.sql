CREATE TABLE "file_uses" (
	"file_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"holder_id" uuid NOT NULL,
	CONSTRAINT "file_uses_file_id_kind_holder_id_pk" PRIMARY KEY("file_id","kind","holder_id")
);
--> statement-breakpoint
CREATE TABLE "files" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"owner_id" uuid,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"size" integer NOT NULL,
	"width" integer,
	"height" integer,
	"hash" text NOT NULL,
	"state" text NOT NULL,
	"uploaded_at" timestamp with time zone NOT NULL,
	"gone_at" timestamp with time zone,
	CONSTRAINT "file_by_code" UNIQUE("code"),
	CONSTRAINT "file_picture" CHECK (("files"."kind" = 'picture') = ("files"."width" is not null) and ("files"."width" is null) = ("files"."height" is null))
);
--> statement-breakpoint
CREATE TABLE "forum_bookmarks" (
	"person_id" uuid NOT NULL,
	"post_id" uuid NOT NULL,
	"code" text NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"remind_on" date,
	"reminded_at" timestamp with time zone,
	"bookmarked_at" timestamp with time zone NOT NULL,
	CONSTRAINT "forum_bookmarks_person_id_post_id_pk" PRIMARY KEY("person_id","post_id"),
	CONSTRAINT "bookmark_by_code" UNIQUE("code")
);
--> statement-breakpoint
CREATE TABLE "forum_imports" (
	"forum" text NOT NULL,
	"kind" text NOT NULL,
	"key" text NOT NULL,
	"category_id" uuid,
	"person_id" uuid,
	"topic_id" uuid,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "forum_imports_forum_kind_key_pk" PRIMARY KEY("forum","kind","key"),
	CONSTRAINT "import_kind" CHECK ("forum_imports"."kind" in ('category','person','topic')),
	CONSTRAINT "import_made" CHECK (num_nonnulls("forum_imports"."category_id", "forum_imports"."person_id", "forum_imports"."topic_id") = 1)
);
--> statement-breakpoint
CREATE TABLE "forum_permalinks" (
	"path" text PRIMARY KEY NOT NULL,
	"topic_id" uuid NOT NULL,
	"number" integer
);
--> statement-breakpoint
CREATE TABLE "forum_quotes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"post_id" uuid NOT NULL,
	"quoted_id" uuid NOT NULL,
	"named" integer NOT NULL,
	"ordinal" smallint NOT NULL,
	"is_current" boolean DEFAULT true NOT NULL,
	"is_answer" boolean NOT NULL,
	"is_said" boolean NOT NULL,
	"body_markdown" text NOT NULL,
	"body_html" text NOT NULL,
	"renderer_version" smallint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "forum_category_watches" (
	"person_id" uuid NOT NULL,
	"category_id" uuid NOT NULL,
	"level" text NOT NULL,
	"before" text,
	"stopped_by" uuid,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "forum_category_watches_person_id_category_id_pk" PRIMARY KEY("person_id","category_id"),
	CONSTRAINT "category_watch_level" CHECK ("forum_category_watches"."level" in ('every-post','first-posts','normal','muted')),
	CONSTRAINT "category_watch_before" CHECK ("forum_category_watches"."before" is null or ("forum_category_watches"."level" in ('normal','muted') and "forum_category_watches"."before" in ('every-post','first-posts','normal'))),
	CONSTRAINT "category_watch_stopped" CHECK ("forum_category_watches"."stopped_by" is null or "forum_category_watches"."level" = 'normal')
);
--> statement-breakpoint
CREATE TABLE "forum_digests" (
	"person_id" uuid PRIMARY KEY NOT NULL,
	"every" text NOT NULL,
	"hour" smallint NOT NULL,
	"left_out" uuid[] DEFAULT '{}' NOT NULL,
	"also_singles" boolean NOT NULL,
	"silent" smallint DEFAULT 0 NOT NULL,
	"told_until" timestamp with time zone NOT NULL,
	"next_at" timestamp with time zone,
	"stopped_by" uuid,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "digest_every" CHECK ("forum_digests"."every" in ('daily','weekly')),
	CONSTRAINT "digest_hour" CHECK ("forum_digests"."hour" between 0 and 23),
	CONSTRAINT "digest_stopped" CHECK ("forum_digests"."stopped_by" is null or "forum_digests"."next_at" is null)
);
--> statement-breakpoint
ALTER TABLE "forum_moderations" DROP CONSTRAINT "moderation_kind";--> statement-breakpoint
ALTER TABLE "forum_watches" DROP CONSTRAINT "watch_level";--> statement-breakpoint
DROP INDEX "post_by_author";--> statement-breakpoint
DROP INDEX "topic_unanswered";--> statement-breakpoint
ALTER TABLE "forum_moderations" ADD COLUMN "from_category_id" uuid;--> statement-breakpoint
ALTER TABLE "forum_moderations" ADD COLUMN "from_audience" text;--> statement-breakpoint
ALTER TABLE "forum_moderations" ADD COLUMN "from_group_ids" uuid[];--> statement-breakpoint
ALTER TABLE "forum_posts" ADD COLUMN "moved_to_id" uuid;--> statement-breakpoint
ALTER TABLE "forum_posts" ADD COLUMN "moved_with" uuid;--> statement-breakpoint
ALTER TABLE "forum_topics" ADD COLUMN "imported_number" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "forum_topics" ADD COLUMN "closes_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "forum_topics" ADD COLUMN "opens_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "forum_topics" ADD COLUMN "pinned_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "forum_topics" ADD COLUMN "announced_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "forum_topics" ADD COLUMN "merged_into_id" uuid;--> statement-breakpoint
ALTER TABLE "forum_watches" ADD COLUMN "before" text;--> statement-breakpoint
ALTER TABLE "forum_watches" ADD COLUMN "stopped_by" uuid;--> statement-breakpoint
ALTER TABLE "persons" ADD COLUMN "show_job_title" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "persons" ADD COLUMN "show_organisation" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "persons" ADD COLUMN "show_interests" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "file_uses" ADD CONSTRAINT "file_uses_file_id_files_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."files"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_owner_id_persons_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_bookmarks" ADD CONSTRAINT "forum_bookmarks_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_bookmarks" ADD CONSTRAINT "forum_bookmarks_post_id_forum_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."forum_posts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_imports" ADD CONSTRAINT "forum_imports_category_id_forum_categories_id_fk" FOREIGN KEY ("category_id") REFERENCES "public"."forum_categories"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_imports" ADD CONSTRAINT "forum_imports_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_imports" ADD CONSTRAINT "forum_imports_topic_id_forum_topics_id_fk" FOREIGN KEY ("topic_id") REFERENCES "public"."forum_topics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_permalinks" ADD CONSTRAINT "forum_permalinks_topic_id_forum_topics_id_fk" FOREIGN KEY ("topic_id") REFERENCES "public"."forum_topics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_quotes" ADD CONSTRAINT "forum_quotes_post_id_forum_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."forum_posts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_quotes" ADD CONSTRAINT "forum_quotes_quoted_id_forum_posts_id_fk" FOREIGN KEY ("quoted_id") REFERENCES "public"."forum_posts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_category_watches" ADD CONSTRAINT "forum_category_watches_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_category_watches" ADD CONSTRAINT "forum_category_watches_category_id_forum_categories_id_fk" FOREIGN KEY ("category_id") REFERENCES "public"."forum_categories"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_digests" ADD CONSTRAINT "forum_digests_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "file_use_of_holder" ON "file_uses" USING btree ("holder_id");--> statement-breakpoint
CREATE INDEX "file_by_owner" ON "files" USING btree ("owner_id","id");--> statement-breakpoint
CREATE INDEX "file_waiting" ON "files" USING btree ("id") WHERE "files"."state" = 'waiting';--> statement-breakpoint
CREATE INDEX "file_gone" ON "files" USING btree ("id") WHERE "files"."gone_at" is not null;--> statement-breakpoint
CREATE INDEX "file_age" ON "files" USING btree ("uploaded_at");--> statement-breakpoint
CREATE INDEX "bookmark_by_time" ON "forum_bookmarks" USING btree ("person_id","bookmarked_at" DESC NULLS FIRST,"code" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "bookmark_by_post" ON "forum_bookmarks" USING btree ("post_id");--> statement-breakpoint
CREATE INDEX "bookmark_due" ON "forum_bookmarks" USING btree ("remind_on") WHERE "forum_bookmarks"."remind_on" is not null;--> statement-breakpoint
CREATE INDEX "import_by_person" ON "forum_imports" USING btree ("person_id") WHERE "forum_imports"."person_id" is not null;--> statement-breakpoint
CREATE INDEX "import_by_topic" ON "forum_imports" USING btree ("topic_id") WHERE "forum_imports"."topic_id" is not null;--> statement-breakpoint
CREATE INDEX "permalink_by_topic" ON "forum_permalinks" USING btree ("topic_id");--> statement-breakpoint
CREATE UNIQUE INDEX "quote_of_post" ON "forum_quotes" USING btree ("post_id","named","ordinal");--> statement-breakpoint
CREATE INDEX "quote_by_quoted" ON "forum_quotes" USING btree ("quoted_id");--> statement-breakpoint
CREATE INDEX "category_watch_by_category" ON "forum_category_watches" USING btree ("category_id","person_id") WHERE "forum_category_watches"."level" in ('every-post','first-posts');--> statement-breakpoint
CREATE INDEX "digest_due" ON "forum_digests" USING btree ("next_at") WHERE "forum_digests"."next_at" is not null;--> statement-breakpoint
ALTER TABLE "forum_moderations" ADD CONSTRAINT "forum_moderations_from_category_id_forum_categories_id_fk" FOREIGN KEY ("from_category_id") REFERENCES "public"."forum_categories"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_posts" ADD CONSTRAINT "forum_posts_moved_to_id_forum_posts_id_fk" FOREIGN KEY ("moved_to_id") REFERENCES "public"."forum_posts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_topics" ADD CONSTRAINT "forum_topics_merged_into_id_forum_topics_id_fk" FOREIGN KEY ("merged_into_id") REFERENCES "public"."forum_topics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "post_moved_to" ON "forum_posts" USING btree ("moved_to_id") WHERE "forum_posts"."moved_to_id" is not null;--> statement-breakpoint
CREATE INDEX "post_moved_with" ON "forum_posts" USING btree ("moved_with") WHERE "forum_posts"."moved_with" is not null;--> statement-breakpoint
CREATE INDEX "post_first_by_author" ON "forum_posts" USING btree ("author_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE "forum_posts"."number" = 1;--> statement-breakpoint
CREATE INDEX "topic_merged_into" ON "forum_topics" USING btree ("merged_into_id") WHERE "forum_topics"."merged_into_id" is not null;--> statement-breakpoint
CREATE INDEX "topic_announced" ON "forum_topics" USING btree ("announced_until") WHERE "forum_topics"."announced_until" is not null;--> statement-breakpoint
CREATE INDEX "topic_pinned_until" ON "forum_topics" USING btree ("pinned_until") WHERE "forum_topics"."pinned_until" is not null;--> statement-breakpoint
CREATE INDEX "topic_closes" ON "forum_topics" USING btree ("closes_at") WHERE "forum_topics"."closes_at" is not null;--> statement-breakpoint
CREATE INDEX "topic_opens" ON "forum_topics" USING btree ("opens_at") WHERE "forum_topics"."opens_at" is not null;--> statement-breakpoint
CREATE INDEX "watch_by_person" ON "forum_watches" USING btree ("person_id","changed_at" DESC NULLS FIRST,"topic_id" DESC NULLS FIRST) WHERE "forum_watches"."level" in ('watching','muted');--> statement-breakpoint
CREATE INDEX "post_by_author" ON "forum_posts" USING btree ("author_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "topic_unanswered" ON "forum_topics" USING btree ("category_id","last_post_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE "forum_topics"."last_post_at" = "forum_topics"."created_at" and "forum_topics"."removed_at" is null and ("forum_topics"."locked_at" is null or "forum_topics"."opens_at" is not null);--> statement-breakpoint
ALTER TABLE "forum_moderations" ADD CONSTRAINT "moderation_from" CHECK (("forum_moderations"."kind" = 'topic-moved') = ("forum_moderations"."from_category_id" is not null));--> statement-breakpoint
ALTER TABLE "forum_moderations" ADD CONSTRAINT "moderation_from_readers" CHECK (("forum_moderations"."kind" in ('topic-moved','posts-split','topic-merged')) = (num_nonnulls("forum_moderations"."from_audience", "forum_moderations"."from_group_ids") = 2));--> statement-breakpoint
ALTER TABLE "forum_moderations" ADD CONSTRAINT "moderation_kind" CHECK ("forum_moderations"."kind" in ('removed','edited','retitled','topic-removed','topic-moved','posts-split','topic-merged'));--> statement-breakpoint
ALTER TABLE "forum_posts" ADD CONSTRAINT "post_moved" CHECK (("forum_posts"."removed_by" is not distinct from 'moved') = ("forum_posts"."moved_to_id" is not null));--> statement-breakpoint
ALTER TABLE "forum_topics" ADD CONSTRAINT "topic_merged" CHECK (("forum_topics"."removed_by" is not distinct from 'merged') = ("forum_topics"."merged_into_id" is not null));--> statement-breakpoint
ALTER TABLE "forum_watches" ADD CONSTRAINT "watch_before" CHECK ("forum_watches"."before" is null or ("forum_watches"."level" = 'muted' and "forum_watches"."before" in ('watching','normal')));--> statement-breakpoint
ALTER TABLE "forum_watches" ADD CONSTRAINT "watch_stopped" CHECK ("forum_watches"."stopped_by" is null or "forum_watches"."level" = 'muted');--> statement-breakpoint
ALTER TABLE "forum_watches" ADD CONSTRAINT "watch_level" CHECK ("forum_watches"."level" in ('watching','normal','muted'));