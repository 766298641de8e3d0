CREATE TABLE "forum_quotes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"post_id" uuid NOT NULL,
	"quoted_id" uuid NOT NULL,
	"ordinal" smallint NOT NULL,
	"is_answer" boolean NOT NULL,
	"is_said" boolean NOT NULL,
	"body_markdown" text NOT NULL,
	"body_html" text NOT NULL,
	"renderer_version" smallint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "forum_quotes" ADD CONSTRAINT "forum_quotes_post_id_forum_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."forum_posts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_quotes" ADD CONSTRAINT "forum_quotes_quoted_id_forum_posts_id_fk" FOREIGN KEY ("quoted_id") REFERENCES "public"."forum_posts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "quote_of_post" ON "forum_quotes" USING btree ("post_id","quoted_id","ordinal");--> statement-breakpoint
CREATE INDEX "quote_by_quoted" ON "forum_quotes" USING btree ("quoted_id");