CREATE TABLE "forum_claims" (
	"item" text PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "forum_decisions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"kind" text NOT NULL,
	"about" text NOT NULL,
	"source" text,
	"outcome" text NOT NULL,
	"minutes" integer
);
--> statement-breakpoint
CREATE TABLE "forum_held_posts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"topic_id" uuid,
	"category_id" uuid,
	"title" text,
	"body_markdown" text NOT NULL,
	"author_id" uuid NOT NULL,
	"submission_id" uuid NOT NULL,
	"audience" text NOT NULL,
	"group_ids" uuid[] NOT NULL,
	"why" text NOT NULL,
	"words" text[] NOT NULL,
	"held_at" timestamp with time zone NOT NULL,
	"state" text NOT NULL,
	"post_id" uuid,
	"declined_by" uuid,
	"declined_at" timestamp with time zone,
	"reason" text,
	"appeal" text,
	"appealed_at" timestamp with time zone,
	"decision_why" text,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	CONSTRAINT "held_by_code" UNIQUE("code"),
	CONSTRAINT "held_submission" UNIQUE("submission_id"),
	CONSTRAINT "held_place" CHECK (num_nonnulls("forum_held_posts"."topic_id", "forum_held_posts"."category_id") = 1),
	CONSTRAINT "held_title" CHECK (("forum_held_posts"."category_id" is null) = ("forum_held_posts"."title" is null)),
	CONSTRAINT "held_decline" CHECK (("forum_held_posts"."declined_at" is null) = ("forum_held_posts"."reason" is null)),
	CONSTRAINT "held_appeal" CHECK (("forum_held_posts"."appeal" is null) = ("forum_held_posts"."appealed_at" is null)),
	CONSTRAINT "held_decided_by_another" CHECK ("forum_held_posts"."decided_by" <> "forum_held_posts"."declined_by")
);
--> statement-breakpoint
CREATE TABLE "forum_reasons" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"words" text NOT NULL,
	"added_at" timestamp with time zone NOT NULL,
	CONSTRAINT "reason_by_code" UNIQUE("code"),
	CONSTRAINT "reason_once" UNIQUE("words")
);
--> statement-breakpoint
CREATE TABLE "forum_watched_words" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"words" text NOT NULL,
	"folded" text NOT NULL,
	"outcome" text NOT NULL,
	"added_at" timestamp with time zone NOT NULL,
	CONSTRAINT "watched_words_by_code" UNIQUE("code"),
	CONSTRAINT "watched_words_once" UNIQUE("folded"),
	CONSTRAINT "watched_words_outcome" CHECK ("forum_watched_words"."outcome" in ('warn', 'hold', 'refuse'))
);
--> statement-breakpoint
ALTER TABLE "forum_claims" ADD CONSTRAINT "forum_claims_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_held_posts" ADD CONSTRAINT "forum_held_posts_topic_id_forum_topics_id_fk" FOREIGN KEY ("topic_id") REFERENCES "public"."forum_topics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_held_posts" ADD CONSTRAINT "forum_held_posts_category_id_forum_categories_id_fk" FOREIGN KEY ("category_id") REFERENCES "public"."forum_categories"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_held_posts" ADD CONSTRAINT "forum_held_posts_author_id_persons_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_held_posts" ADD CONSTRAINT "forum_held_posts_post_id_forum_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."forum_posts"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_held_posts" ADD CONSTRAINT "forum_held_posts_declined_by_persons_id_fk" FOREIGN KEY ("declined_by") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_held_posts" ADD CONSTRAINT "forum_held_posts_decided_by_persons_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "claim_by_person" ON "forum_claims" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "claim_age" ON "forum_claims" USING btree ("at");--> statement-breakpoint
CREATE INDEX "decision_at" ON "forum_decisions" USING btree ("at");--> statement-breakpoint
CREATE INDEX "held_waiting" ON "forum_held_posts" USING btree ("held_at","id") WHERE "forum_held_posts"."state" = 'waiting';--> statement-breakpoint
CREATE INDEX "held_by_author" ON "forum_held_posts" USING btree ("author_id","id");--> statement-breakpoint
CREATE INDEX "held_for_topic" ON "forum_held_posts" USING btree ("topic_id") WHERE "forum_held_posts"."topic_id" is not null;--> statement-breakpoint
CREATE INDEX "held_as_post" ON "forum_held_posts" USING btree ("post_id") WHERE "forum_held_posts"."post_id" is not null;--> statement-breakpoint
CREATE INDEX "held_age" ON "forum_held_posts" USING btree ("held_at") WHERE "forum_held_posts"."state" <> 'waiting';