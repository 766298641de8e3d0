ALTER TABLE "content_pages" ADD COLUMN "review_told" text;--> statement-breakpoint
CREATE INDEX "page_by_review" ON "content_pages" USING btree ("review_due_at") WHERE "content_pages"."archived_at" is null;--> statement-breakpoint
-- of topics whose latest post was removed, the latest that is still there
UPDATE "forum_topics" SET last_post_at = latest.created_at, last_post_by = latest.author_id
FROM (
  SELECT DISTINCT ON (topic_id) topic_id, created_at, author_id FROM "forum_posts"
  WHERE topic_id IN (
    SELECT t.id FROM "forum_topics" t JOIN "forum_posts" p ON p.topic_id = t.id AND p.number = t.last_post_number WHERE p.removed_at IS NOT NULL)
  AND (removed_at IS NULL OR number = 1)
  ORDER BY topic_id, number DESC) AS latest
WHERE "forum_topics".id = latest.topic_id;
