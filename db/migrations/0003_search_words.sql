-- Each table is written anew, which takes about a minute for a hundred thousand posts; nobody reads it meanwhile.
-- computes with search_vector.sql 5ee7faab64ef2638
ALTER TABLE "content_pages" drop column "search", ADD COLUMN "search" "tsvector" GENERATED ALWAYS AS (setweight(search_vector(title), 'A') || setweight(search_vector(summary), 'B') || setweight(search_vector(body_markdown), 'D')) STORED;--> statement-breakpoint
ALTER TABLE "forum_topics" drop column "search", ADD COLUMN "search" "tsvector" GENERATED ALWAYS AS (setweight(search_vector(title), 'A')) STORED;--> statement-breakpoint
ALTER TABLE "forum_posts" drop column "search", ADD COLUMN "search" "tsvector" GENERATED ALWAYS AS (setweight(search_vector(body_markdown), 'D')) STORED;--> statement-breakpoint
CREATE INDEX "page_search" ON "content_pages" USING gin ("search") WITH (fastupdate=false);--> statement-breakpoint
CREATE INDEX "topic_search" ON "forum_topics" USING gin ("search") WITH (fastupdate=false);--> statement-breakpoint
CREATE INDEX "post_search" ON "forum_posts" USING gin ("search") WITH (fastupdate=false);--> statement-breakpoint
CREATE INDEX "post_by_time" ON "forum_posts" USING btree ("created_at","id");--> statement-breakpoint
-- a column made anew has no statistics, and what is a common word is known from them; an empty table that was analysed is planned for as empty
DO $$ BEGIN
  IF EXISTS (SELECT FROM "forum_posts") THEN
    ANALYZE "content_pages", "forum_topics", "forum_posts";
  END IF;
END $$;
