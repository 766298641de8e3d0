CREATE TABLE "content_links" (
	"kind" text NOT NULL,
	"holder_id" uuid NOT NULL,
	"path" text NOT NULL,
	CONSTRAINT "content_link" PRIMARY KEY("kind","holder_id","path")
);
--> statement-breakpoint
CREATE TABLE "content_listings" (
	"page_id" uuid PRIMARY KEY NOT NULL,
	"path" text NOT NULL,
	"title" text NOT NULL,
	"saved_at" timestamp with time zone NOT NULL,
	"is_kept" boolean DEFAULT true NOT NULL,
	"words" "tsvector" GENERATED ALWAYS AS (search_vector(title || ' ' || translate(path, '/-', '  '))) STORED
);
--> statement-breakpoint
CREATE TABLE "content_link_sites" (
	"origin" text PRIMARY KEY NOT NULL,
	"next_at" timestamp with time zone NOT NULL,
	"robots" text,
	"robots_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "content_page_web_links" (
	"page_id" uuid NOT NULL,
	"link" text NOT NULL,
	CONSTRAINT "page_link" PRIMARY KEY("page_id","link")
);
--> statement-breakpoint
CREATE TABLE "content_web_links" (
	"code" text PRIMARY KEY NOT NULL,
	"url" text NOT NULL,
	"added_at" timestamp with time zone DEFAULT now() NOT NULL,
	"due_at" timestamp with time zone DEFAULT now() NOT NULL,
	"checked_at" timestamp with time zone,
	"outcome" text,
	"failures" integer DEFAULT 0 NOT NULL,
	"failing_since" timestamp with time zone,
	"is_broken" boolean DEFAULT false NOT NULL,
	"ignored_at" timestamp with time zone,
	"ignored_why" text,
	CONSTRAINT "link_code" CHECK ("content_web_links"."code" ~ '^[0-9a-f]{20}$'),
	CONSTRAINT "link_ignored" CHECK (("content_web_links"."ignored_at" is null) = ("content_web_links"."ignored_why" is null))
);
--> statement-breakpoint
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
DROP INDEX "page_interest_named";--> statement-breakpoint
ALTER TABLE "content_pages" ADD COLUMN "superseded_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "content_pages" ADD COLUMN "trashed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "content_pages" ADD COLUMN "comments" text DEFAULT 'open' NOT NULL;--> statement-breakpoint
ALTER TABLE "content_pages" ADD COLUMN "parent" text GENERATED ALWAYS AS (case when path = '' then null else regexp_replace(path, '/?[^/]*$', '') end) STORED;--> statement-breakpoint
ALTER TABLE "files" ADD COLUMN "words" text;--> statement-breakpoint
ALTER TABLE "files" ADD COLUMN "words_of" text;--> statement-breakpoint
ALTER TABLE "files" ADD COLUMN "search" "tsvector" GENERATED ALWAYS AS (case when kind <> 'picture' then setweight(search_vector(name), 'A') || setweight(search_vector(coalesce(words, '')), 'D') end) STORED;--> statement-breakpoint
ALTER TABLE "files" ADD COLUMN "place" text;--> statement-breakpoint
ALTER TABLE "files" ADD COLUMN "description" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "files" ADD COLUMN "focal_x" smallint DEFAULT 50 NOT NULL;--> statement-breakpoint
ALTER TABLE "files" ADD COLUMN "focal_y" smallint DEFAULT 50 NOT NULL;--> statement-breakpoint
ALTER TABLE "files" ADD COLUMN "library_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "files" ADD COLUMN "shared_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "forum_tags" ADD COLUMN "interest" text;--> statement-breakpoint
ALTER TABLE "newsletter_issues" ADD COLUMN "search" "tsvector" GENERATED ALWAYS AS (case when state = 'sent' and taken_out_at is null then
        setweight(search_vector(subject), 'A') || setweight(search_vector(preheader), 'B') || setweight(search_vector(regexp_replace(body_markdown, '^(:: ?[a-z].*$|:::+ ?[a-z]*)', '', 'gin')), 'D') end) STORED;--> statement-breakpoint
