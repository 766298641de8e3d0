CREATE TABLE "draft_forgotten_places" (
	"place" text PRIMARY KEY NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
-- comments are called what their page is called
UPDATE "forum_topics" SET "title" = '' WHERE "page_id" IS NOT NULL AND "title" <> '';
