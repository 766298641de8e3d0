CREATE TABLE "content_links" (
	"kind" text NOT NULL,
	"holder_id" uuid NOT NULL,
	"path" text NOT NULL,
	CONSTRAINT "content_link" PRIMARY KEY("kind","holder_id","path")
);
--> statement-breakpoint
ALTER TABLE "content_pages" ADD COLUMN "trashed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "content_pages" ADD COLUMN "comments" text DEFAULT 'open' NOT NULL;--> statement-breakpoint
ALTER TABLE "content_pages" ADD COLUMN "parent" text GENERATED ALWAYS AS (case when path = '' then null else regexp_replace(path, '/?[^/]*$', '') end) STORED;--> statement-breakpoint
ALTER TABLE "content_pages" ADD COLUMN "listed_title" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "content_pages" ADD COLUMN "saved_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "content_pages" ADD COLUMN "listed" "tsvector" GENERATED ALWAYS AS (search_vector(listed_title || ' ' || translate(path, '/-', '  '))) STORED;--> statement-breakpoint
CREATE INDEX "content_link_by_path" ON "content_links" USING btree ("path");--> statement-breakpoint
CREATE INDEX "page_children" ON "content_pages" USING btree ("parent","position","title","id");--> statement-breakpoint
CREATE INDEX "page_listed" ON "content_pages" USING gin ("listed") WITH (fastupdate=false);--> statement-breakpoint
CREATE INDEX "page_by_saving" ON "content_pages" USING btree ("saved_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE "content_pages"."trashed_at" is null;--> statement-breakpoint
CREATE INDEX "page_by_title" ON "content_pages" USING btree (lower("listed_title"),"id") WHERE "content_pages"."trashed_at" is null;--> statement-breakpoint
CREATE INDEX "page_by_next_review" ON "content_pages" USING btree (coalesce("review_due_at", 'infinity'),"id") WHERE "content_pages"."trashed_at" is null;--> statement-breakpoint
CREATE INDEX "page_drafts" ON "content_pages" USING btree ("saved_at" DESC NULLS FIRST) WHERE "content_pages"."published_version" is distinct from "content_pages"."version";--> statement-breakpoint
CREATE INDEX "page_taken_down" ON "content_pages" USING btree ("saved_at" DESC NULLS FIRST) WHERE "content_pages"."archived_at" is not null;--> statement-breakpoint
CREATE INDEX "page_trash" ON "content_pages" USING btree ("trashed_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE "content_pages"."trashed_at" is not null;--> statement-breakpoint
CREATE INDEX "scope_by_audience" ON "scopes" USING btree ("audience");--> statement-breakpoint
-- by hand
UPDATE "content_pages" SET "listed_title" = newest."title", "saved_at" = newest."saved_at" FROM "content_revisions" newest WHERE newest."page_id" = "content_pages"."id" AND newest."number" = "content_pages"."version";--> statement-breakpoint
-- a section's own page leads on to others; where somebody wrote under one, that goes on
UPDATE "content_pages" SET "comments" = 'none' WHERE "path" NOT LIKE '%/%' AND NOT EXISTS (SELECT FROM "forum_topics" t WHERE t."page_id" = "content_pages"."id");--> statement-breakpoint
INSERT INTO "content_links" ("kind", "holder_id", "path")
SELECT DISTINCT stored.kind, stored.holder, lower(rtrim(found.parts[1], '/')) FROM (
  SELECT 'page' AS kind, "id" AS holder, "body_html" AS words, '<a [^>]*href="/([a-zA-Z0-9/-]*)["#?]' AS mark FROM "content_pages"
  UNION ALL SELECT 'draft', p."id", r."body_html", '<a [^>]*href="/([a-zA-Z0-9/-]*)["#?]' FROM "content_pages" p JOIN "content_revisions" r ON r."page_id" = p."id" AND r."number" = p."version"
  UNION ALL SELECT 'snippet', "id", "body_markdown", '\]\(/([a-zA-Z0-9/-]*)[)#? ]' FROM "content_snippets"
) stored CROSS JOIN LATERAL regexp_matches(stored.words, stored.mark, 'g') AS found (parts)
WHERE length(found.parts[1]) <= 200 AND lower(found.parts[1]) NOT LIKE 'files/%';--> statement-breakpoint
DO $$ BEGIN
  IF EXISTS (SELECT FROM "content_pages") THEN
    ANALYZE "content_pages", "content_links";
  END IF;
END $$;
