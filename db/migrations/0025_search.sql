CREATE TABLE "search_misses" (
	"hash" text PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"words" text,
	"times" integer NOT NULL,
	"last_day" date NOT NULL,
	CONSTRAINT "miss_by_code" UNIQUE("code")
);
--> statement-breakpoint
CREATE TABLE "search_pins" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"words" text NOT NULL,
	"page_id" uuid NOT NULL,
	CONSTRAINT "pin_by_code" UNIQUE("code"),
	CONSTRAINT "pin_by_words" UNIQUE("words")
);
--> statement-breakpoint
CREATE TABLE "search_synonyms" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"words" text[] NOT NULL,
	CONSTRAINT "synonym_by_code" UNIQUE("code")
);
--> statement-breakpoint
ALTER TABLE "files" ADD COLUMN "words" text;--> statement-breakpoint
ALTER TABLE "files" ADD COLUMN "words_of" text;--> statement-breakpoint
ALTER TABLE "files" ADD COLUMN "search" "tsvector" GENERATED ALWAYS AS (case when kind <> 'picture' then setweight(search_vector(name), 'A') || setweight(search_vector(coalesce(words, '')), 'D') end) STORED;--> statement-breakpoint
ALTER TABLE "newsletter_issues" ADD COLUMN "search" "tsvector" GENERATED ALWAYS AS (case when state = 'sent' and taken_out_at is null then
        setweight(search_vector(subject), 'A') || setweight(search_vector(preheader), 'B') || setweight(search_vector(regexp_replace(body_markdown, '^(:: ?[a-z].*$|:::+ ?[a-z]*)', '', 'gin')), 'D') end) STORED;--> statement-breakpoint
ALTER TABLE "search_pins" ADD CONSTRAINT "search_pins_page_id_content_pages_id_fk" FOREIGN KEY ("page_id") REFERENCES "public"."content_pages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "miss_shown" ON "search_misses" USING btree ("times" DESC NULLS FIRST,"code") WHERE "search_misses"."words" is not null;--> statement-breakpoint
CREATE INDEX "miss_age" ON "search_misses" USING btree ("last_day");--> statement-breakpoint
CREATE INDEX "pin_by_page" ON "search_pins" USING btree ("page_id");--> statement-breakpoint
CREATE INDEX "file_unread" ON "files" USING btree ("id") WHERE "files"."kind" <> 'picture' and "files"."state" = 'clean' and "files"."words_of" is distinct from "files"."hash";--> statement-breakpoint
CREATE INDEX "file_search" ON "files" USING gin ("search") WITH (fastupdate=false);--> statement-breakpoint
CREATE INDEX "issue_search" ON "newsletter_issues" USING gin ("search") WITH (fastupdate=false);