CREATE TABLE "forum_category_watches" (
	"person_id" uuid NOT NULL,
	"category_id" uuid NOT NULL,
	"level" text NOT NULL,
	"before" text,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "forum_category_watches_person_id_category_id_pk" PRIMARY KEY("person_id","category_id"),
	CONSTRAINT "category_watch_level" CHECK ("forum_category_watches"."level" in ('every-post','first-posts','normal','muted')),
	CONSTRAINT "category_watch_before" CHECK ("forum_category_watches"."before" is null or ("forum_category_watches"."level" in ('normal','muted') and "forum_category_watches"."before" in ('every-post','first-posts','normal')))
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
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "digest_every" CHECK ("forum_digests"."every" in ('daily','weekly')),
	CONSTRAINT "digest_hour" CHECK ("forum_digests"."hour" between 0 and 23)
);
--> statement-breakpoint
ALTER TABLE "forum_watches" DROP CONSTRAINT "watch_level";--> statement-breakpoint
ALTER TABLE "forum_watches" ADD COLUMN "before" text;--> statement-breakpoint
ALTER TABLE "forum_category_watches" ADD CONSTRAINT "forum_category_watches_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_category_watches" ADD CONSTRAINT "forum_category_watches_category_id_forum_categories_id_fk" FOREIGN KEY ("category_id") REFERENCES "public"."forum_categories"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_digests" ADD CONSTRAINT "forum_digests_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "category_watch_by_category" ON "forum_category_watches" USING btree ("category_id","person_id") WHERE "forum_category_watches"."level" in ('every-post','first-posts');--> statement-breakpoint
CREATE INDEX "digest_due" ON "forum_digests" USING btree ("next_at") WHERE "forum_digests"."next_at" is not null;--> statement-breakpoint
CREATE INDEX "watch_by_person" ON "forum_watches" USING btree ("person_id","changed_at" DESC NULLS FIRST,"topic_id" DESC NULLS FIRST) WHERE "forum_watches"."level" in ('watching','muted');--> statement-breakpoint
ALTER TABLE "forum_watches" ADD CONSTRAINT "watch_before" CHECK ("forum_watches"."before" is null or ("forum_watches"."level" = 'muted' and "forum_watches"."before" in ('watching','normal')));--> statement-breakpoint
ALTER TABLE "forum_watches" ADD CONSTRAINT "watch_level" CHECK ("forum_watches"."level" in ('watching','normal','muted'));