-- Pages that are there already get a code (hexadecimal digits are part of its alphabet) and the revision that readers have.
ALTER TABLE "content_pages" ADD COLUMN "code" text;--> statement-breakpoint
UPDATE "content_pages" SET "code" = substr(md5(gen_random_uuid()::text), 1, 10), "published_version" = CASE WHEN "published_at" IS NULL THEN NULL ELSE "version" END;--> statement-breakpoint
INSERT INTO "content_revisions" ("id", "page_id", "number", "title", "summary", "teaser", "body_markdown", "body_html", "renderer_version", "saved_by", "saved_at")
  SELECT gen_random_uuid(), "id", "version", "title", "summary", "teaser", "body_markdown", "body_html", "renderer_version", "author_id", "updated_at" FROM "content_pages"
  ON CONFLICT DO NOTHING;--> statement-breakpoint
ALTER TABLE "content_pages" ALTER COLUMN "code" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "content_pages" ADD CONSTRAINT "page_by_code" UNIQUE("code");--> statement-breakpoint
ALTER TABLE "content_pages" ADD CONSTRAINT "page_code" CHECK ("content_pages"."code" ~ '^[0-9a-hjkmnp-tv-z]{10}$');--> statement-breakpoint
ALTER TABLE "content_pages" ADD CONSTRAINT "page_published" CHECK (("content_pages"."published_at" is null) = ("content_pages"."published_version" is null));
