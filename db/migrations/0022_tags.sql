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
ALTER TABLE "forum_topics" ADD CONSTRAINT "topic_of_tags" UNIQUE("id","category_id","last_post_at");--> statement-breakpoint
ALTER TABLE "forum_held_posts" ADD COLUMN "tag_ids" uuid[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "forum_tag_watches" ADD CONSTRAINT "forum_tag_watches_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_tag_watches" ADD CONSTRAINT "forum_tag_watches_tag_id_forum_tags_id_fk" FOREIGN KEY ("tag_id") REFERENCES "public"."forum_tags"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_topic_tags" ADD CONSTRAINT "forum_topic_tags_tag_id_forum_tags_id_fk" FOREIGN KEY ("tag_id") REFERENCES "public"."forum_tags"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_topic_tags" ADD CONSTRAINT "topic_tag_topic" FOREIGN KEY ("topic_id","category_id","last_post_at") REFERENCES "public"."forum_topics"("id","category_id","last_post_at") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
CREATE INDEX "tag_watch_by_tag" ON "forum_tag_watches" USING btree ("tag_id","person_id") WHERE "forum_tag_watches"."level" in ('every-post','first-posts');--> statement-breakpoint
CREATE UNIQUE INDEX "tag_name" ON "forum_tags" USING btree (lower("name"));--> statement-breakpoint
CREATE INDEX "topic_tag_by_activity" ON "forum_topic_tags" USING btree ("tag_id","category_id","last_post_at" DESC NULLS FIRST,"topic_id" DESC NULLS FIRST);
