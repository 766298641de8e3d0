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
ALTER TABLE "forum_bookmarks" ADD CONSTRAINT "forum_bookmarks_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_bookmarks" ADD CONSTRAINT "forum_bookmarks_post_id_forum_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."forum_posts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "bookmark_by_time" ON "forum_bookmarks" USING btree ("person_id","bookmarked_at" DESC NULLS FIRST,"code" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "bookmark_by_post" ON "forum_bookmarks" USING btree ("post_id");--> statement-breakpoint
CREATE INDEX "bookmark_due" ON "forum_bookmarks" USING btree ("remind_on") WHERE "forum_bookmarks"."remind_on" is not null;