ALTER TABLE "newsletters" ADD COLUMN "interest" text;--> statement-breakpoint
ALTER TABLE "content_listings" ADD CONSTRAINT "content_listings_page_id_content_pages_id_fk" FOREIGN KEY ("page_id") REFERENCES "public"."content_pages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "content_listings" ADD CONSTRAINT "content_listings_path_content_pages_path_fk" FOREIGN KEY ("path") REFERENCES "public"."content_pages"("path") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "content_page_web_links" ADD CONSTRAINT "content_page_web_links_page_id_content_pages_id_fk" FOREIGN KEY ("page_id") REFERENCES "public"."content_pages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "content_page_web_links" ADD CONSTRAINT "content_page_web_links_link_content_web_links_code_fk" FOREIGN KEY ("link") REFERENCES "public"."content_web_links"("code") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "search_pins" ADD CONSTRAINT "search_pins_page_id_content_pages_id_fk" FOREIGN KEY ("page_id") REFERENCES "public"."content_pages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "content_link_by_path" ON "content_links" USING btree ("path");--> statement-breakpoint
CREATE INDEX "listing_words" ON "content_listings" USING gin ("words") WITH (fastupdate=false);--> statement-breakpoint
CREATE INDEX "listing_by_saving" ON "content_listings" USING btree ("saved_at" DESC NULLS FIRST,"page_id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "listing_by_title" ON "content_listings" USING btree (lower("title"),"page_id");--> statement-breakpoint
CREATE INDEX "listing_by_path" ON "content_listings" USING btree ("path");--> statement-breakpoint
CREATE INDEX "page_link_of_link" ON "content_page_web_links" USING btree ("link");--> statement-breakpoint
CREATE INDEX "link_due" ON "content_web_links" USING btree ("due_at") WHERE "content_web_links"."ignored_at" is null;--> statement-breakpoint
CREATE INDEX "link_broken" ON "content_web_links" USING btree ("failing_since" DESC NULLS FIRST,"code" DESC NULLS FIRST) WHERE "content_web_links"."is_broken";--> statement-breakpoint
CREATE INDEX "link_ignored_at" ON "content_web_links" USING btree ("ignored_at" DESC NULLS FIRST,"code" DESC NULLS FIRST) WHERE "content_web_links"."ignored_at" is not null;--> statement-breakpoint
CREATE INDEX "miss_shown" ON "search_misses" USING btree ("times" DESC NULLS FIRST,"code") WHERE "search_misses"."words" is not null;--> statement-breakpoint
CREATE INDEX "miss_age" ON "search_misses" USING btree ("last_day");--> statement-breakpoint
CREATE INDEX "pin_by_page" ON "search_pins" USING btree ("page_id");--> statement-breakpoint
ALTER TABLE "forum_tags" ADD CONSTRAINT "forum_tags_interest_interests_name_fk" FOREIGN KEY ("interest") REFERENCES "public"."interests"("name") ON DELETE no action ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "newsletters" ADD CONSTRAINT "newsletters_interest_interests_name_fk" FOREIGN KEY ("interest") REFERENCES "public"."interests"("name") ON DELETE no action ON UPDATE cascade;--> statement-breakpoint
CREATE INDEX "page_children" ON "content_pages" USING btree ("parent","position","title","id");--> statement-breakpoint
CREATE INDEX "page_by_next_review" ON "content_pages" USING btree (coalesce("review_due_at", 'infinity'),"id") WHERE "content_pages"."trashed_at" is null;--> statement-breakpoint
CREATE INDEX "page_drafts" ON "content_pages" USING btree ("id") WHERE "content_pages"."published_version" is distinct from "content_pages"."version";--> statement-breakpoint
CREATE INDEX "page_taken_down" ON "content_pages" USING btree ("archived_at") WHERE "content_pages"."archived_at" is not null;--> statement-breakpoint
CREATE INDEX "page_trash" ON "content_pages" USING btree ("trashed_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE "content_pages"."trashed_at" is not null;--> statement-breakpoint
CREATE INDEX "file_unread" ON "files" USING btree ("id") WHERE "files"."kind" <> 'picture' and "files"."state" = 'clean' and "files"."words_of" is distinct from "files"."hash";--> statement-breakpoint
CREATE INDEX "file_search" ON "files" USING gin ("search") WITH (fastupdate=false);--> statement-breakpoint
CREATE INDEX "file_library" ON "files" USING btree ("library_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE "files"."library_at" is not null;--> statement-breakpoint
CREATE INDEX "file_library_size" ON "files" USING btree ("size" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE "files"."library_at" is not null;--> statement-breakpoint
CREATE INDEX "issue_search" ON "newsletter_issues" USING gin ("search") WITH (fastupdate=false);--> statement-breakpoint
CREATE INDEX "scope_by_audience" ON "scopes" USING btree ("audience");--> statement-breakpoint
CREATE INDEX "page_interest_named" ON "content_page_interests" USING btree ("interest","page_id" DESC NULLS FIRST);--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "file_by_place" UNIQUE("place");--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "file_focal" CHECK ("files"."focal_x" between 0 and 100 and "files"."focal_y" between 0 and 100);--> statement-breakpoint
INSERT INTO "content_listings" ("page_id", "path", "title", "saved_at") SELECT p."id", p."path", r."title", r."saved_at" FROM "content_pages" p JOIN "content_revisions" r ON r."page_id" = p."id" AND r."number" = p."version";--> statement-breakpoint
UPDATE "content_pages" SET "superseded_at" = "updated_at" WHERE "superseded_by_id" IS NOT NULL;--> statement-breakpoint
-- a section's own page leads on to others; where somebody wrote under one, that goes on
UPDATE "content_pages" SET "comments" = 'none' WHERE "path" NOT LIKE '%/%' AND NOT EXISTS (SELECT FROM "forum_topics" t WHERE t."page_id" = "content_pages"."id");--> statement-breakpoint
INSERT INTO "content_links" ("kind", "holder_id", "path")
SELECT DISTINCT stored.kind, stored.holder, lower(rtrim(found.parts[1], '/')) FROM (
  SELECT 'page' AS kind, "id" AS holder, "body_html" AS words, '<a [^>]*href="/([a-zA-Z0-9/-]*)["#?]' AS mark FROM "content_pages"
  UNION ALL SELECT 'draft', p."id", r."body_html", '<a [^>]*href="/([a-zA-Z0-9/-]*)["#?]' FROM "content_pages" p JOIN "content_revisions" r ON r."page_id" = p."id" AND r."number" = p."version"
  UNION ALL SELECT 'snippet', "id", "body_markdown", '\]\(/([a-zA-Z0-9/-]*)[)#? ]' FROM "content_snippets"
) stored CROSS JOIN LATERAL regexp_matches(stored.words, stored.mark, 'g') AS found (parts)
WHERE length(found.parts[1]) <= 200 AND lower(found.parts[1]) NOT LIKE 'files/%';--> statement-breakpoint
-- these words are the site's own from here on: a page there could be read no more, at an address that is in lists and in links
DO $$ DECLARE pages text; BEGIN
  SELECT string_agg('/' || "path", ', ' ORDER BY "path") INTO pages FROM "content_pages"
  WHERE split_part("path", '/', 1) IN ('cards', 'feeds', 'pdf', 'subjects');
  IF pages IS NOT NULL THEN
    RAISE EXCEPTION 'From this release on the site has something of its own at: %', pages
      USING HINT = 'Start the release before, move these pages elsewhere, and start this one again. No page was changed.';
  END IF;
END $$;--> statement-breakpoint
DO $$ BEGIN
  IF EXISTS (SELECT FROM "content_pages") THEN
    ANALYZE "content_pages", "content_links", "content_listings";
  END IF;
END $$;
