CREATE TABLE "forum_mailed_replies" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"hash" "bytea" NOT NULL,
	"answered_id" uuid NOT NULL,
	"topic_id" uuid,
	"outcome" text NOT NULL,
	"has_files" boolean NOT NULL,
	"body" text DEFAULT '' NOT NULL,
	"taken_at" timestamp with time zone NOT NULL,
	"told_at" timestamp with time zone,
	CONSTRAINT "mailed_reply_by_hash" UNIQUE("hash")
);
--> statement-breakpoint
CREATE TABLE "forum_clean_ups" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"person_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"moderator_id" uuid,
	"at" timestamp with time zone NOT NULL,
	"since" timestamp with time zone,
	"chosen" uuid[],
	"finished_at" timestamp with time zone,
	"undone_by" uuid,
	"undone_at" timestamp with time zone,
	"submission_id" uuid NOT NULL,
	CONSTRAINT "clean_up_by_code" UNIQUE("code"),
	CONSTRAINT "clean_up_submission" UNIQUE("submission_id")
);
--> statement-breakpoint
CREATE TABLE "forum_polls" (
	"post_id" uuid PRIMARY KEY NOT NULL,
	"question" text NOT NULL,
	"options" text[] NOT NULL,
	"most" smallint NOT NULL,
	"shows" text NOT NULL,
	"counts" integer[] NOT NULL,
	"voters" integer DEFAULT 0 NOT NULL,
	"closes_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	CONSTRAINT "poll_shows" CHECK ("forum_polls"."shows" in ('always', 'voted', 'closed', 'anonymous')),
	CONSTRAINT "poll_counts" CHECK (cardinality("forum_polls"."counts") = cardinality("forum_polls"."options"))
);
--> statement-breakpoint
CREATE TABLE "forum_votes" (
	"post_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"choices" smallint[],
	"sealed" smallint[],
	"voted_at" timestamp with time zone NOT NULL,
	"nameless_as" text,
	CONSTRAINT "forum_votes_post_id_person_id_pk" PRIMARY KEY("post_id","person_id"),
	CONSTRAINT "vote_choices" CHECK (num_nonnulls("forum_votes"."choices", "forum_votes"."sealed") = 1)
);
--> statement-breakpoint
CREATE TABLE "forum_tag_watches" (
	"person_id" uuid NOT NULL,
	"tag_id" uuid NOT NULL,
	"level" text NOT NULL,
	"before" text,
	"stopped_by" uuid,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "forum_tag_watches_person_id_tag_id_pk" PRIMARY KEY("person_id","tag_id"),
	CONSTRAINT "tag_watch_level" CHECK ("forum_tag_watches"."level" in ('every-post','first-posts','normal','muted')),
	CONSTRAINT "tag_watch_before" CHECK ("forum_tag_watches"."before" is null or ("forum_tag_watches"."level" in ('normal','muted') and "forum_tag_watches"."before" in ('every-post','first-posts','normal'))),
	CONSTRAINT "tag_watch_stopped" CHECK ("forum_tag_watches"."stopped_by" is null or "forum_tag_watches"."level" = 'normal')
);
--> statement-breakpoint
CREATE TABLE "forum_tags" (
	"id" uuid PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"description" text NOT NULL,
	CONSTRAINT "tag_slug" UNIQUE("slug")
);
--> statement-breakpoint
CREATE TABLE "forum_topic_tags" (
	"topic_id" uuid NOT NULL,
	"tag_id" uuid NOT NULL,
	"category_id" uuid NOT NULL,
	"last_post_at" timestamp with time zone NOT NULL,
	CONSTRAINT "forum_topic_tags_topic_id_tag_id_pk" PRIMARY KEY("topic_id","tag_id")
);
--> statement-breakpoint
CREATE TABLE "forum_first_steps" (
	"person_id" uuid PRIMARY KEY NOT NULL,
	"put_away_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "messages" DROP CONSTRAINT "messages_address_id_addresses_id_fk";
--> statement-breakpoint
ALTER TABLE "forum_held_posts" ADD COLUMN "tag_ids" uuid[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "forum_held_posts" ADD COLUMN "poll" jsonb;--> statement-breakpoint
ALTER TABLE "forum_held_posts" ADD COLUMN "clean_up_id" uuid;--> statement-breakpoint
ALTER TABLE "forum_moderations" ADD COLUMN "clean_up_id" uuid;--> statement-breakpoint
ALTER TABLE "forum_reads" ADD COLUMN "is_shown" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "persons" ADD COLUMN "show_reading" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "forum_mailed_replies" ADD CONSTRAINT "forum_mailed_replies_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_mailed_replies" ADD CONSTRAINT "forum_mailed_replies_topic_id_forum_topics_id_fk" FOREIGN KEY ("topic_id") REFERENCES "public"."forum_topics"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_clean_ups" ADD CONSTRAINT "forum_clean_ups_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_clean_ups" ADD CONSTRAINT "forum_clean_ups_moderator_id_persons_id_fk" FOREIGN KEY ("moderator_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_clean_ups" ADD CONSTRAINT "forum_clean_ups_undone_by_persons_id_fk" FOREIGN KEY ("undone_by") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_polls" ADD CONSTRAINT "forum_polls_post_id_forum_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."forum_posts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_votes" ADD CONSTRAINT "forum_votes_post_id_forum_polls_post_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."forum_polls"("post_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_votes" ADD CONSTRAINT "forum_votes_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_tag_watches" ADD CONSTRAINT "forum_tag_watches_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_tag_watches" ADD CONSTRAINT "forum_tag_watches_tag_id_forum_tags_id_fk" FOREIGN KEY ("tag_id") REFERENCES "public"."forum_tags"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_topic_tags" ADD CONSTRAINT "forum_topic_tags_tag_id_forum_tags_id_fk" FOREIGN KEY ("tag_id") REFERENCES "public"."forum_tags"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_topics" ADD CONSTRAINT "topic_of_tags" UNIQUE("id","category_id","last_post_at");--> statement-breakpoint
ALTER TABLE "forum_topic_tags" ADD CONSTRAINT "topic_tag_topic" FOREIGN KEY ("topic_id","category_id","last_post_at") REFERENCES "public"."forum_topics"("id","category_id","last_post_at") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "forum_first_steps" ADD CONSTRAINT "forum_first_steps_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "mailed_reply_told" ON "forum_mailed_replies" USING btree ("answered_id","told_at");--> statement-breakpoint
CREATE INDEX "mailed_reply_by_person" ON "forum_mailed_replies" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "mailed_reply_by_time" ON "forum_mailed_replies" USING btree ("taken_at");--> statement-breakpoint
CREATE INDEX "mailed_reply_by_topic" ON "forum_mailed_replies" USING btree ("topic_id");--> statement-breakpoint
CREATE INDEX "clean_up_by_person" ON "forum_clean_ups" USING btree ("person_id","id");--> statement-breakpoint
CREATE INDEX "clean_up_age" ON "forum_clean_ups" USING btree ("at");--> statement-breakpoint
CREATE INDEX "poll_due" ON "forum_polls" USING btree ("closes_at") WHERE "forum_polls"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "vote_by_post" ON "forum_votes" USING btree ("post_id","voted_at","person_id");--> statement-breakpoint
CREATE INDEX "vote_by_person" ON "forum_votes" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "tag_watch_by_tag" ON "forum_tag_watches" USING btree ("tag_id","person_id") WHERE "forum_tag_watches"."level" in ('every-post','first-posts');--> statement-breakpoint
CREATE UNIQUE INDEX "tag_name" ON "forum_tags" USING btree (lower("name"));--> statement-breakpoint
CREATE INDEX "topic_tag_by_activity" ON "forum_topic_tags" USING btree ("tag_id","category_id","last_post_at" DESC NULLS FIRST,"topic_id" DESC NULLS FIRST);--> statement-breakpoint
ALTER TABLE "forum_held_posts" ADD CONSTRAINT "forum_held_posts_clean_up_id_forum_clean_ups_id_fk" FOREIGN KEY ("clean_up_id") REFERENCES "public"."forum_clean_ups"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_moderations" ADD CONSTRAINT "forum_moderations_clean_up_id_forum_clean_ups_id_fk" FOREIGN KEY ("clean_up_id") REFERENCES "public"."forum_clean_ups"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "held_by_clean_up" ON "forum_held_posts" USING btree ("clean_up_id") WHERE "forum_held_posts"."clean_up_id" is not null;--> statement-breakpoint
CREATE INDEX "moderation_by_clean_up" ON "forum_moderations" USING btree ("clean_up_id","id") WHERE "forum_moderations"."clean_up_id" is not null;--> statement-breakpoint
CREATE INDEX "topic_by_start" ON "forum_topics" USING btree ("created_at","id") WHERE "forum_topics"."page_id" is null and "forum_topics"."removed_at" is null;--> statement-breakpoint
CREATE INDEX "read_shown" ON "forum_reads" USING btree ("topic_id","last_read_number" DESC NULLS FIRST,"read_at" DESC NULLS FIRST) WHERE "forum_reads"."is_shown";