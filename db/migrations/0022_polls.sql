CREATE TABLE "forum_polls" (
	"post_id" uuid PRIMARY KEY NOT NULL,
	"question" text NOT NULL,
	"options" text[] NOT NULL,
	"most" smallint NOT NULL,
	"shows" text NOT NULL,
	"counts" integer[] NOT NULL,
	"voters" integer DEFAULT 0 NOT NULL,
	"closes_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	CONSTRAINT "poll_shows" CHECK ("forum_polls"."shows" in ('always', 'voted', 'closed', 'anonymous')),
	CONSTRAINT "poll_counts" CHECK (cardinality("forum_polls"."counts") = cardinality("forum_polls"."options"))
);
--> statement-breakpoint
CREATE TABLE "forum_votes" (
	"post_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"choices" smallint[],
	"sealed" smallint[],
	"voted_at" timestamp with time zone NOT NULL,
	"nameless_as" text,
	CONSTRAINT "forum_votes_post_id_person_id_pk" PRIMARY KEY("post_id","person_id"),
	CONSTRAINT "vote_choices" CHECK (num_nonnulls("forum_votes"."choices", "forum_votes"."sealed") = 1)
);
--> statement-breakpoint
ALTER TABLE "forum_held_posts" ADD COLUMN "poll" jsonb;--> statement-breakpoint
ALTER TABLE "forum_reads" ADD COLUMN "is_shown" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "persons" ADD COLUMN "show_reading" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "forum_polls" ADD CONSTRAINT "forum_polls_post_id_forum_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."forum_posts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_votes" ADD CONSTRAINT "forum_votes_post_id_forum_polls_post_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."forum_polls"("post_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_votes" ADD CONSTRAINT "forum_votes_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "poll_due" ON "forum_polls" USING btree ("closes_at") WHERE "forum_polls"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "vote_by_post" ON "forum_votes" USING btree ("post_id","voted_at","person_id");--> statement-breakpoint
CREATE INDEX "vote_by_person" ON "forum_votes" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "read_shown" ON "forum_reads" USING btree ("topic_id","last_read_number" DESC NULLS FIRST,"read_at" DESC NULLS FIRST) WHERE "forum_reads"."is_shown";