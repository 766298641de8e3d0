CREATE TABLE "content_snippets" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"title" text NOT NULL,
	"body_markdown" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"saved_by" uuid,
	"saved_at" timestamp with time zone NOT NULL,
	CONSTRAINT "snippet_by_name" UNIQUE("name"),
	CONSTRAINT "snippet_name" CHECK ("content_snippets"."name" ~ '^[a-z0-9]+(-[a-z0-9]+)*$')
);
--> statement-breakpoint
ALTER TABLE "content_pages" ADD COLUMN "snippets" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "content_revisions" ADD COLUMN "snippets" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "content_snippets" ADD CONSTRAINT "content_snippets_saved_by_persons_id_fk" FOREIGN KEY ("saved_by") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "snippet_by_editor" ON "content_snippets" USING btree ("saved_by");--> statement-breakpoint
CREATE INDEX "page_by_snippet" ON "content_pages" USING gin ("snippets");--> statement-breakpoint
CREATE INDEX "revision_by_snippet" ON "content_revisions" USING gin ("snippets");