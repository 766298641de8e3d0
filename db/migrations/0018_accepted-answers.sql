CREATE TABLE "forum_answers" (
	"topic_id" uuid PRIMARY KEY NOT NULL,
	"post_id" uuid NOT NULL,
	"marked_by" uuid NOT NULL,
	"marked_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "forum_answers" ADD CONSTRAINT "forum_answers_topic_id_forum_topics_id_fk" FOREIGN KEY ("topic_id") REFERENCES "public"."forum_topics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_answers" ADD CONSTRAINT "forum_answers_post_id_forum_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."forum_posts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_answers" ADD CONSTRAINT "forum_answers_marked_by_persons_id_fk" FOREIGN KEY ("marked_by") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "answer_post" ON "forum_answers" USING btree ("post_id");--> statement-breakpoint
CREATE INDEX "answer_by_marker" ON "forum_answers" USING btree ("marked_by");