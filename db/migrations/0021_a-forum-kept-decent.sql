CREATE TABLE "forum_claims" (
	"item" text PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "forum_decisions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"quarter" timestamp with time zone NOT NULL,
	"kind" text NOT NULL,
	"about" text NOT NULL,
	"source" text,
	"outcome" text NOT NULL,
	"hours" integer
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
	"nameless_as" text,
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
CREATE TABLE "forum_ignores" (
	"person_id" uuid NOT NULL,
	"ignored_id" uuid NOT NULL,
	"ignored_at" timestamp with time zone NOT NULL,
	CONSTRAINT "forum_ignores_person_id_ignored_id_pk" PRIMARY KEY("person_id","ignored_id")
);
--> statement-breakpoint
CREATE TABLE "forum_mentions" (
	"post_id" uuid NOT NULL,
	"number" smallint NOT NULL,
	"person_id" uuid,
	"mentioned_at" timestamp with time zone NOT NULL,
	CONSTRAINT "forum_mentions_post_id_number_pk" PRIMARY KEY("post_id","number")
);
--> statement-breakpoint
CREATE TABLE "forum_member_notes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"person_id" uuid NOT NULL,
	"note" text NOT NULL,
	"noted_by" uuid,
	"noted_at" timestamp with time zone NOT NULL,
	"submission_id" uuid NOT NULL,
	CONSTRAINT "member_note_by_code" UNIQUE("code"),
	CONSTRAINT "member_note_submission" UNIQUE("submission_id")
);
--> statement-breakpoint
CREATE TABLE "forum_sanctions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"person_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"reason" text NOT NULL,
	"moderator_id" uuid,
	"at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone,
	"acknowledged_at" timestamp with time zone,
	"reviewed_at" timestamp with time zone,
	"appeal" text,
	"appealed_at" timestamp with time zone,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	"decision" text,
	"decision_why" text,
	"ended_as" text,
	"ended_at" timestamp with time zone,
	"ended_by" uuid,
	"ended_why" text,
	CONSTRAINT "sanction_by_code" UNIQUE("code"),
	CONSTRAINT "sanction_kind" CHECK ("forum_sanctions"."kind" in ('suspended','read-only','warned')),
	CONSTRAINT "sanction_end" CHECK (case "forum_sanctions"."kind" when 'read-only' then "forum_sanctions"."ends_at" is not null when 'warned' then "forum_sanctions"."ends_at" is null else true end),
	CONSTRAINT "sanction_acknowledged" CHECK ("forum_sanctions"."acknowledged_at" is null or "forum_sanctions"."kind" = 'warned'),
	CONSTRAINT "sanction_appeal" CHECK (("forum_sanctions"."appeal" is null) = ("forum_sanctions"."appealed_at" is null)),
	CONSTRAINT "sanction_decision" CHECK (("forum_sanctions"."decision" is null) = ("forum_sanctions"."decided_at" is null)),
	CONSTRAINT "sanction_decided_by_another" CHECK ("forum_sanctions"."decided_by" <> "forum_sanctions"."moderator_id"),
	CONSTRAINT "sanction_ended" CHECK (("forum_sanctions"."ended_as" is null) = ("forum_sanctions"."ended_at" is null))
);
--> statement-breakpoint
ALTER TABLE "forum_moderations" DROP CONSTRAINT "moderation_kind";--> statement-breakpoint
ALTER TABLE "forum_answers" ALTER COLUMN "marked_by" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "forum_thanks" ALTER COLUMN "author_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "forum_posts" ADD COLUMN "nameless_by" uuid;--> statement-breakpoint
ALTER TABLE "forum_posts" ADD COLUMN "nameless_as" text;--> statement-breakpoint
ALTER TABLE "forum_thanks" ADD COLUMN "nameless_as" text;--> statement-breakpoint
ALTER TABLE "forum_categories" ADD COLUMN "nameless_as" text;--> statement-breakpoint
ALTER TABLE "forum_topics" ADD COLUMN "nameless_by" uuid;--> statement-breakpoint
ALTER TABLE "forum_topics" ADD COLUMN "nameless_as" text;--> statement-breakpoint
ALTER TABLE "forum_topics" ADD COLUMN "last_nameless_as" text;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "is_veiled" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "forum_claims" ADD CONSTRAINT "forum_claims_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_held_posts" ADD CONSTRAINT "forum_held_posts_topic_id_forum_topics_id_fk" FOREIGN KEY ("topic_id") REFERENCES "public"."forum_topics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_held_posts" ADD CONSTRAINT "forum_held_posts_category_id_forum_categories_id_fk" FOREIGN KEY ("category_id") REFERENCES "public"."forum_categories"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_held_posts" ADD CONSTRAINT "forum_held_posts_author_id_persons_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_held_posts" ADD CONSTRAINT "forum_held_posts_post_id_forum_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."forum_posts"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_held_posts" ADD CONSTRAINT "forum_held_posts_declined_by_persons_id_fk" FOREIGN KEY ("declined_by") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_held_posts" ADD CONSTRAINT "forum_held_posts_decided_by_persons_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_ignores" ADD CONSTRAINT "forum_ignores_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_ignores" ADD CONSTRAINT "forum_ignores_ignored_id_persons_id_fk" FOREIGN KEY ("ignored_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_mentions" ADD CONSTRAINT "forum_mentions_post_id_forum_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."forum_posts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_mentions" ADD CONSTRAINT "forum_mentions_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_member_notes" ADD CONSTRAINT "forum_member_notes_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_member_notes" ADD CONSTRAINT "forum_member_notes_noted_by_persons_id_fk" FOREIGN KEY ("noted_by") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_sanctions" ADD CONSTRAINT "forum_sanctions_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_sanctions" ADD CONSTRAINT "forum_sanctions_moderator_id_persons_id_fk" FOREIGN KEY ("moderator_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_sanctions" ADD CONSTRAINT "forum_sanctions_decided_by_persons_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_sanctions" ADD CONSTRAINT "forum_sanctions_ended_by_persons_id_fk" FOREIGN KEY ("ended_by") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "claim_by_person" ON "forum_claims" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "claim_age" ON "forum_claims" USING btree ("at");--> statement-breakpoint
CREATE INDEX "decision_by_quarter" ON "forum_decisions" USING btree ("quarter");--> statement-breakpoint
CREATE INDEX "held_waiting" ON "forum_held_posts" USING btree ("held_at","id") WHERE "forum_held_posts"."state" = 'waiting';--> statement-breakpoint
CREATE INDEX "held_by_author" ON "forum_held_posts" USING btree ("author_id","id");--> statement-breakpoint
CREATE INDEX "held_for_topic" ON "forum_held_posts" USING btree ("topic_id") WHERE "forum_held_posts"."topic_id" is not null;--> statement-breakpoint
CREATE INDEX "held_as_post" ON "forum_held_posts" USING btree ("post_id") WHERE "forum_held_posts"."post_id" is not null;--> statement-breakpoint
CREATE INDEX "held_age" ON "forum_held_posts" USING btree (coalesce("decided_at", "declined_at", "held_at")) WHERE "forum_held_posts"."state" <> 'waiting';--> statement-breakpoint
CREATE INDEX "ignore_by_ignored" ON "forum_ignores" USING btree ("ignored_id");--> statement-breakpoint
CREATE INDEX "mention_by_person" ON "forum_mentions" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "member_note_by_person" ON "forum_member_notes" USING btree ("person_id","id");--> statement-breakpoint
CREATE INDEX "member_note_age" ON "forum_member_notes" USING btree ("noted_at");--> statement-breakpoint
CREATE INDEX "sanction_by_person" ON "forum_sanctions" USING btree ("person_id","id");--> statement-breakpoint
CREATE INDEX "sanction_appeals" ON "forum_sanctions" USING btree ("appealed_at") WHERE "forum_sanctions"."appealed_at" is not null and "forum_sanctions"."decided_at" is null;--> statement-breakpoint
CREATE INDEX "sanction_reviews" ON "forum_sanctions" USING btree (coalesce("reviewed_at", "at")) WHERE "forum_sanctions"."kind" = 'suspended' and "forum_sanctions"."ends_at" is null and "forum_sanctions"."ended_at" is null;--> statement-breakpoint
ALTER TABLE "forum_posts" ADD CONSTRAINT "forum_posts_nameless_by_persons_id_fk" FOREIGN KEY ("nameless_by") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_topics" ADD CONSTRAINT "forum_topics_nameless_by_persons_id_fk" FOREIGN KEY ("nameless_by") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "post_by_nameless" ON "forum_posts" USING btree ("nameless_by","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE "forum_posts"."nameless_by" is not null;--> statement-breakpoint
CREATE INDEX "post_nameless" ON "forum_posts" USING btree ("topic_id") WHERE "forum_posts"."nameless_as" is not null;--> statement-breakpoint
CREATE INDEX "topic_by_nameless" ON "forum_topics" USING btree ("nameless_by") WHERE "forum_topics"."nameless_by" is not null;--> statement-breakpoint
CREATE INDEX "person_called" ON "persons" USING btree (lower(plain_letters(coalesce("display_name", "full_name")))) WHERE "persons"."kind" = 'human' and "persons"."merged_into" is null and "persons"."erased_at" is null;--> statement-breakpoint
ALTER TABLE "forum_moderations" ADD CONSTRAINT "moderation_kind" CHECK ("forum_moderations"."kind" in ('removed','edited','retitled','topic-removed','topic-moved','posts-split','topic-merged','writer-learned'));--> statement-breakpoint
ALTER TABLE "forum_posts" ADD CONSTRAINT "post_nameless" CHECK (("forum_posts"."nameless_by" is null or "forum_posts"."nameless_as" is not null) and ("forum_posts"."nameless_as" is null or "forum_posts"."author_id" is null));--> statement-breakpoint
ALTER TABLE "forum_topics" ADD CONSTRAINT "topic_nameless" CHECK (("forum_topics"."nameless_by" is null or "forum_topics"."nameless_as" is not null) and ("forum_topics"."nameless_as" is null or "forum_topics"."author_id" is null));