CREATE TABLE "forum_mailed_replies" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"hash" "bytea" NOT NULL,
	"answered_id" uuid NOT NULL,
	"topic_id" uuid,
	"outcome" text NOT NULL,
	"has_files" boolean NOT NULL,
	"body" text DEFAULT '' NOT NULL,
	"taken_at" timestamp with time zone NOT NULL,
	"told_at" timestamp with time zone,
	CONSTRAINT "mailed_reply_by_hash" UNIQUE("hash")
);
--> statement-breakpoint
ALTER TABLE "forum_mailed_replies" ADD CONSTRAINT "forum_mailed_replies_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_mailed_replies" ADD CONSTRAINT "forum_mailed_replies_topic_id_forum_topics_id_fk" FOREIGN KEY ("topic_id") REFERENCES "public"."forum_topics"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "mailed_reply_told" ON "forum_mailed_replies" USING btree ("answered_id","told_at");--> statement-breakpoint
CREATE INDEX "mailed_reply_by_person" ON "forum_mailed_replies" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "mailed_reply_by_time" ON "forum_mailed_replies" USING btree ("taken_at");--> statement-breakpoint
CREATE INDEX "mailed_reply_by_topic" ON "forum_mailed_replies" USING btree ("topic_id");